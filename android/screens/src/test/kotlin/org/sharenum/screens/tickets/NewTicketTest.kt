package org.sharenum.screens.tickets

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performSemanticsAction
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import org.sharenum.companion.Direction
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Pedagogy
import org.sharenum.companion.TicketStatus
import org.sharenum.companion.ToolId
import org.sharenum.companion.TrainingId
import org.sharenum.companion.TrainingStep
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.counted
import org.sharenum.screens.eventually
import org.sharenum.screens.press
import org.sharenum.screens.reach
import org.sharenum.screens.see
import org.sharenum.screens.there
import org.sharenum.screens.type
import org.sharenum.screens.window

private val FILLED = mapOf(
    TicketField.DIRECTION to "request",
    TicketField.TOOLS to "scratch",
    TicketField.TRAINING to "scratch-debut",
    TicketField.REASON to "The dates are during my lessons",
    TicketField.TITLE to "A tale with many endings",
    TicketField.NEED to "Let groups of four tell a story",
    TicketField.CLASS_LEVEL to "6e",
    TicketField.LEARNING_GOAL to "Tell a story whose end depends on the reader",
    TicketField.RADIUS to "20",
    TicketField.STEP to "Review",
)

@OptIn(ExperimentalTestApi::class)
class NewTicketTest {
    private fun Window.next() = press(word("next"))

    @Test
    fun `a ticket is opened step by step, and says whom it reaches`() = window(teacher(), at = listOf(Route.Tickets)) {
        press(word("draft_new_ticket"))
        see(word("step_of", 1, 6))
        press(word("direction_request"))
        see(word("step_tools"))
        press("Scratch")
        next()
        see("Débuter avec Scratch au cycle 4")
        press(word("training_open"))
        assertEquals(listOf("https://formation.example.org/scratch-debut"), shell.opened.toList())
        type(word("phrase_field_reason"), FILLED.getValue(TicketField.REASON))
        next()
        for ((field, label) in LABELS) type(word(label), FILLED.getValue(field))
        next()
        press(word("radius_more", 10))
        val coverage = core { coverage(30u) }
        see(counted("coverage_others", coverage.others.toLong()))
        for (academy in coverage.academies) see(academy.academy)
        next()
        see(word("step_review"))
        press(word("ticket_send"))
        eventually("the ticket is not opened") { navigator.here is Route.Ticket }

        val ticket = core { ticket((navigator.here as Route.Ticket).id) }
        assertEquals(Direction.Request, ticket.item.direction)
        assertEquals(FILLED[TicketField.TITLE], ticket.item.title)
        assertEquals(FILLED[TicketField.NEED], ticket.item.need)
        assertEquals(listOf(ToolId("scratch")), ticket.item.tools.map { it.id })
        assertEquals(30u.toUShort(), ticket.item.radiusKm)
        val training = TrainingStep(listOf(TrainingId("scratch-debut")), FILLED.getValue(TicketField.REASON))
        assertEquals(training, ticket.training)
        val (level, goal) = FILLED.getValue(TicketField.CLASS_LEVEL) to FILLED.getValue(TicketField.LEARNING_GOAL)
        assertEquals(Pedagogy(level, goal, tried = "", obstacle = ""), ticket.pedagogy)
        assertEquals(null, core { draft(DraftForm.NewTicket) }, "what was sent is no draft any more")

        see(counted("ticket_opened", coverage.others.toLong()))
        press(word("undo"))
        eventually("it was not taken back") {
            core { ticket(ticket.item.common.id) }.item.status == TicketStatus.Cancelled
        }
    }

    @Test
    fun `what the core does not take leads to the step where it stands`() = window(teacher()) {
        val cases = listOf(
            TicketField.TITLE to "step_need",
            TicketField.LEARNING_GOAL to "step_need",
            TicketField.TOOLS to "step_tools",
            TicketField.TRAINING to "step_trainings",
            TicketField.REASON to "step_trainings",
            TicketField.RADIUS to "step_radius",
        )
        for ((field, step) in cases) {
            core { saveDraft(DraftForm.NewTicket, null, FILLED - field) }
            navigator.go(Route.NewTicket)
            press(word("ticket_send"))
            see(word(step))
            if (field == TicketField.TITLE) {
                see(hasText(word("phrase_field_title")) and SemanticsMatcher.keyIsDefined(SemanticsProperties.Error))
            }
            navigator.leave()
            see(word("nearby_title"))
        }
    }

    @Test
    fun `a kill loses nothing, not even the step`() = window(teacher(), at = listOf(Route.Tickets)) {
        press(word("draft_new_ticket"))
        press(word("direction_offer"))
        press("Scratch")
        next()
        next()
        see(word("step_offer"))
        type(word("phrase_field_title"), "Stories in Scratch")
        eventually("not kept") { core { draft(DraftForm.NewTicket) }?.fields?.get(TicketField.TITLE) != null }
        // Another model, as after a kill.
        navigator.leave()
        press("Stories in Scratch")
        see(word("step_offer"))
        see(hasSetTextAction() and hasText("Stories in Scratch"))
        press(word("previous"))
        press(word("previous"))
        see(word("step_tools"))
        assertEquals("scratch", core { draft(DraftForm.NewTicket) }?.fields?.get(TicketField.TOOLS))
    }

