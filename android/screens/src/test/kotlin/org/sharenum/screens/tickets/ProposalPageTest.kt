package org.sharenum.screens.tickets

import androidx.compose.ui.input.key.Key
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.performImeAction
import androidx.compose.ui.test.performKeyInput
import androidx.compose.ui.test.pressKey
import androidx.compose.ui.test.withKeyDown
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.PageRequest
import org.sharenum.companion.ProposalStatus
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.TicketStatus
import org.sharenum.screens.Scene
import org.sharenum.screens.app.Route
import org.sharenum.screens.scrollTo
import org.sharenum.screens.words.Formats
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.phrase

@OptIn(ExperimentalTestApi::class)
class ProposalPageTest {
    private val talked = scene("proposal")
    private val standing = scene("proposal_standing")
    private val offered = scene("proposal_other")

    private fun SharenumAppInterface.said(proposal: DocumentId) =
        messages(proposal, PageRequest(limit = 500u)).items.map { it.body }

    @Test
    fun `a conversation shows who said what, and that of the other by their name`() = reading(Route.Proposal(talked)) {
        val contact = checkNotNull(core { proposal(talked) }.contact)
        see("La première date me va très bien")
        see(contact.name)
        see(word("threads_you"))
        see(word("delivery_received"))
        press("Mail to ${contact.mail}")
        assertEquals(listOf("mailto:${contact.mail}"), window.shell.opened.toList())
    }

    @Test
    fun `a line is sent by its button, and the field is empty for the next`() = reading(Route.Proposal(talked)) {
        type("Your message", "Until Tuesday")
        until("no draft") { draft(DraftForm.Message, talked)?.fields?.get("field.body") == "Until Tuesday" }
        press("Send")
        until("not said") { said(talked).last() == "Until Tuesday" }
        see(word("delivery_on_this_phone"))
        assertNull(core { draft(DraftForm.Message, talked) })
        type("Your message", "And thank you")
        press("Send")
        until("not said") { said(talked).takeLast(2) == listOf("Until Tuesday", "And thank you") }
    }

    @Test
    fun `Ctrl and Enter sends, and so does the keyboard's own key`() = reading(Route.Proposal(talked)) {
        type("Your message", "By keyboard")
        window.test.onNode(field("Your message")).performKeyInput { withKeyDown(Key.CtrlLeft) { pressKey(Key.Enter) } }
        until("not said") { said(talked).last() == "By keyboard" }
        window.test.waitForIdle()
        type("Your message", "By its key")
        window.test.onNode(field("Your message")).performImeAction()
        until("not said") { said(talked).last() == "By its key" }
    }

    @Test
    fun `an empty line is refused under its field`() = reading(Route.Proposal(talked)) {
        val before = core { said(talked) }
        press("Send")
        see(word("phrase_input_empty"))
        assertEquals(before, core { said(talked) })
    }

    @Test
    fun `a line that is half typed is there again after a kill`() {
        val phone = Copied("teacher")
        reading(Route.Proposal(talked), phone.open()) {
            type("Your message", "Could you")
            until("no draft") { draft(DraftForm.Message, talked)?.fields?.get("field.body") == "Could you" }
        }
        reading(Route.Proposal(talked), phone.open()) { see("Could you") }
    }

    @Test
    fun `of a long conversation the newest line is in view`() {
        val phone = Copied("teacher")
        runBlocking {
            phone.open().use { open -> open.call { repeat(55) { sendMessage(talked, "line $it") } } }
        }
        reading(Route.Proposal(talked), phone.open()) {
            see("line 54")
            assertFalse(sees("line 10"))
            type("Your message", "and on")
            press("Send")
            see("and on")
        }
    }

    @Test
    fun `a long conversation is read back page by page, and its first line is reached`() {
        val phone = Copied("teacher")
        runBlocking {
            phone.open().use { open -> open.call { repeat(70) { sendMessage(talked, "line $it") } } }
        }
        reading(Route.Proposal(talked), phone.open()) {
            see("line 69")
            val first = core { messages(talked, PageRequest(limit = 1u)) }.items.single().body
            window.scrollTo(first)
            // What arrives below moves nothing of what is read.
            core { sendMessage(talked, "and one more") }
            window.test.waitForIdle()
            see(first)
            window.scrollTo("and one more")
        }
    }

    @Test
    fun `a proposal is accepted only after it was said what that shares`() = reading(Route.Proposal(offered)) {
        press("Accept the help")
        see(word("threads_accept_effect"))
        assertFalse(core { proposal(offered) }.accepted)
        press(word("threads_accept_effect"))
        until("not accepted") { proposal(offered).accepted }
        assertEquals(TicketStatus.InDiscussion, core { ticket(scene("ticket_discussed")) }.item.status)
    }

    @Test
    fun `one's own proposal gets another text, and its old one back`() = reading(Route.Proposal(standing)) {
        val before = core { proposal(standing) }.text
        press("Edit")
        see(before)
        type("Your proposal", "And more. ")
        press("Save")
        until("not saved") { "And more. " in proposal(standing).text }
        assertNull(core { draft(DraftForm.EditProposal, standing) })
        press("Undo")
        until("not taken back") { proposal(standing).text == before }
    }

    @Test
    fun `one's own proposal is withdrawn for good`() = reading(Route.Proposal(standing)) {
        press("Take back")
        assertEquals(ProposalStatus.Offered, core { proposal(standing) }.status)
        press(word("threads_withdraw_effect"))
        until("not withdrawn") { proposal(standing).status == ProposalStatus.Withdrawn }
        see(word("proposal_status_withdrawn"))
    }

    @Test
    fun `what the region refused is shown in its words, and sent again`() = reading(Route.Proposal(standing)) {
        val refused = checkNotNull(core { proposal(standing) }.common.refused)
        see(window.shell.words(Language.English).let { it.phrase(refused, Formats(it)) })
        press("Send again")
        until("still refused") { proposal(standing).common.refused == null }
        see(word("delivery_on_this_phone"))
    }

    @Test
    fun `what the region refused is given up, and what it had taken stays`() = reading(Route.Proposal(standing)) {
        press("Give up")
        assertNotNull(core { proposal(standing) }.common.refused)
        press(word("discard_effect"))
        until("still refused") { proposal(standing).common.refused == null }
        assertFalse("appelez-moi" in core { proposal(standing) }.text)
        assertEquals(Route.Proposal(standing), window.navigator.here)
    }

    @Test
    fun `a plan is begun from an agreed proposal, and opened`() = reading(Route.Proposal(scene("proposal_given"))) {
        see("You agree with")
        press("Plan together")
        until("no plan") { proposal(scene("proposal_given")).plan != null }
        isAt(Route.Plan(checkNotNull(core { proposal(scene("proposal_given")) }.plan)))
        see(word("threads_no_dates"))
    }

    @Test
    fun `the plan is one tap away from the newest line, and the ticket from the proposal`() {
        reading(Route.Proposal(talked)) {
            press(word("threads_open_plan"))
            isAt(Route.Plan(scene("plan")))
        }
        reading(Route.Proposal(standing)) {
            press(word("threads_open_ticket"))
            isAt(Route.Ticket(scene("ticket_answered")))
        }
    }

    @Test
    fun `where the ticket is over, nothing can be written`() = reading(Route.Proposal(scene("proposal_radio"))) {
        see(word("threads_over"))
        assertFalse(sees("Your message"))
    }

    @Test
    fun `in French, on the other's phone`() =
        reading(Route.Proposal(talked), Scene.phone("colleague"), Language.French) {
            see("Votre message")
            see("Vous")
            see("Mme Durand")
        }
}
