package org.sharenum.platform

import android.app.Notification
import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.fail
import kotlinx.coroutines.runBlocking
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.ParameterizedRobolectricTestRunner
import org.robolectric.ParameterizedRobolectricTestRunner.Parameters
import org.robolectric.RobolectricTestRunner
import org.sharenum.companion.Action
import org.sharenum.companion.Delivery
import org.sharenum.companion.PageRequest
import org.sharenum.companion.RequestState

/** Each button that a notification can have, pressed without a network, and what comes of it at the hub. */
@RunWith(ParameterizedRobolectricTestRunner::class)
class ActionsTest(private val action: Action) {
    @Before
    fun `the helper has read everything`() = helperHasReadEverything()

    @Test
    fun `what is pressed is done at once, and reaches the hub`() = runBlocking {
        when (action) {
            Action.PROPOSE -> helpIsOffered()
            Action.ASK_SEAT -> aSeatIsAskedFor()
            Action.MARK_READ -> itIsRead()
            else -> fail("a notification offers $action, and no test presses it")
        }
    }

    private suspend fun helpIsOffered() {
        val title = Cast.title("A bridge")
        val ticket = Cast.ticket(title)
        val shown = arrives(title)
        Shade.press(shown, "press PROPOSE")

        val mine = Cast.helper.call { myProposals(PageRequest()) }.items.single { it.ticketTitle == title }
        assertEquals("I can help", mine.text)
        assertEquals(Delivery.ON_THIS_PHONE, mine.common.delivery)
        val answer = Shade.shown.single().notification
        assertEquals(title to "done: PROPOSE", answer.title to answer.text)
        assertEquals(emptyList(), answer.buttons)
        assertEquals(Notifications.ANSWER_SHOWS.toMillis(), answer.timeoutAfter)
        assertEquals(listOf(SyncSchedule.SOON), Shade.pendingJobs())

        assertFalse(RunningJob().start().again())
        Cast.author.sync(BUDGET)
        assertEquals(listOf("I can help"), Cast.author.call { ticket(ticket) }.proposals.map { it.text })
    }

    private suspend fun aSeatIsAskedFor() {
        val title = Cast.title("Robots")
        val workshop = Cast.workshop(title)
        Shade.press(arrives(title), "press ASK_SEAT")
        assertEquals(RequestState.Asked, Cast.helper.call { workshop(workshop) }.item.mySeat)
        assertEquals("done: ASK_SEAT", Shade.titled(title)?.notification?.text)

        assertFalse(RunningJob().start().again())
        assertFalse(RunningJob().start().again())
        assertEquals(RequestState.Confirmed, Cast.helper.call { workshop(workshop) }.item.mySeat)
        Cast.author.sync(BUDGET)
        assertEquals(1, Cast.author.call { workshop(workshop) }.attendees.size)
        // The job has shown the decision.
        assertNotNull(Shade.shown.firstOrNull { it.notification.channelId == "seat_decided" })
    }

    private suspend fun itIsRead() {
        val title = Cast.title("Read")
        Cast.ticket(title)
        Shade.press(arrives(title), "press MARK_READ")
        assertEquals(emptyList(), Shade.shown.map { it.notification.title })
        assertEquals(0uL, Cast.helper.call { unreadAlerts() })
    }

    companion object {
        /** The core's own list of them, which is written down for all shells. */
        @JvmStatic
        @Parameters(name = "{0}")
        fun offered(): List<Action> {
            val file = generateSequence(File("").absoluteFile) { it.parentFile }
                .map { it.resolve("bindings/actions.txt") }.first(File::isFile)
            val names = file.readLines().map { it.split('\t') }.filter { it[0] == "Notification" }.map { it[1] }
            check(names.isNotEmpty()) { "$file has no line of notifications" }
            // The list writes `AskSeat` where Kotlin has `ASK_SEAT`.
            return names.map { name ->
                Action.entries.single { it.name.replace("_", "").equals(name, ignoreCase = true) }
            }
        }
    }
}

/** A button whose time is over. */
@RunWith(RobolectricTestRunner::class)
class LateActionTest {
    @Before
    fun `the helper has read everything`() = helperHasReadEverything()

    @Test
    fun `what is not possible any more says why, and stays`() = runBlocking<Unit> {
        val title = Cast.title("Called off")
        val workshop = Cast.workshop(title)
        val shown = arrives(title)
        Cast.author.call { cancelWorkshop(workshop) }
        Cast.author.sync(BUDGET)
        Cast.helper.sync(BUDGET)
        Shade.press(shown, "press ASK_SEAT")
        val answer = Shade.shown.map { it.notification }.single { it.text.orEmpty().startsWith("failed: ") }
        assertEquals(0, answer.timeoutAfter)
        assertNull(Cast.helper.call { workshop(workshop) }.item.mySeat)
        assertEquals(emptyList(), Shade.pendingJobs())
    }
}

private fun helperHasReadEverything() = runBlocking {
    APP.holds(Cast.helper)
    Cast.helper.call { markAllAlertsRead() }
}

private suspend fun arrives(title: String): Notification {
    Cast.helper.sync(BUDGET)
    NotificationSchedule(APP).replan()
    return assertNotNull(Shade.titled(title)).notification
}
