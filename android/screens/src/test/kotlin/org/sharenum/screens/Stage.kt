package org.sharenum.screens

import java.io.File
import java.nio.file.Files
import java.time.Instant
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.Clock
import org.sharenum.companion.KeyVault
import org.sharenum.companion.Sharenum
import org.sharenum.companion.VaultSecrets

/** `name=value` lines of a file that an environment variable names. */
private fun properties(variable: String): Map<String, String> {
    val file = checkNotNull(System.getenv(variable)) { "run these tests by `cargo xtask android check`" }
    return properties(File(file))
}

internal fun properties(file: File): Map<String, String> {
    val lines = file.readLines().filter(String::isNotEmpty)
    return lines.associate { it.substringBefore('=') to it.substringAfter('=') }
}

/** A lived-in region in closed files: phones of people who have worked with it for weeks, and hubs. */
open class SceneFiles(read: () -> Map<String, String>) {
    private val said by lazy(read)

    operator fun get(name: String): String = said.getValue(name)

    /** When everything in it is looked at. */
    val now: Instant by lazy { Instant.parse(this["now"]) }

    /** A copy of somebody's phone, so that no test sees what another did; it reads the time from [clock]. */
    fun phone(name: String, clock: () -> Instant = { now }): Sharenum {
        val folder = Files.createTempDirectory("scene").toFile().apply { deleteOnExit() }
        val copy = File(folder, "$name.sharenum")
        // Who has not joined has no file yet, and no secrets.
        if (!File(this[name]).exists()) return opened(copy, MemoryVault(), clock)
        File(this[name]).copyTo(copy)
        for (beside in File(this[name]).parentFile.listFiles().orEmpty()) {
            // What tells a phone's file from another one lies beside it.
            if (beside.name.startsWith("$name.sharenum.")) beside.copyTo(File(folder, beside.name))
        }
        val vault = MemoryVault(VaultSecrets(hex(this["${name}_key"]), hex(this["${name}_seed"])))
        return opened(copy, vault, clock)
    }

    private fun opened(file: File, vault: MemoryVault, clock: () -> Instant) =
        runBlocking { Sharenum.open(file.path, vault, AtWork.calls, Clock(clock)) }
}

/** The region that pictures are drawn from: fixed files, at a fixed time. */
object Scene : SceneFiles({ properties("SHARENUM_SCENE") })

private fun hex(digits: String) = digits.chunked(2).map { it.toInt(16).toByte() }.toByteArray()

/** Hubs that run, for phones that join and sync. */
object Stage {
    private val said by lazy { properties("SHARENUM_STAGE") }

    operator fun get(name: String): String = said.getValue(name)

    /** A copy of the phone that holds as many tickets as its member ever will: how many, `full_phone_tickets` says. */
    fun full(): Sharenum {
        val folder = Files.createTempDirectory("full").toFile().apply { deleteOnExit() }
        val source = File(this["full_phone"])
        for (beside in source.parentFile.listFiles().orEmpty()) {
            if (beside.name.startsWith(source.name)) beside.copyTo(File(folder, beside.name))
        }
        return opened(File(folder, source.name), "full_phone")
    }

    /** Opens a file with the secrets that the stage names. */
    fun opened(file: File, name: String): Sharenum {
        val secrets = VaultSecrets(hex(this["${name}_key"]), hex(this["${name}_seed"]))
        return runBlocking { Sharenum.open(file.path, MemoryVault(secrets), AtWork.calls) }
    }

    /** An empty phone. */
    fun phone(): Sharenum {
        val folder = Files.createTempDirectory("phone").toFile().apply { deleteOnExit() }
        return runBlocking { Sharenum.open(File(folder, "account.sharenum").path, MemoryVault()) }
    }
}

/** A vault that forgets with the process. */
class MemoryVault(@Volatile private var secrets: VaultSecrets? = null) : KeyVault {
    override fun load(): VaultSecrets? = secrets

    override fun save(secrets: VaultSecrets) {
        this.secrets = secrets
    }

    override fun discard() {
        secrets = null
    }
}
