package org.sharenum.platform

import android.content.Intent
import java.time.Duration
import java.time.Instant
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.junit.After
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.sharenum.companion.RequestState
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumException

/** What the next notification waits for, and what brings it back when the system has forgotten. */
@RunWith(RobolectricTestRunner::class)
class ReplanTest {
    @Before
    fun `the guest's phone`() = runBlocking {
        APP.holds(Cast.guest)
        APP.clock = { Instant.now() + Cast.ahead }
        Cast.guest.call { markAllAlertsRead() }
    }

    @After
    fun `the clock goes right again`() {
        Cast.ahead = Duration.ZERO
    }

    @Test
    fun `a reminder is an alarm, and shows when its time has come`() = runBlocking<Unit> {
        val title = Cast.title("Robots")
        guestHasASeat(title)
        NotificationSchedule(APP).replan()
        assertNull(Shade.titled(title))
        val alarm = Shade.alarms.single()
        assertTrue(alarm.allowWhileIdle)
        val due = Instant.ofEpochMilli(alarm.triggerAtMs)
        assertTrue(due > Instant.now() + Duration.ofDays(12), "the evening before: $due")

        Cast.ahead = Duration.between(Instant.now(), due) + Duration.ofMinutes(5)
        Shade.send(assertNotNull(alarm.operation))
        val shown = assertNotNull(Shade.titled(title)).notification
        assertEquals("reminder_day", shown.channelId)
        assertEquals("agenda", shown.group)
        // The next is the one an hour before.
        assertTrue(Instant.ofEpochMilli(Shade.alarms.single().triggerAtMs) > due + Duration.ofHours(12))
    }

    @Test
    fun `after a start, an update, another time or zone, it is planned anew`() = runBlocking<Unit> {
        guestHasASeat(Cast.title("Planned"))
        val heard = ReplanReceiver.HEARD - ReplanReceiver.DUE
        assertEquals(5, heard.size)
        for (action in heard) {
            Shade.alarms.forEach { APP.service<android.app.AlarmManager>().cancel(assertNotNull(it.operation)) }
            SyncSchedule(APP).end()
            Shade.broadcast(Intent(action))
            assertEquals(1, Shade.alarms.size, action)
            assertEquals(listOf(SyncSchedule.REGULAR), Shade.pendingJobs(), action)
        }
    }

    @Test
    fun `what nobody sends is not heard`() = runBlocking<Unit> {
        ReplanReceiver().onReceive(APP, Intent("org.example.OTHER"))
        assertEquals(emptyList(), Shade.pendingJobs())
    }

    @Test
    fun `a phone that cannot be opened now is no crash`() {
        val text = org.sharenum.companion.Phrase("error", emptyMap())
        APP.phone = { throw SharenumException.TryAgain("vault", text) }
        Shade.broadcast(Intent(Intent.ACTION_BOOT_COMPLETED))
        assertEquals(emptyList(), Shade.alarms)
    }

    @Test
    fun `before joining there is no plan, and no alarm`() = runBlocking<Unit> {
        val file = java.io.File(stage("folder"), "${Cast.title("unjoined")}.sharenum")
        Sharenum.open(file.path, MemoryVault()).use {
            APP.holds(it)
            NotificationSchedule(APP).replan()
        }
        assertEquals(emptyList(), Shade.alarms)
    }

    private suspend fun guestHasASeat(title: String) {
        val workshop = Cast.workshop(title)
        val guest = Cast.guest
        guest.sync(BUDGET)
        guest.call { askSeat(workshop) }
        guest.sync(BUDGET)
        guest.sync(BUDGET)
        assertEquals(RequestState.Confirmed, guest.call { workshop(workshop) }.item.mySeat)
        guest.call { markAllAlertsRead() }
    }
}
