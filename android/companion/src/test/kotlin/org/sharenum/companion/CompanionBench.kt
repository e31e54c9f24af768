package org.sharenum.companion

import java.util.Locale
import kotlin.time.Duration
import kotlin.time.DurationUnit
import kotlin.time.measureTime
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.sync.Semaphore
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Assertions.assertEquals
import org.junit.jupiter.api.Test

/** Short rounds, and many: what else the machine does falls into a few of them. */
private const val ROUNDS = 2_000
private const val PAGE_ROUNDS = 400
private const val CALLS = 10

/** Fewer than the library keeps for a slow listener, so that none is lost. */
private const val EVENTS = 200
private const val UNDER_WAY = 100
private const val EVENT_ROUNDS = 3

/** What crossing into the library costs, on the full phone of the stage: medians after warm-up. */
class CompanionBench {
    private val phone = runBlocking { fullPhone("bench-${System.nanoTime()}") }

    @AfterEach
    fun close() = phone.close()

    @Test
    fun `a plain call`() = runBlocking<Unit> {
        // Asks nothing of the engine.
        val plain = median(ROUNDS) { phone.blocking { repeat(CALLS) { opening() } } }
        say("call", plain / CALLS)
        val suspending = median(ROUNDS) { repeat(CALLS) { phone.call { opening() } } }
        say("call on the dispatcher", suspending / CALLS)
    }

    @Test
    fun `a page of tickets`() = runBlocking<Unit> {
        for (limit in listOf(50u, 1_000u)) {
            val first = PageRequest(limit = limit)
            // One's own are counted one by one for the total, which a member with 10,000 of them feels.
            for ((filter, whose) in listOf(TicketFilter.ALL to "", TicketFilter.MINE to " of one's own")) {
                val size = phone.call { tickets(filter, first) }.items.size
                assertEquals(limit.toInt(), size)
                val page = median(PAGE_ROUNDS) { phone.blocking { tickets(filter, first) } }
                say("page of $limit$whose", page)
            }
        }
    }

    /** As an app hears them: each with the edit that makes it, up to [UNDER_WAY] ahead of the flow. */
    @Test
    fun `events with their edits`() = runBlocking<Unit> {
        val time = medianOf(EVENT_ROUNDS) {
            val room = Semaphore(UNDER_WAY)
            val begun = CompletableDeferred<Unit>()
            val all = CompletableDeferred<Unit>()
            val task = launch(Dispatchers.IO) {
                var heard = 0
                phone.changes.collect {
                    if (!begun.complete(Unit)) room.release()
                    if (it is Change.Documents && ++heard == EVENTS) all.complete(Unit)
                }
            }
            begun.await()
            val time = measureTime {
                repeat(EVENTS) { number ->
                    room.acquire()
                    edit(number)
                }
                all.await()
            }
            task.cancelAndJoin()
            time
        }
        sayPerSecond("events", time, "per second, each with its edit")
    }

    /** Events wait in the library while the collector is held; what is timed is how they come over. */
    @Test
    fun `events that wait`() = runBlocking<Unit> {
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
            repeat(EVENTS) { edit(it) }
            val time = measureTime {
                goOn.complete(Unit)
                all.await()
            }
            task.cancelAndJoin()
            time
        }
        sayPerSecond("events that waited", time, "per second")
    }

    private suspend fun edit(number: Int) {
        val level = Proficiency(Level.Novice, byHand = number % 2 == 0, inClass = false)
        phone.call { setProfile(SchoolCode(stage("her_school")), mapOf(ToolId("scratch") to level)) }
    }
}

private fun say(name: String, time: Duration) {
    val value = time.toDouble(DurationUnit.MICROSECONDS)
    println("kotlin\t$name\t${String.format(Locale.ROOT, "%.1f", value)}\tµs")
}

private fun sayPerSecond(name: String, time: Duration, unit: String) {
    val value = EVENTS / time.toDouble(DurationUnit.SECONDS)
    println("kotlin\t$name\t${String.format(Locale.ROOT, "%.0f", value)}\t$unit")
}

private inline fun median(rounds: Int, round: () -> Unit): Duration = medianOf(rounds) { measureTime(round) }

/** The median of what so many rounds measured, after half as many that warm up. */
private inline fun medianOf(rounds: Int, round: () -> Duration): Duration {
    repeat((rounds + 1) / 2) { round() }
    return List(rounds) { round() }.sorted()[rounds / 2]
}
