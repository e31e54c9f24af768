package org.sharenum.platform

import android.app.Notification
import android.app.NotificationManager
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest
import org.sharenum.companion.TicketEdit

/** What a helper's phone shows of what the author writes, with the real library and a real hub. */
@RunWith(RobolectricTestRunner::class)
class NotificationsTest {
    private val schedule = NotificationSchedule(APP)

    @Before
    fun `the helper has read everything`() = runBlocking {
        APP.holds(Cast.helper)
        Cast.helper.call { markAllAlertsRead() }
    }

    @Test
    fun `a ticket nearby is shown to the helper, on its channel and with what can be done`() = runBlocking<Unit> {
        val title = Cast.title("A bridge")
        val ticket = Cast.ticket(title)
        arrives()
        val shown = assertNotNull(Shade.titled(title)).notification
        assertEquals("ticket_nearby", shown.channelId)
        assertEquals("nearby", shown.group)
        assertEquals("alert.request-nearby", shown.text)
        assertEquals(listOf("press PROPOSE", "press MARK_READ"), shown.buttons)
        assertTrue(sounds(shown))
        val opened = shadowOf(shown.contentIntent).savedIntent
        assertEquals(APP.packageName, opened.`package`)
        val alerts = Cast.helper.call { alerts(PageRequest()) }
        val alert = alerts.items.single { it.title == title }
        assertEquals(DeepLink(ticket, "ticket_nearby", alert.id), DeepLink.read(opened))
    }

    @Test
    fun `who writes something is not told of it`() = runBlocking<Unit> {
        val title = Cast.title("My own")
        Cast.ticket(title)
        APP.holds(Cast.author)
        arrives()
        assertNull(Shade.titled(title))
    }

    @Test
    fun `what was shown is not shown again`() = runBlocking<Unit> {
        val title = Cast.title("Once")
        Cast.ticket(title)
        arrives()
        Shade.manager.cancelAll()
        arrives()
        assertEquals(emptyList(), Shade.shown.map { it.notification.title })
    }

    @Test
    fun `a revision takes the place of what it revises, under the same id and with a sound`() = runBlocking<Unit> {
        val title = Cast.title("A pier")
        val ticket = Cast.ticket(title)
        arrives()
        val first = assertNotNull(Shade.titled(title))
        val revised = Cast.title("A viaduct")
        Cast.author.call { editTicket(ticket, TicketEdit(title = revised, radiusKm = 25u)) }
        Cast.author.sync(BUDGET)
        arrives()
        val second = Shade.shown.single()
        assertEquals(revised, second.notification.title)
        assertEquals(first.tag to first.id, second.tag to second.id)
        assertTrue(sounds(second.notification))
    }

    @Test
    fun `words that were said before take their place again without a sound`() = runBlocking<Unit> {
        val title = Cast.title("Corrected")
        val ticket = Cast.ticket(title)
        arrives()
        renamed(ticket, Cast.title("Mistaken"))
        renamed(ticket, title)
        val shown = Shade.shown.single().notification
        assertEquals(title, shown.title)
        assertTrue(!sounds(shown))
    }

    @Test
    fun `nothing takes the place of what was swiped away`() = runBlocking<Unit> {
        val title = Cast.title("Corrected")
        val ticket = Cast.ticket(title)
        arrives()
        renamed(ticket, Cast.title("Mistaken"))
        Shade.manager.cancelAll()
        renamed(ticket, title)
        assertEquals(emptyList(), Shade.shown.map { it.notification.title })
    }

    @Test
    fun `while the app runs, what arrives is shown by itself`() = runBlocking<Unit> {
        val following = launch(Dispatchers.Default) { schedule.follow() }
        val title = Cast.title("Followed")
        Cast.ticket(title)
        Cast.helper.sync(BUDGET)
        eventually("it is shown") { Shade.titled(title) != null }
        Cast.helper.call { markAllAlertsRead() }
        eventually("it is taken away") { Shade.titled(title) == null }
        following.cancelAndJoin()
    }

