package org.sharenum.app

import java.time.LocalDate
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import kotlin.test.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.sharenum.companion.Action
import org.sharenum.companion.Appointment
import org.sharenum.companion.NotificationContent
import org.sharenum.companion.NotificationGroup
import org.sharenum.companion.NotificationKind
import org.sharenum.companion.PlannedNotification
import org.sharenum.companion.ReminderKind
import org.sharenum.companion.Ring
import org.sharenum.companion.Slot
import org.sharenum.screens.words.Language

/** What notifications say, in the language that was chosen. */
@RunWith(RobolectricTestRunner::class)
class NotificationSpeechTest {
    @Test
    fun `what the core has planned has a title and a text in both languages`() = app("teacher") {
        see(SAYS.text("view_alerts"))
        val plan = core { notificationPlan("Europe/Paris", 40u) }
        assertTrue(plan.isNotEmpty())
        for (planned in plan) {
            val (english, french) = Language.entries.map { language -> said(language) { text(planned) } }
            assertTrue(english.isNotBlank() && french.isNotBlank() && "phrase" !in english + french, planned.toString())
            assertNotEquals(english, french)
            assertTrue(APP.words.title(planned).isNotBlank())
        }
    }

    @Test
    fun `a reminder says when and where, and several are counted`() = app("teacher") {
        val slot = Slot(LocalDate.of(2026, 11, 18).atTime(14, 0), minutes = 90u, zone = "Europe/Paris")
        val reminder = NotificationContent.Reminder("Robots", "Mâcon", Appointment.At(slot))
        val text = said(Language.French) { text(planned(NotificationKind.Reminder(ReminderKind.DayBefore), reminder)) }
        assertTrue("Mâcon" in text && "18 novembre" in text && "14:00" in text, text)
        val several = planned(NotificationKind.Digest, NotificationContent.Several(3uL, listOf("A", "B")))
        assertEquals("3 nouvelles", said(Language.French) { title(several) })
        assertEquals("A · B", said(Language.French) { text(several) })
        assertEquals("3 pieces of news", said(Language.English) { title(several) })
    }

    @Test
    fun `a button that was pressed is answered with its own words`() = app("teacher") {
        val (english, french) = Language.entries.map { said(it) { done(Action.ASK_SEAT) } }
        assertTrue(SAYS.text("action_ask_seat") in english)
        assertNotEquals(english, french)
    }

    private fun said(language: Language, say: org.sharenum.platform.NotificationWords.() -> String): String {
        APP.shell.choose(APP.shell.choices.value.copy(language = language))
        return APP.words.say()
    }

    private fun planned(kind: NotificationKind, content: NotificationContent) =
        PlannedNotification(1, Scene.now, Ring.SOUND, kind, NotificationGroup.Agenda, null, content, listOf(), listOf())
}
