package org.sharenum.app

import java.io.File
import java.time.Instant
import org.sharenum.companion.VaultSecrets
import org.sharenum.platform.KeystoreVault
import org.sharenum.platform.PhoneFiles

/** The lived-in region that the stage has made: fixed files, at a fixed time. */
object Scene {
    private val said: Map<String, String> by lazy {
        val file = checkNotNull(System.getenv("SHARENUM_SCENE")) { "run these tests by `cargo xtask android check`" }
        val lines = File(file).readLines().filter(String::isNotEmpty)
        lines.associate { it.substringBefore('=') to it.substringAfter('=') }
    }

    operator fun get(name: String): String = said.getValue(name)

    /** When everything in it is looked at. */
    val now: Instant by lazy { Instant.parse(this["now"]) }

    /** Lays somebody's phone where the app will look for its own, with its secrets in the key store. */
    fun install(name: String) {
        val mine = PhoneFiles.database(APP)
        val theirs = File(this[name])
        theirs.copyTo(mine)
        for (beside in theirs.parentFile.listFiles().orEmpty()) {
            // What tells a phone's file from another one lies beside it.
            val rest = beside.name.removePrefix(theirs.name)
            if (beside.name.startsWith("${theirs.name}.")) beside.copyTo(File(mine.path + rest))
        }
        KeystoreVault(APP).save(VaultSecrets(hex(this["${name}_key"]), hex(this["${name}_seed"])))
    }

    private fun hex(digits: String) = digits.chunked(2).map { it.toInt(16).toByte() }.toByteArray()
}
