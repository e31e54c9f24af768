package org.sharenum.companion

import kotlinx.coroutines.flow.first
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.condition.EnabledOnOs
import org.junit.jupiter.api.condition.OS

/** How often; `-Dsharenum.cycles=10000` for the whole proof. */
private val CYCLES: Int = Integer.getInteger("sharenum.cycles", 300)

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
            phone.call { subscribe(ChangeListener {}) }
            val gone = eventually {
                System.gc()
                listeners.size == 0
            }
            assertTrue(gone, "${listeners.size} listeners are left")
        }
    }

    private suspend fun nothingIsLeft(what: String, cycle: suspend () -> Unit) {
        // Classes, compiled code, arenas of malloc and threads that wait for more work come first.
        repeat(CYCLES) { cycle() }
        val before = Held.now()
        repeat(CYCLES) { cycle() }
        val after = Held.now()
        println("$what, $CYCLES times: $before, then $after")
    }
}
