package org.sharenum.screens.me

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.isOff
import java.time.LocalTime
import kotlin.test.Test
import kotlin.test.assertEquals
import org.sharenum.companion.AlertKind
import org.sharenum.companion.AlertPreferences
import org.sharenum.companion.QuietHours
import org.sharenum.companion.ReminderKind
import org.sharenum.screens.Device
import org.sharenum.screens.NotificationAccess
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.app.Route
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.named
import org.sharenum.screens.press
import org.sharenum.screens.reach
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/** What a phone alerts of, and when: each change is kept at once. */
@OptIn(ExperimentalTestApi::class)
class AlertsTest {
    private val alerts = listOf(Route.More, Route.Alerts)
    private val nothing = AlertPreferences(listOf(), null, listOf(), null, null, null)
    private val night = QuietHours(LocalTime.of(20, 0), LocalTime.of(7, 0))

    @Test
    fun `quiet hours are kept at once, and taken back`() = window(phone(nothing), at = alerts) {
        press("Quiet hours")
        core(night) { alertPreferences().quiet }
        see("From 20:00")
        everythingIsInReach()
        press("Undo")
        core(null) { alertPreferences().quiet }
        see("Taken back")
    }

    @Test
    fun `quiet hours that never end are refused under them, and what was kept stays`() =
        window(phone(nothing.copy(quiet = night)), at = alerts) {
            see("To 07:00")
            press("To 07:00")
            press("06:30")
            core(night.copy(end = LocalTime.of(6, 30))) { alertPreferences().quiet }
            see("To 06:30")
            press("From 20:00")
            press("06:30")
            see("The quiet hours end when they begin")
            core(night.copy(end = LocalTime.of(6, 30))) { alertPreferences().quiet }
        }

    @Test
    fun `once a day, at most so many, and from nearer than so far`() = window(phone(nothing), at = alerts) {
        press("Once a day")
        core(LocalTime.of(18, 0)) { alertPreferences().digest }
        see("At 18:00")
        press("At 18:00")
        press("07:30")
        core(LocalTime.of(7, 30)) { alertPreferences().digest }
        press("3")
        core(3.toUShort()) { alertPreferences().mostPerDay }
        press("All")
        core(null) { alertPreferences().mostPerDay }
        press("20\u00a0km")
        core(20.toUShort()) { alertPreferences().nearerThanKm }
        press("Any distance")
        core(null) { alertPreferences().nearerThanKm }
        press("Once a day")
        core(null) { alertPreferences().digest }
    }

    @Test
    fun `each kind of alert and of reminder can be left out, and comes again`() = window(phone(nothing), at = alerts) {
        press("Messages")
        core(listOf<AlertKind>(AlertKind.MessageReceived)) { alertPreferences().muted }
        press("Cancelled workshops")
        core(2) { alertPreferences().muted.size }
        reach(named("Messages") and isOff())
        press("Messages")
        core(listOf<AlertKind>(AlertKind.WorkshopCancelled)) { alertPreferences().muted }
        press("An hour before")
        core(listOf<ReminderKind>(ReminderKind.HourBefore)) { alertPreferences().mutedReminders }
        // A switch turns to the other side of what it shows.
        reach(named("An hour before") and isOff())
        press("An hour before")
        core(listOf()) { alertPreferences().mutedReminders }
        everythingIsInReach()
    }

    @Test
    fun `the permission to notify is asked for where it matters, and what happens without is said`() =
        window(Scene.phone("colleague"), at = alerts) {
            shell.notifications.value = NotificationAccess.NotAsked
            see("May this phone tell you")
            press("Allow notifications")
            assertEquals(listOf("notify"), shell.asked.filter { it == "notify" })
            shell.notifications.value = NotificationAccess.Refused
            see("Notifications are not allowed. You still find all alerts on the start page")
            press("Ask again")
            assertEquals(2, shell.asked.count { it == "notify" })
        }

    @Test
    fun `French and large letters`() =
        window(Scene.phone("colleague"), TestShell(Language.French) { Scene.now }, Device.LargeLetters, alerts) {
            see("Heures calmes")
            everythingIsInReach()
        }

    private fun phone(preferences: AlertPreferences) =
        Scene.phone("colleague").also { it.blocking { setAlertPreferences(preferences) } }
}
