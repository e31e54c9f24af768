package org.sharenum.screens.tickets

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.performScrollToIndex
import java.io.File
import java.nio.file.Files
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.PageRequest
import org.sharenum.companion.Sharenum
import org.sharenum.companion.TicketFilter
import org.sharenum.companion.VaultSecrets
import org.sharenum.screens.MemoryVault
import org.sharenum.screens.Scene
import org.sharenum.screens.Stage
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.eventually
import org.sharenum.screens.gone
import org.sharenum.screens.named
import org.sharenum.screens.press
import org.sharenum.screens.scrollTo
import org.sharenum.screens.see
import org.sharenum.screens.there
import org.sharenum.screens.window
import org.sharenum.screens.words.Formats
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.phrase

@OptIn(ExperimentalTestApi::class)
class TicketsTest {
    private fun Window.listed(filter: TicketFilter) = core { tickets(filter, PageRequest()) }.items

    @Test
    fun `one's own tickets come first, each opened by a press`() = window(teacher(), at = listOf(Route.Tickets)) {
        val mine = listed(TicketFilter.MINE)
        assertTrue(mine.size > 2)
        for (ticket in mine) {
            see(word("tickets_title"))
            scrollTo(ticket.title)
            see(ticket.title)
        }
        press(mine.last().title)
        eventually("the ticket is not opened") { navigator.here == Route.Ticket(mine.last().common.id) }
    }

    @Test
    fun `each view lists what the core lists for it`() = window(teacher(), at = listOf(Route.Tickets)) {
        for (filter in listOf(TicketFilter.WHERE_I_CAN_HELP, TicketFilter.ALL, TicketFilter.MINE)) {
            val listed = listed(filter)
            assertTrue(listed.isNotEmpty(), "the scene has nothing for $filter")
            press(word("ticket_filter_${filter.name.lowercase()}"))
            see(listed.first().title)
            for (ticket in listed) scrollTo(ticket.title)
            test.onNode(hasScrollToNodeAction()).performScrollToIndex(0)
        }
    }

    @Test
    fun `a view is found again on the way back`() = window(teacher(), at = listOf(Route.Tickets)) {
        press(word("ticket_filter_where_i_can_help"))
        val first = listed(TicketFilter.WHERE_I_CAN_HELP).first()
        press(first.title)
        eventually("the ticket is not opened") { navigator.here == Route.Ticket(first.common.id) }
        navigator.back()
        see(first.title)
        assertFalse(there(named(word("tickets_mine"))))
    }

    @Test
    fun `a ticket that was begun is gone on with, thrown away, and brought back`() {
        val phone = teacher()
        val fields = mapOf(TicketField.TITLE to "A tale with many endings", TicketField.STEP to "Need")
        runBlocking { phone.call { saveDraft(DraftForm.NewTicket, null, fields) } }
        window(phone, at = listOf(Route.Tickets)) {
            press(fields.getValue(TicketField.TITLE))
            eventually("the form is not opened") { navigator.here == Route.NewTicket }
            // One step back would stay in the ticket.
            navigator.go(Route.Tickets)
            press(word("draft_discard"))
            eventually("the draft is still there") { core { draft(DraftForm.NewTicket) } == null }
            press(word("undo"))
            eventually("the draft is gone") { core { draft(DraftForm.NewTicket) }?.fields == fields }
            see(fields.getValue(TicketField.TITLE))
        }
    }

    @Test
    fun `what is begun on another page is in the list at once, and gone with what it became`() =
        window(teacher(), at = listOf(Route.Tickets)) {
            see(word("tickets_title"))
            val typed = mapOf(TicketField.TITLE to "Begun beside the list")
            core { saveDraft(DraftForm.NewTicket, null, typed) }
            see("Begun beside the list")
            core { discardDraft(DraftForm.NewTicket) }
            gone("Begun beside the list")
        }