    @Test
    fun `the system's way back goes one step back, and out of the first one`() =
        window(teacher(), at = listOf(Route.Tickets)) {
            press(word("draft_new_ticket"))
            press(word("direction_request"))
            press("Scratch")
            next()
            see(word("step_trainings"))
            navigator.back()
            see(word("step_tools"))
            navigator.back()
            see(word("step_of", 1, 6))
            assertEquals(Route.NewTicket, navigator.here)
            eventually("there is a step before the first") { !navigator.canGoBack || navigator.stack.size > 1 }
            navigator.back()
            see(word("nav_tickets"))
            assertEquals(listOf<Route>(Route.Tickets), navigator.stack)
            assertFalse(navigator.canGoBack)
        }

    @Test
    fun `the arrow leaves the form from any step, and the draft stays`() =
        window(teacher(), at = listOf(Route.Tickets)) {
            press(word("draft_new_ticket"))
            press(word("direction_request"))
            press("Scratch")
            next()
            see(word("step_trainings"))
            press(word("back"))
            assertEquals(listOf<Route>(Route.Tickets), navigator.stack)
            assertEquals("scratch", core { draft(DraftForm.NewTicket) }?.fields?.get(TicketField.TOOLS))
        }

    @Test
    fun `the slider tells live whom it reaches, and offers to reach more`() {
        val phone = teacher()
        window(phone, at = listOf(Route.Tickets)) {
            core { saveDraft(DraftForm.NewTicket, null, FILLED + (TicketField.STEP to "Radius")) }
            navigator.go(Route.NewTicket)
            val slider = hasContentDescription(word("phrase_field_radius"))
            for (km in listOf(5, 45, 1)) {
                see(slider)
                reach(slider).performSemanticsAction(SemanticsActions.SetProgress) { it(km.toFloat()) }
                val others = core { coverage(km.toUShort()) }.others.toLong()
                see(if (others == 0L) word("coverage_alone") else counted("coverage_others", others))
            }
            val wider = checkNotNull(core { coverage(1u) }.widen)
            val km = "${wider.radiusKm}\u00a0km"
            press(counted("coverage_widen", wider.establishments.toLong(), km))
            eventually("not widened") {
                core { draft(DraftForm.NewTicket) }?.fields?.get(TicketField.RADIUS) == wider.radiusKm.toString()
            }
        }
    }

    @Test
    fun `tools without a training say so, and guides are at hand`() = window(teacher(), at = listOf(Route.Tickets)) {
        val fields = FILLED + mapOf(TicketField.TOOLS to "webradio", TicketField.STEP to "Trainings")
        core { saveDraft(DraftForm.NewTicket, null, fields) }
        navigator.go(Route.NewTicket)
        see(word("step_trainings_none"))
        assertFalse(there(hasText(word("phrase_field_reason")) and hasSetTextAction()))
        val guide = core { guidesFor(listOf(ToolId("webradio"))) }.single()
        press(guide.title)
        eventually("the guide is not opened") { navigator.here == Route.Guide(guide.document) }
    }

    @Test
    fun `without tools, the trainings lead back to them`() = window(teacher(), at = listOf(Route.Tickets)) {
        core { saveDraft(DraftForm.NewTicket, null, mapOf(TicketField.STEP to "Trainings")) }
        navigator.go(Route.NewTicket)
        press(word("step_trainings_to_tools"))
        see(word("step_tools"))
    }

    @Test
    fun `the profile comes before a ticket`() = window(teacher(), at = listOf(Route.NewTicket)) {
        core { setProfile(null, mapOf()) }
        see(word("ticket_profile_first"))
        press(word("complete_profile"))
        eventually("the profile is not opened") { navigator.here == Route.Profile }
    }

    @Test
    fun `each part of the last step leads back to where it is changed`() = window(teacher()) {
        core { saveDraft(DraftForm.NewTicket, null, FILLED) }
        val cases = listOf(
            word("direction_request") to "step_direction",
            "Scratch" to "step_tools",
            FILLED.getValue(TicketField.REASON) to "step_trainings",
            FILLED.getValue(TicketField.TITLE) to "step_need",
            "20\u00a0km" to "step_radius",
        )
        navigator.go(Route.NewTicket)
        for ((part, step) in cases) {
            press(part)
            see(word(step))
            while (!there(hasText(word("step_review")))) {
                next()
                test.waitForIdle()
            }
        }
    }

    private companion object {
        val LABELS = listOf(
            TicketField.TITLE to "phrase_field_title",
            TicketField.NEED to "phrase_field_need",
            TicketField.CLASS_LEVEL to "phrase_field_class_level",
            TicketField.LEARNING_GOAL to "phrase_field_learning_goal",
        )
    }
}
