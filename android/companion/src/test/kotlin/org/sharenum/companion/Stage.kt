package org.sharenum.companion

import java.io.File
import java.util.concurrent.TimeUnit
import java.util.concurrent.locks.ReentrantLock
import kotlin.concurrent.withLock
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.withTimeout
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertNull

/** What the stage has set up: `name=value` lines, by name. */
val STAGE: Map<String, String> by lazy {
    val file = System.getenv("SHARENUM_STAGE")
    checkNotNull(file) { "run these tests on a stage: `cargo xtask bindings test-kotlin`" }
    val lines = File(file).readLines().filter(String::isNotEmpty)
    lines.associate { it.substringBefore('=') to it.substringAfter('=') }
}

fun stage(name: String): String = STAGE.getValue(name)

val BUDGET = 60.seconds

/** Longest that a test waits for what must happen; nothing waits that long. */
const val PATIENCE_SECONDS = 60L

/** Fails where it would wait for ever. */
suspend fun <T> patiently(block: suspend () -> T): T = withTimeout(PATIENCE_SECONDS.seconds) { block() }

/** A file of the stage for an account of a test's own. */
fun accountFile(name: String): File = File(stage("folder"), "$name.sharenum")

/** A vault that forgets with the process. */
class MemoryVault(@Volatile var secrets: VaultSecrets? = null) : KeyVault {
    override fun load(): VaultSecrets? = secrets

    override fun save(secrets: VaultSecrets) {
        this.secrets = secrets
    }

    override fun discard() {
        secrets = null
    }
}

/** Collects what callbacks bring, and waits for it. */
class Heard<T> {
    private val lock = ReentrantLock()
    private val bell = lock.newCondition()
    private val things = mutableListOf<T>()

    val all: List<T>
        get() = lock.withLock { things.toList() }

    fun add(thing: T) = lock.withLock {
        things += thing
        bell.signalAll()
    }

    /** Whether it came to this before the patience ended. */
    fun waitFor(enough: (List<T>) -> Boolean): Boolean = lock.withLock {
        var left = TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS)
        while (!enough(things) && left > 0) left = bell.awaitNanos(left)
        enough(things)
    }
}

/** An account in a file of its own. */
class Phone private constructor(private val path: String, private val vault: KeyVault, var sharenum: Sharenum) {
    suspend fun <T> call(block: suspend SharenumAppInterface.() -> T): T = sharenum.call(block)

    suspend fun join(invitation: String) = sharenum.join(stage(invitation), stage("region"))

    suspend fun sync(): SyncSummary = sharenum.sync(BUDGET)

    suspend fun reopen() {
        sharenum.close()
        sharenum = Sharenum.open(path, vault)
    }

    companion object {
        suspend fun open(name: String): Phone {
            val (path, vault) = accountFile(name).path to MemoryVault()
            return Phone(path, vault, Sharenum.open(path, vault))
        }
    }
}

/** The error that a call ends with and its code, or `ok`. */
suspend fun outcome(call: suspend () -> Unit): String = try {
    call()
    "ok"
} catch (error: SharenumException) {
    "${word(error)} ${error.code}"
}

/** The expected results of a part of the story, shared by all languages: bindings/story.tsv. */
class Table(private val part: String) {
    private val found = sortedMapOf<String, String>()

    /** Notes a result. */
    fun says(key: String, value: Any?) = assertNull(found.put(key, told(value)), "$key is told twice")

    /** Fails for a result that differs, is missing, or is not in the table. */
    fun compare() {
        val lines = File("../../bindings/story.tsv").readLines()
        val rows = lines.filter { it.isNotEmpty() && !it.startsWith("#") }.map { it.split("\t") }
        val expected = rows.filter { (of) -> of == part }.associate { (_, key, value) -> key to value }
        assertEquals(written(expected.toSortedMap()), written(found))
    }

    private fun written(results: Map<String, String>) =
        results.entries.joinToString("\n") { (key, value) -> "$part\t$key\t$value" }
}

/** A result as every language writes it: `yes`, `no`, `none`, a number, a word. */
fun told(value: Any?): String = when (value) {
    null -> "none"
    true -> "yes"
    false -> "no"
    else -> value.toString()
}

/** The arm of an enum, as every language writes it: small letters only. */
fun word(value: Any): String {
    val name = if (value is Enum<*>) value.name else value.javaClass.simpleName
    return name.replace("_", "").lowercase()
}