    @Test
    fun `a draft leads to where it was begun`() {
        val (ticket, proposal) = DocumentId(Scene["ticket_near"]) to DocumentId(Scene["proposal"])
        val plan = DocumentId(Scene["plan"])
        val cases = listOf(
            Triple(DraftForm.EditTicket, ticket, Route.EditTicket(ticket)),
            Triple(DraftForm.Proposal, ticket, Route.Ticket(ticket)),
            Triple(DraftForm.Message, proposal, Route.Proposal(proposal)),
            Triple(DraftForm.Plan, plan, Route.Plan(plan)),
            Triple(DraftForm.PlanDate, plan, Route.Plan(plan)),
            Triple(DraftForm.Plan, proposal, Route.Proposal(proposal)),
        )
        window(teacher(), at = listOf(Route.Tickets)) {
            for ((form, about, route) in cases) {
                core { saveDraft(form, about, mapOf("field.text" to "Begun $form")) }
                comeAgain()
                press("Begun $form")
                eventually("not opened: $route, but ${navigator.here}") { navigator.here == route }
                core { discardDraft(form, about) }
                navigator.back()
            }
            core { saveDraft(DraftForm.NewWorkshop, null, mapOf("field.text" to "Another room's")) }
            core { saveDraft(DraftForm.NewTicket, null, mapOf(TicketField.TITLE to "This room's")) }
            comeAgain()
            see("This room's")
            assertFalse(there(named("Another room's")))
        }
    }

    @Test
    fun `what the region refused says why, and is sent again`() = window(teacher(), at = listOf(Route.Tickets)) {
        val refused = core { refused() }.single()
        see(word("tickets_refused"))
        see(shell.words(Language.English).let { it.phrase(refused.text, Formats(it)) })
        press(word("action_send_again"))
        eventually("it is still refused") { core { refused() }.isEmpty() }
        see(word("sent_again"))
        eventually("it is still shown") { !there(named(word("tickets_refused"))) }
    }

    @Test
    fun `what the region refused is given up after one more press`() = window(teacher(), at = listOf(Route.Tickets)) {
        press(word("action_discard"))
        see(word("keep"))
        assertEquals(1, core { refused() }.size)
        press(word("discard_effect"))
        eventually("it is not given up") { core { refused() }.isEmpty() }
    }

    @Test
    fun `who has no ticket reads what would be here, and begins one`() {
        window(Scene.phone("host"), at = listOf(Route.Tickets)) {
            assertEquals(listOf(), listed(TicketFilter.MINE))
            see(word("tickets_none_mine"))
            press(word("search"))
            eventually("no search") { navigator.here == Route.Search }
            navigator.back()
            press(word("draft_new_ticket"))
            eventually("no form") { navigator.here == Route.NewTicket }
        }
    }

    @Test
    fun `a long list is read as far as it is scrolled`() {
        val total = Stage["full_phone_tickets"].toInt()
        assertTrue(total > 100, "the stage needs more than two pages of tickets")
        window(fullPhone(), TestShell(clock = Instant::now), at = listOf(Route.Tickets)) {
            see("Ticket ${total - 1}")
            val list = test.onNode(hasScrollToNodeAction())
            // The filters stand above the rows.
            list.performScrollToIndex(51)
            see("Ticket ${total - 51}")
            list.performScrollToIndex(101)
            see("Ticket ${total - 101}")
            // Two pages and the one that came into view, whatever else there is.
            val rows = test.onNode(hasScrollToNodeAction()).fetchSemanticsNode()
            assertTrue(rows.children.size < 30, "${rows.children.size} rows are composed")
        }
    }

    private fun Window.comeAgain() {
        navigator.go(Route.Nearby)
        see(word("nearby_title"))
        navigator.go(Route.Tickets)
        see(word("tickets_title"))
    }

    private fun fullPhone(): Sharenum {
        val source = File(Stage["full_phone"])
        val folder = Files.createTempDirectory("full").toFile().apply { deleteOnExit() }
        for (file in source.parentFile.listFiles().orEmpty()) {
            if (file.name.startsWith(source.name)) file.copyTo(File(folder, file.name))
        }
        val (key, seed) = listOf("key", "seed").map { Stage["full_phone_$it"].hexToByteArray() }
        val vault = MemoryVault(VaultSecrets(key, seed))
        return runBlocking { Sharenum.open(File(folder, source.name).path, vault) }
    }
}
