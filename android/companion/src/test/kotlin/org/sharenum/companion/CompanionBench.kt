package org.sharenum.companion

import java.util.Locale
import kotlin.time.Duration
import kotlin.time.DurationUnit
import kotlin.time.measureTime
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Assertions.assertTrue
import org.junit.jupiter.api.Test

private const val ROUNDS = 200
private const val CALLS = 1_000
/** Fewer than the library keeps for a slow listener, so that none is lost. */
private const val EVENTS = 250
private const val EVENT_ROUNDS = 20

/** What crossing into the library costs, on the full phone of the stage: medians after warm-up. */
class CompanionBench {
    private val phone = runBlocking { fullPhone("bench-${System.nanoTime()}") }

    @AfterEach
    fun close() = phone.close()

    @Test
    fun `a plain call`() = runBlocking<Unit> {
        // Asks nothing of the engine.
        val plain = median(ROUNDS) { phone.blocking { repeat(CALLS) { opening() } } }
        say("plain call", plain / CALLS, DurationUnit.MICROSECONDS)
        val suspending = median(ROUNDS) { repeat(CALLS) { phone.call { opening() } } }
        say("call on the dispatcher", suspending / CALLS, DurationUnit.MICROSECONDS)
    }

    @Test
    fun `a page of tickets`() = runBlocking<Unit> {
        for (limit in listOf(50u, 1_000u)) {
            val first = PageRequest(limit = limit)
            val size = phone.call { tickets(TicketFilter.MINE, first) }.items.size
            assertEquals(limit.toInt(), size)
            val page = median(ROUNDS) { phone.blocking { tickets(TicketFilter.MINE, first) } }
            say("page of $limit", page, DurationUnit.MILLISECONDS)
            // The floor of issue 5.
            if (limit == 50u) assertTrue(page.toDouble(DurationUnit.MILLISECONDS) <= 1.0, "$page")
        }
    }

    /** Events wait in the library while the collector is held; what is timed is how they come over. */
    @Test
    fun `events delivered to a flow`() = runBlocking<Unit> {
        val school = SchoolCode(stage("her_school"))
        val time = medianOf(EVENT_ROUNDS) {
            val begun = CompletableDeferred<Unit>()
            val goOn = CompletableDeferred<Unit>()
            val all = CompletableDeferred<Unit>()
            val task = launch(Dispatchers.IO) {
                var heard = 0
                phone.changes.buffer(Channel.RENDEZVOUS).collect {
                    begun.complete(Unit)
                    goOn.await()
                    if (it is Change.Documents && ++heard == EVENTS) all.complete(Unit)
                }
            }
            begun.await()
            repeat(EVENTS) { number ->
                val level = Proficiency(Level.Novice, byHand = number % 2 == 0, inClass = false)
                phone.call { setProfile(school, mapOf(ToolId("scratch") to level)) }
            }
            val time = measureTime {
                goOn.complete(Unit)
                all.await()
            }
            task.cancel()
            time
        }
        val perSecond = EVENTS / time.toDouble(DurationUnit.SECONDS)
        println("kotlin\tevents\t${String.format(Locale.ROOT, "%.0f", perSecond)}\t1/s")
    }
}

private fun say(name: String, time: Duration, unit: DurationUnit) {
    val short = if (unit == DurationUnit.MILLISECONDS) "ms" else "µs"
    println("kotlin\t$name\t${String.format(Locale.ROOT, "%.3f", time.toDouble(unit))}\t$short")
}

private inline fun median(rounds: Int, round: () -> Unit): Duration =
    medianOf(rounds) { measureTime(round) }

/** The median of what so many rounds measured, after as many that warm up. */
private inline fun medianOf(rounds: Int, round: () -> Duration): Duration {
    repeat(rounds) { round() }
    return List(rounds) { round() }.sorted()[rounds / 2]
}