    @Test
    fun `what was read elsewhere is taken away, with the summary of its group`() = runBlocking<Unit> {
        Cast.ticket(Cast.title("To be read"))
        arrives()
        assertEquals(2, Shade.manager.activeNotifications.size)
        Cast.helper.call { markAllAlertsRead() }
        schedule.replan()
        assertEquals(emptyList(), Shade.manager.activeNotifications.map { it.notification.title })
    }

    @Test
    fun `a locked screen says nothing of what it is about`() = runBlocking<Unit> {
        val title = Cast.title("Private")
        Cast.ticket(title)
        arrives()
        val shown = assertNotNull(Shade.titled(title)).notification
        assertEquals(Notification.VISIBILITY_PRIVATE, shown.visibility)
        val locked = assertNotNull(shown.publicVersion)
        assertEquals("group nearby", locked.title)
        assertNull(locked.text)
        assertEquals(emptyList(), locked.buttons)
        val summary = Shade.manager.activeNotifications.single { it.tag == "group-nearby" }.notification
        assertTrue(listOf(locked, summary).none { title in it.extras.toString() })
    }

    @Test
    fun `without the permission nothing shows, and it comes once it is given`() = runBlocking<Unit> {
        val title = Cast.title("Patience")
        Cast.ticket(title)
        shadowOf(Shade.manager).setNotificationsEnabled(false)
        arrives()
        assertEquals(emptyList(), Shade.manager.activeNotifications.toList())
        shadowOf(Shade.manager).setNotificationsEnabled(true)
        schedule.replan()
        assertNotNull(Shade.titled(title))
    }

    @Test
    fun `what exceeds the most of a day comes as one, without a sound`() = runBlocking<Unit> {
        try {
            Cast.helper.call { setAlertPreferences(Cast.LOUD.copy(mostPerDay = 1u)) }
            val titles = listOf("One", "Two", "Three").map(Cast::title)
            titles.forEach(Cast::ticket)
            arrives()
            val more = Shade.shown.single { it.notification.channelId == "more" }.notification
            val lines = assertNotNull(more.extras.getCharSequenceArray(Notification.EXTRA_TEXT_LINES))
            assertTrue(lines.map(CharSequence::toString).containsAll(titles.drop(1)))
            assertTrue(!sounds(more))
            assertEquals("sharenum://open/alerts?about=more", shadowOf(more.contentIntent).savedIntent.dataString)
        } finally {
            Cast.helper.call { setAlertPreferences(Cast.LOUD) }
        }
    }

    @Test
    fun `each kind has a channel with a name, in a group with a name`() = runBlocking<Unit> {
        schedule.replan()
        val channels = Shade.manager.notificationChannels.associateBy { it.id }
        assertEquals(AlertChannel.entries.map { it.id }.toSet(), channels.keys)
        val seat = channels.getValue("seat_decided").name.toString()
        assertEquals("channel of ${AlertChannel.SEAT_DECIDED.kind}", seat)
        val groups = Shade.manager.notificationChannelGroups.associate { it.id to it.name.toString() }
        assertEquals(setOf("nearby", "conversations", "agenda"), groups.keys)
        assertTrue(groups.all { (id, name) -> name == "group $id" })
        assertTrue(channels.values.all { it.group in groups && it.name.startsWith("channel of") })
        assertEquals(NotificationManager.IMPORTANCE_LOW, channels.getValue("more").importance)
    }

    private suspend fun renamed(ticket: DocumentId, title: String) {
        Cast.author.call { editTicket(ticket, TicketEdit(title = title)) }
        Cast.author.sync(BUDGET)
        arrives()
    }

    /** The helper's phone syncs, and plans. */
    private suspend fun arrives() {
        APP.phone().sync(BUDGET)
        schedule.replan()
    }

    /** Whether the system would sound it: a child of a group that alerts by its children, each time anew. */
    private fun sounds(shown: Notification): Boolean = shown.groupAlertBehavior == Notification.GROUP_ALERT_CHILDREN &&
        shown.flags and Notification.FLAG_ONLY_ALERT_ONCE == 0
}
