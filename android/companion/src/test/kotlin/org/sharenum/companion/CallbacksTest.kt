package org.sharenum.companion

import java.time.Instant
import java.time.temporal.ChronoUnit
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.async
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.coroutineScope
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

/** What no log and no error may tell. */
private const val SOMEBODY = "the account of m.durand@ac-dijon.fr"
private val NOVICE = Proficiency(Level.Novice, byHand = false, inClass = false)

/** Callbacks that call back, that throw, and a sync that is cancelled. */
class CallbacksTest {
    @Test
    fun `callbacks may call back and may throw`() = runBlocking<Unit> {
        val table = Table("callbacks")
        val lines = Heard<LogRecord>()
        setLogSink(LogSink(lines::add), LogLevel.DEBUG)
        val phone = Phone.open("callbacks")
        phone.join("spare")
        aSyncIsCancelled(phone, table)
        aListenerCallsBackAndThrows(phone, table)
        table.says("the log tells of it", lines.waitFor { all -> all.any { "listener failed" in it.message } })
        table.says("and of whom", lines.all.any { "durand" in it.message })
        setLogSink(null, LogLevel.ERROR)
        aSyncIsClosedUnderneath(phone.sharenum)
        table.compare()
    }

    private suspend fun aSyncIsCancelled(phone: Phone, table: Table) = coroutineScope {
        // A running sync is cancelled from its own progress; the next one goes on.
        val slow = SyncTarget.Hub(stage("slow"))
        val cancelled = phone.sharenum.sync(BUDGET, slow) { progress ->
            if (progress.bytesReceived > 0u) phone.sharenum.cancelSync()
        }
        table.says("cancelled", cancelled.cancelled)
        table.says("finished", cancelled.finished)
        val thrown = outcome { phone.sharenum.sync(BUDGET, slow) { error(SOMEBODY) } }
        table.says("a progress that throws", thrown)
        table.says("the next sync", phone.sync().finished)

        // A coroutine that is cancelled ends its sync, and the next one does not wait for it.
        val begun = CompletableDeferred<Unit>()
        val task = async { phone.sharenum.sync(BUDGET, slow) { begun.complete(Unit) } }
        begun.await()
        task.cancelAndJoin()
        table.says("a task given up", if (task.isCancelled) "cancelled" else "went on")
        table.says("the sync after it", phone.sync().finished)
    }

    /** A listener reads through the app while it is told, throws once, and hears the next change. */
    private suspend fun aListenerCallsBackAndThrows(phone: Phone, table: Table) {
        val heard = Heard<Change>()
        val seen = mutableListOf<ULong>()
        val listener = ChangeListener { change ->
            seen += phone.sharenum.blocking { tickets(TicketFilter.ALL, PageRequest()) }.total
            heard.add(change)
            if (seen.size == 1) error(SOMEBODY)
        }
        val subscription = phone.call { subscribe(listener) }
        val school = SchoolCode(stage("her_school"))
        phone.call { setProfile(school, mapOf(ToolId("scratch") to NOVICE)) }
        table.says("the first is heard", heard.waitFor { it.size >= 1 })
        phone.call { setProfile(school, mapOf(ToolId("microbit") to NOVICE)) }
        table.says("the second, after a throw", heard.waitFor { it.size >= 2 })
        table.says("read while told", seen.take(2).joinToString())
        table.says("change", word(heard.all[0]))
        subscription.close()
    }

    private suspend fun aSyncIsClosedUnderneath(phone: Sharenum) = coroutineScope {
        val begun = CompletableDeferred<Unit>()
        val slow = SyncTarget.Hub(stage("slow"))
        val summary = async { phone.sync(BUDGET, slow) { begun.complete(Unit) } }
        begun.await()
        phone.close()
        assertTrue(summary.await().cancelled)
        val listeners = FfiConverterTypeProgressListener.handleMap
        assertTrue(eventually { listeners.size == 0 }, "${listeners.size} of the progress listeners are left")
        val waiting = uniffiContinuationHandleMap
        assertTrue(eventually { waiting.size == 0 }, "${waiting.size} continuations are left")
    }

    @Test
    fun `a clock is asked where it may call back`() = runBlocking<Unit> {
        val table = Table("clock")
        val clock = Standing()
        val phone = Sharenum.open(accountFile("clock").path, MemoryVault(), clock = clock)
        clock.asks = phone
        phone.call { saveDraft(DraftForm.NewTicket, null, mapOf("title" to "x")) }
        val draft = phone.call { draft(DraftForm.NewTicket, null) }
        table.says("saved", draft?.saved?.truncatedTo(ChronoUnit.MINUTES)?.toString()?.replace(":00Z", "Z"))
        clock.broken = true
        table.says("a clock that throws", outcome { phone.call { draft(DraftForm.NewTicket, null) } })
        clock.broken = false
        clock.asks = null
        phone.close()
        table.compare()
    }

    /** A clock that calls back into the app before it answers. */
    private class Standing : Clock {
        @Volatile var asks: Sharenum? = null

        @Volatile var broken = false

        override fun now(): Instant {
            check(!broken) { "no battery" }
            asks?.blocking { draft(DraftForm.NewTicket, null) }
            return Instant.parse("2027-03-01T08:00:00Z")
        }
    }
}
