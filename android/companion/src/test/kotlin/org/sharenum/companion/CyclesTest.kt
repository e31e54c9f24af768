package org.sharenum.companion

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledOnOs
import org.junit.jupiter.api.condition.OS

/** How often; `-Dsharenum.cycles=10000` for the whole proof. */
private val CYCLES: Int = Integer.getInteger("sharenum.cycles", 1_000)
private val WARM_UP = maxOf(1_000, CYCLES / 2)
private const val WINDOWS = 5
private const val OWN_THREADS = 8

// Up and down of a JVM whose heap is resident from the start: it compiles, malloc keeps what it was
// given back. In the whole proof these are 262 and 524 bytes a cycle.
private const val NOISE_ALLOCATED = 512 * 1024L
private const val NOISE_RESIDENT = 1024 * 1024L

/** Opening and closing, subscribing and dropping: nothing is left over. */
@EnabledOnOs(OS.LINUX)
class CyclesTest {
    @Test
    fun `phones that are opened and closed leave nothing`() = runBlocking<Unit> {
        val path = accountFile("cycles").path
        val vault = MemoryVault()
        nothingIsLeft("open and close") {
            Sharenum.open(path, vault).use { phone ->
                phone.call { saveDraft(DraftForm.NewTicket, null, mapOf("title" to "x")) }
            }
        }
    }

    @Test
    fun `subscriptions that are made and dropped leave nothing`() = runBlocking<Unit> {
        val path = accountFile("cycles-of-listeners").path
        Sharenum.open(path, MemoryVault()).use { phone ->
            nothingIsLeft("subscribe and drop") { assertEquals(Change.ReRead, phone.changes.first()) }
        }
        val listeners = FfiConverterTypeChangeListener.handleMap
        assertTrue(eventually { listeners.size == 0 }, "${listeners.size} listeners are left")
    }

    @Test
    fun `a subscription that nobody holds any more ends with the garbage`() = runBlocking<Unit> {
        val listeners = FfiConverterTypeChangeListener.handleMap
        Sharenum.open(accountFile("garbage").path, MemoryVault()).use { phone ->
            subscribeAndForget(phone)
            val gone = eventually {
                System.gc()
                listeners.size == 0
            }
            assertTrue(gone, "${listeners.size} listeners are left")
        }
    }

    /** On a stack of its own, where nothing keeps what it answered. */
    private fun subscribeAndForget(phone: Sharenum) {
        phone.blocking { subscribe(ChangeListener {}) }
    }

    private suspend fun nothingIsLeft(what: String, cycle: suspend () -> Unit) {
        // Classes, compiled code, arenas of malloc and threads that wait for more work come first.
        repeat(WARM_UP) { cycle() }
        val held = mutableListOf(Held.now())
        repeat(WINDOWS) {
            repeat(CYCLES / WINDOWS) { cycle() }
            held += Held.now()
        }
        println("$what, $CYCLES times:\n${held.joinToString("\n")}")
        val (before, after) = held.first() to held.last()
        assertEquals(before.files, after.files, "open files")
        // The JVM starts threads of its own; one left by each cycle would be hundreds.
        assertTrue(after.threads <= before.threads + OWN_THREADS, "threads")
        assertTrue(typicalGrowth(held) { it.allocated } <= NOISE_ALLOCATED, "what malloc has given out")
        assertTrue(typicalGrowth(held) { it.residentKib * 1024 } <= NOISE_RESIDENT, "memory in RAM")
    }

    /**
     * By how much it grows from window to window, the median. What every cycle leaves shows in each
     * window; what the JVM does at some moment (it compiles, it moves, it gives back) in one or two.
     */
    private fun typicalGrowth(held: List<Held>, of: (Held) -> Long): Long =
        held.map(of).zipWithNext { one, next -> next - one }.sorted()[WINDOWS / 2]
}
