package org.sharenum.screens.tickets

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.sharenum.companion.DraftForm
import org.sharenum.companion.ProposalStatus
import org.sharenum.companion.TicketStatus
import org.sharenum.screens.app.Route
import org.sharenum.screens.words.Language

class TicketPageTest {
    private val open = scene("ticket_open")
    private val discussed = scene("ticket_discussed")
    private val near = scene("ticket_unread")

    @Test
    fun `a ticket that nobody answered says what a larger radius reaches, is widened, and taken back`() =
        reading(Route.Ticket(open)) {
            val before = core { ticket(open) }
            val wider = checkNotNull(before.coverage?.widen)
            see("Nobody has answered yet")
            see("${wider.establishments} school")
            press("Widen to ${wider.radiusKm}\u00a0km")
            until("not widened") { ticket(open).item.radiusKm == wider.radiusKm }
            press("Undo")
            until("not taken back") { ticket(open).item.radiusKm == before.item.radiusKm }
        }

    @Test
    fun `everything that is known of a ticket stands on its page`() = reading(Route.Ticket(open)) {
        val shown = core { ticket(open) }
        for (text in listOf(shown.item.title, shown.item.need, shown.item.schoolName)) see(text)
        with(shown.pedagogy) { for (text in listOf(classLevel, learningGoal, tried, obstacle)) see(text) }
        see(word("direction_request"))
        see(word("ticket_status_open"))
        see(word("delivery_received"))
        see("3D printer")
        see(shown.training.reason)
        see(word("threads_no_proposals"))
        see(word("why_shown"))
    }

    @Test
    fun `a guide for its tool is one tap away, and is read without a network`() = reading(Route.Ticket(open)) {
        val guide = core { guidesFor(ticket(open).item.tools.map { it.id }) }.first()
        press(guide.title)
        isAt(Route.Guide(guide.document))
        see(guide.body.lines().first())
    }

    @Test
    fun `help is proposed in place, and taken back`() = reading(Route.Ticket(near)) {
        see(word("threads_next_propose"))
        press("Propose help")
        type("Your proposal", "I can show you on Friday")
        press("Send")
        until("not proposed") { ticket(near).proposals.any { it.text == "I can show you on Friday" } }
        assertNull(core { draft(DraftForm.Proposal, near) }, "the draft has become the proposal")
        see("I can show you on Friday")
        press("Undo")
        until("not withdrawn") { ticket(near).proposals.single().status == ProposalStatus.Withdrawn }
    }

    @Test
    fun `a proposal that is half typed is there again after a kill, and gone when it is given up`() {
        val phone = Copied("teacher")
        reading(Route.Ticket(near), phone.open()) {
            press("Propose help")
            type("Your proposal", "I could")
            until("no draft") { draft(DraftForm.Proposal, near)?.fields?.get("field.text") == "I could" }
        }
        reading(Route.Ticket(near), phone.open()) {
            see("I could")
            press("Cancel")
            until("still a draft") { draft(DraftForm.Proposal, near) == null }
            see(word("threads_next_propose"))
        }
    }

    @Test
    fun `an empty proposal is refused under its field, in the core's words`() = reading(Route.Ticket(near)) {
        press("Propose help")
        press("Send")
        see(word("phrase_input_empty"))
        assertTrue(core { ticket(near) }.proposals.isEmpty())
    }

    @Test
    fun `an offer is answered in words of its own`() = reading(Route.Ticket(scene("ticket_offer"))) {
        see(word("threads_next_answer"))
        press(word("threads_answer"))
        type("Your proposal", "We would like the two of them")
        press("Send")
        until("not answered") { ticket(scene("ticket_offer")).proposals.size == 1 }
    }

    @Test
    fun `what nothing makes up for is asked once more, in the words of its effect`() = reading(Route.Ticket(open)) {
        press("Mark as in discussion")
        see(word("threads_in_discussion_effect"))
        assertEquals(TicketStatus.Open, core { ticket(open) }.item.status)
        press(word("keep"))
        see("Mark as in discussion")
        press("Mark as in discussion")
        press(word("threads_in_discussion_effect"))
        until("not in discussion") { ticket(open).item.status == TicketStatus.InDiscussion }
        press("Mark as scheduled")
        press(word("threads_scheduled_effect"))
        until("not scheduled") { ticket(open).item.status == TicketStatus.Scheduled }
        press("Mark as done")
        press(word("threads_done_effect"))
        until("not done") { ticket(open).item.status == TicketStatus.Done }
        see(word("ticket_status_done"))
    }

    @Test
    fun `a ticket is called off`() = reading(Route.Ticket(open)) {
        press("Call off")
        press(word("threads_cancel_effect"))
        until("not called off") { ticket(open).item.status == TicketStatus.Cancelled }
    }

    @Test
    fun `editing leads to its form`() = reading(Route.Ticket(open)) {
        press("Edit")
        isAt(Route.EditTicket(open))
    }

    @Test
    fun `the plan that grew from a proposal leads on, and proposals lead to their conversations`() {
        reading(Route.Ticket(discussed)) {
            see("Dates are proposed in your plan with")
            press(word("threads_open_plan"))
            isAt(Route.Plan(scene("plan")))
        }
        reading(Route.Ticket(discussed)) {
            val other = core { proposal(scene("proposal_other")) }
            press(other.text)
            isAt(Route.Proposal(scene("proposal_other")))
        }
    }

    @Test
    fun `a plan is begun from the ticket, too`() = reading(Route.Ticket(scene("ticket_near"))) {
        press("Plan together")
        until("no plan") { proposal(scene("proposal_given")).plan != null }
        isAt(Route.Plan(checkNotNull(core { proposal(scene("proposal_given")) }.plan)))
    }

    @Test
    fun `a workshop that grew from it is opened`() = reading(Route.Ticket(scene("ticket_scheduled"))) {
        val workshop = core { ticket(scene("ticket_scheduled")) }.workshops.single()
        press(workshop.title)
        isAt(Route.Workshop(workshop.common.id))
    }

    @Test
    fun `a ticket that does not alert says why`() = reading(Route.Ticket(scene("ticket_far_2"))) {
        see(word("threads_not_alerted"))
        assertFalse(sees(word("threads_next_step")))
    }

    @Test
    fun `a ticket that is not on the phone says so, and what to do`() = reading(Route.Ticket(scene("booking_asked"))) {
        see(word("phrase_not_found_ticket"))
        press("Try again")
    }

    @Test
    fun `in French`() = reading(Route.Ticket(discussed), language = Language.French) {
        see("Prochaine étape")
        see("Propositions")
        see("Mesurer la température")
    }
}
