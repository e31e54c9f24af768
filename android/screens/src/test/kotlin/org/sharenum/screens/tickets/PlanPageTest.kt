package org.sharenum.screens.tickets

import androidx.compose.ui.test.ExperimentalTestApi
import java.time.LocalDateTime
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import org.sharenum.companion.DraftForm
import org.sharenum.companion.PlanEdit
import org.sharenum.companion.Slot
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.app.Route
import org.sharenum.screens.words.Language

@OptIn(ExperimentalTestApi::class)
class PlanPageTest {
    private val plan = scene("plan")

    @Test
    fun `what both wrote stands there, with the dates and whom they suit`() = reading(Route.Plan(plan)) {
        val shown = core { plan(plan) }
        for (text in listOf(shown.ticketTitle, shown.what, shown.forWhom, shown.venue)) see(text)
        see(word("threads_votes", 2L, 0L))
        see(checkNotNull(shown.contact).name)
    }

    @Test
    fun `only the text that was typed is sent`() = reading(Route.Plan(plan)) {
        val before = core { plan(plan) }
        see(before.venue)
        assertFalse(sees("Save"))
        type("For whom", "Also: ")
        until("no draft") { draft(DraftForm.Plan, plan)?.fields?.keys == setOf("field.for-whom") }
        // The other writes elsewhere meanwhile: that is seen, and stays.
        core { adjustPlan(plan, PlanEdit(venue = "Under the roof")) }
        see("Under the roof")
        press("Save")
        until("not saved") { "Also: " in plan(plan).forWhom }
        val after = core { plan(plan) }
        assertEquals(before.what to "Under the roof", after.what to after.venue)
    }

    @Test
    fun `a text is saved and taken back`() = reading(Route.Plan(plan)) {
        val before = core { plan(plan) }
        type("For whom", "Also: ")
        press("Save")
        until("not saved") { plan(plan).forWhom != before.forWhom }
        val after = core { plan(plan) }
        assertTrue("Also: " in after.forWhom)
        assertEquals(before.what to before.venue, after.what to after.venue)
        press("Undo")
        until("not taken back") { plan(plan).forWhom == before.forWhom }
    }

    @Test
    fun `a date is proposed by taps on a day, an hour and a length`() = reading(Route.Plan(plan)) {
        press("Propose a date")
        see("October 2026")
        press("Next month")
        see("November 2026")
        press("Tuesday 17 November")
        press("10:00")
        press("10:30")
        press("1\u00a0h\u00a030\u00a0min")
        press("Propose this date")
        val wanted = Slot(LocalDateTime.of(2026, 11, 17, 10, 30), 90u, "Europe/Paris")
        until("not proposed") { plan(plan).dates.any { it.slot == wanted } }
        see("Tuesday 17 November, 10:30")
        see("Propose a date")
    }

    @Test
    fun `a date that is half filled in stays a draft when the texts are saved, and the texts when it is sent`() {
        val phone = Copied("teacher")
        reading(Route.Plan(plan), phone.open()) {
            press("Propose a date")
            press("Thursday 29 October")
            type("For whom", "Also: ")
            press("Save")
            until("not saved") { "Also: " in plan(plan).forWhom }
        }
        reading(Route.Plan(plan), phone.open()) {
            see("Thursday 29 October, 14:00")
            type("Where", "Not in ")
            until("no draft") { draft(DraftForm.Plan, plan) != null }
            press("Propose this date")
            until("not proposed") { draft(DraftForm.PlanDate, plan) == null }
        }
        reading(Route.Plan(plan), phone.open()) {
            press("Save")
            until("not saved") { "Not in " in plan(plan).venue }
        }
    }

    @Test
    fun `what this app did not write into a draft is passed over`() {
        val phone = Copied("teacher").open()
        val drafted = mapOf("field.day" to "some day", "field.start" to "noon")
        phone.blocking { saveDraft(DraftForm.PlanDate, plan, drafted) }
        reading(Route.Plan(plan), phone) {
            press("Propose a date")
            see(word("threads_choose_day"))
            press("Thursday 29 October")
            see("Thursday 29 October, 14:00")
        }
    }

    @Test
    fun `a day that was tapped is there again after a kill, and gone when it is given up`() {
        val phone = Copied("teacher")
        reading(Route.Plan(plan), phone.open()) {
            press("Propose a date")
            press("Thursday 29 October")
            until("no draft") { draft(DraftForm.PlanDate, plan)?.fields?.get("field.day") == "2026-10-29" }
        }
        reading(Route.Plan(plan), phone.open()) {
            see("Thursday 29 October, 14:00")
            press("Cancel")
            until("still a draft") { draft(DraftForm.PlanDate, plan) == null }
        }
    }

    @Test
    fun `a day that is not there yet cannot be proposed`() = reading(Route.Plan(plan)) {
        press("Propose a date")
        see(word("threads_choose_day"))
    }

    @Test
    fun `each says whether a date suits, changes it, and takes it back`() = reading(Route.Plan(plan)) {
        assertEquals(true, core { plan(plan) }.dates.first().myVote)
        press("Does not suit me")
        until("no other answer") { plan(plan).dates.first().myVote == false }
        press("Undo")
        until("not taken back") { plan(plan).dates.first().myVote == true }
        window.test.waitForIdle()
        press("Suits me")
        until("no answer taken back") { plan(plan).dates.first().myVote == null }
    }

    @Test
    fun `the first date is settled once its effect was said, another one is settled and taken back`() =
        reading(Route.Plan(plan)) {
            val dates = core { plan(plan) }.dates.map { it.slot }
            press("Settle the date")
            press(word("threads_choose_effect"))
            until("not settled") { plan(plan).chosen == dates[0] }
            see(word("threads_settled"))
            press("Settle the date")
            until("not another") { plan(plan).chosen == dates[1] }
            press("Undo")
            until("not taken back") { plan(plan).chosen == dates[0] }
            press("Publish a workshop")
            isAt(Route.NewWorkshop(plan))
        }

    @Test
    fun `a settled date goes into the calendar, and to others`() = reading(Route.Plan(scene("plan_scheduled"))) {
        see(word("threads_settled"))
        press(word("to_calendar"))
        press(word("share_event"))
        window.test.waitUntil("no files", PATIENCE) {
            window.shell.inCalendar.size == 1 && window.shell.shared.size == 1
        }
        val file = window.shell.inCalendar.single()
        assertTrue("BEGIN:VEVENT" in file.text && file.name.endsWith(".ics"))
    }

    @Test
    fun `the conversation and the ticket are one tap away`() {
        reading(Route.Plan(plan)) {
            press(word("threads_open_conversation"))
            isAt(Route.Proposal(scene("proposal")))
        }
        reading(Route.Plan(plan)) {
            press(word("threads_open_ticket"))
            isAt(Route.Ticket(scene("ticket_discussed")))
        }
    }

    @Test
    fun `in French`() = reading(Route.Plan(plan), language = Language.French) {
        see("Ce que vous préparez")
        press("Proposer une date")
        see("Octobre 2026")
    }
}
