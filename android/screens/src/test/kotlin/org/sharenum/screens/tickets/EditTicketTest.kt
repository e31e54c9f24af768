package org.sharenum.screens.tickets

import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasText
import kotlin.test.Test
import kotlin.test.assertEquals
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.ToolId
import org.sharenum.screens.Scene
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.eventually
import org.sharenum.screens.press
import org.sharenum.screens.see
import org.sharenum.screens.type
import org.sharenum.screens.window

@OptIn(ExperimentalTestApi::class)
class EditTicketTest {
    private val id = DocumentId(Scene["ticket_open"])
    private val way = listOf(Route.Tickets, Route.EditTicket(id))

    @Test
    fun `only what was changed is changed, and can be taken back`() = window(teacher(), at = way) {
        val before = core { ticket(id) }
        type(word("phrase_field_title"), "Bridges from the printer")
        press(word("radius_more", 10))
        press(word("save"))
        eventually("not saved") { core { ticket(id) }.item.title == "Bridges from the printer" }
        val after = core { ticket(id) }
        assertEquals((before.item.radiusKm + 10u).toUShort(), after.item.radiusKm)
        assertEquals(before.item.need, after.item.need)
        assertEquals(before.pedagogy, after.pedagogy)
        assertEquals(before.training, after.training)
        assertEquals(before.item.tools, after.item.tools)
        eventually("not back in the list") { navigator.here == Route.Tickets }
        assertEquals(null, core { draft(DraftForm.EditTicket, id) })
        press(word("undo"))
        eventually("not taken back") { core { ticket(id) }.item.title == before.item.title }
        assertEquals(before.item.radiusKm, core { ticket(id) }.item.radiusKm)
    }

    @Test
    fun `another tool asks for its trainings again`() = window(teacher(), at = way) {
        press("Scratch")
        see("Débuter avec Scratch au cycle 4")
        press(word("save"))
        see(hasText(word("phrase_field_reason")) and SemanticsMatcher.keyIsDefined(SemanticsProperties.Error))
        assertEquals(listOf(ToolId("imprimante-3d")), core { ticket(id) }.item.tools.map { it.id })
        type(word("phrase_field_reason"), "Too far away")
        press(word("save"))
        eventually("not saved") { core { ticket(id) }.item.tools.any { it.id == ToolId("scratch") } }
        assertEquals("Too far away", core { ticket(id) }.training.reason)
    }

    @Test
    fun `a change is kept as it is typed`() = window(teacher(), at = way) {
        type(word("phrase_field_title"), "Half a ti")
        eventually("not kept") {
            core { draft(DraftForm.EditTicket, id) }?.fields?.get(TicketField.TITLE) == "Half a ti"
        }
        navigator.back()
        press("Half a ti")
        eventually("the form is not opened") { navigator.here == Route.EditTicket(id) }
        see("Half a ti")
        assertEquals("Imprimer en 3D les maquettes de nos ponts", core { ticket(id) }.item.title)
    }

    @Test
    fun `a ticket that is not on this phone is told, and nothing else`() {
        val unknown = DocumentId("ab".repeat(32))
        window(teacher(), at = listOf(Route.Tickets, Route.EditTicket(unknown))) {
            see(word("phrase_not_found_ticket"))
            press(word("retry"))
            see(word("phrase_not_found_ticket"))
        }
    }
}
