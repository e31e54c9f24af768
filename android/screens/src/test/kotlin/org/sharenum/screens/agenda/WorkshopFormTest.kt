package org.sharenum.screens.agenda

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasText
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.PageRequest
import org.sharenum.companion.WorkshopItem
import org.sharenum.companion.WorkshopStatus
import org.sharenum.screens.Device
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.eventually
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.formats
import org.sharenum.screens.gone
import org.sharenum.screens.press
import org.sharenum.screens.pressable
import org.sharenum.screens.type
import org.sharenum.screens.typed
import org.sharenum.screens.until
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

@OptIn(ExperimentalTestApi::class)
class WorkshopFormTest {
    private val new = Route.NewWorkshop(null)

    private fun at(
        route: Route,
        device: Device = Device.Phone,
        language: Language = Language.English,
        test: Window.() -> Unit,
    ) = window(
        Scene.phone("teacher"),
        TestShell(language, clock = { Scene.now }),
        device,
        at = listOf(Route.Agenda, route),
        test = test,
    )

    private fun Window.published(): WorkshopItem {
        eventually("the workshop is not opened") { navigator.here is Route.Workshop }
        return core { workshop((navigator.here as Route.Workshop).id).item }
    }

    @Test
    fun `a workshop is published at my school`() = at(new) {
        type("Title", "Le micro:bit sans peur")
        type("What happens there", "On allume, on mesure.")
        press("micro:bit board")
        press("Scratch")
        press("Scratch")
        type("Day", "20/11/2026")
        type("Begins at", "16h30")
        type("Length in minutes", "75")
        type("Radius in km", "15")
        type("Number of seats", "9")
        see("Friday 20 November, 16:30–17:45")
        everythingIsInReach()
        press("Publish")
        val workshop = published()
        assertEquals("Le micro:bit sans peur", workshop.title)
        assertEquals("On allume, on mesure.", workshop.description)
        assertEquals(listOf("microbit"), workshop.tools.map { it.id.value })
        assertEquals("Collège Pasteur", workshop.placeLabel)
        assertEquals("2026-11-20T16:30", workshop.slot.start.toString())
        assertEquals("75 Europe/Paris", "${workshop.slot.minutes} ${workshop.slot.zone}")
        assertEquals("15 9", "${workshop.radiusKm} ${workshop.seats}")
        assertEquals(WorkshopStatus.Published, workshop.status)
        assertNull(core { draft(DraftForm.NewWorkshop) })
    }

    @Test
    fun `what the core does not take is said under its field, and goes when it is corrected`() = at(new) {
        type("Day", "20/11/2026")
        press("Publish")
        see("needed")
        type("Title", "Un atelier")
        gone("needed")
        type("Number of seats", "beaucoup")
        press("Publish")
        see("0 is not possible")
        type("Number of seats", "5")
        type("Radius in km", "900")
        press("Publish")
        see("900\u00a0km")
        type("Radius in km", "9")
        type("Day", "20/09/2026")
        press("Publish")
        see("This date is past")
        assertEquals(new, navigator.here)
        type("Begins at", "25h")
        see("Hours and minutes, like 14:30")
        pressable("Publish").assertIsNotEnabled()
    }

    @Test
    fun `a workshop elsewhere is where an establishment stands that was searched for`() = at(new) {
        type("Title", "Rencontre au lycée")
        type("Day", "20/11/2026")
        type("Another school or town", "Notre-Dame")
        val found = core { establishments("Notre-Dame", PageRequest(limit = 8u)).items.first().establishment }
        press(found.name)
        type("Name of the place", "La salle du fond")
        everythingIsInReach()
        press("Publish")
        val workshop = published()
        assertEquals("La salle du fond", workshop.placeLabel)
        assertEquals(found.places.first().position, workshop.centre)
    }

    @Test
    fun `back at my school after all, the place is my school's`() = at(new) {
        type("Title", "Ici finalement")
        type("Day", "20/11/2026")
        type("Another school or town", "Notre-Dame")
        press(core { establishments("Notre-Dame", PageRequest(limit = 8u)).items.first().establishment.name })
        see("Name of the place")
        press("At my school")
        gone("Name of the place")
        press("Publish")
        assertEquals("Collège Pasteur", published().placeLabel)
    }

    @Test
    fun `a workshop on a day that was asked for waits for its bus`() = at(new) {
        val asked = core { booking(DocumentId(Scene["booking_asked"])) }
        type("Title", "Sur le bus")
        press(word("booking_of", asked.resourceName, formats().day(asked.day)))
        press("Publish")
        val workshop = published()
        assertEquals(asked.day, workshop.slot.start.toLocalDate())
        assertEquals(WorkshopStatus.WaitingForBus, workshop.status)
        assertEquals(asked.common.id, core { workshop(workshop.common.id).booking?.common?.id })
    }

    @Test
    fun `a workshop on a booked day cannot be on another day, and can do without`() = at(new) {
        val asked = core { booking(DocumentId(Scene["booking_asked"])) }
        type("Title", "Sur le bus")
        press(word("booking_of", asked.resourceName, formats().day(asked.day)))
        type("Day", "20/11/2026")
        press("Publish")
        see("Choose a time on it")
        press("Without a booked day")
        press("Publish")
        assertEquals(WorkshopStatus.Published, published().status)
    }

    @Test
    fun `from a plan the form is filled with what two agreed on`() {
        val plan = DocumentId(Scene["plan_scheduled"])
        at(Route.NewWorkshop(plan)) {
            val agreed = core { plan(plan) }
            val chosen = checkNotNull(agreed.chosen)
            see(agreed.venue)
            assertEquals(agreed.ticketTitle, typed("Title"))
            assertTrue(agreed.what in typed("What happens there"))
            assertEquals(chosen.minutes.toString(), typed("Length in minutes"))
            press("Publish")
            val workshop = published()
            assertEquals(chosen, workshop.slot)
            val ticket = core { ticket(agreed.ticket).item }
            assertEquals(ticket.tools.map { it.id }, workshop.tools.map { it.id })
            assertEquals(agreed.ticket, core { workshop(workshop.common.id).ticket })
        }
    }

    @Test
    fun `from a ticket the form has its title and tools`() {
        val ticket = DocumentId(Scene["ticket_open"])
        at(Route.NewWorkshop(ticket)) {
            val from = core { ticket(ticket).item }
            assertEquals(from.title, typed("Title"))
            type("Day", "20/11/2026")
            press("Publish")
            assertEquals(ticket, core { workshop(published().common.id).ticket })
        }
    }

    @Test
    fun `what was typed is there again after a kill, also where it is and with which tools`() = at(new) {
        type("Title", "À moitié")
        press("Scratch")
        type("Another school or town", "Notre-Dame")
        val found = core { establishments("Notre-Dame", PageRequest(limit = 8u)).items.first().establishment }
        press(found.name)
        until("it is kept") { draft(DraftForm.NewWorkshop)?.fields?.get(WorkshopFields.PLACE_LABEL) == found.name }
        navigator.back()
        see("My agenda")
        navigator.go(new)
        waitUntil { typed("Title") == "À moitié" }
        assertEquals(found.name, typed("Name of the place"))
        type("Day", "20/11/2026")
        press("Publish")
        assertEquals(listOf("scratch"), published().tools.map { it.id.value })
    }

    @Test
    fun `a workshop is changed, and its radius can only grow`() {
        val id = DocumentId(Scene["workshop_organised"])
        at(Route.EditWorkshop(id)) {
            val before = core { workshop(id).item }
            assertEquals(before.title, typed("Title"))
            see(before.placeLabel)
            type("Title", "Un autre parcours")
            type("Number of seats", "7")
            type("Radius in km", "5")
            press("Save")
            see("only grow")
            type("Radius in km", "30")
            everythingIsInReach()
            press("Save")
            val after = published()
            assertEquals(id, after.common.id)
            assertEquals("Un autre parcours 7 30", "${after.title} ${after.seats} ${after.radiusKm}")
            assertEquals(before.slot, after.slot)
            assertEquals(before.description, after.description)
        }
    }

    @Test
    fun `a workshop moves to another room, and takes one more tool`() {
        val id = DocumentId(Scene["workshop_organised"])
        at(Route.EditWorkshop(id)) {
            val before = core { workshop(id).item }
            assertEquals(before.placeLabel, typed("Name of the place"))
            type("Name of the place", "CDI, premier étage")
            press("Scratch")
            press("Save")
            val after = published()
            assertEquals("CDI, premier étage", after.placeLabel)
            assertEquals(before.centre, after.centre)
            assertEquals(
                before.tools.map { it.id.value }.toSet() + "scratch",
                after.tools.map { it.id.value }.toSet(),
            )
        }
    }

    @Test
    fun `a workshop that is over cannot be changed, and says so`() {
        val id = DocumentId(Scene["workshop_done"])
        at(Route.EditWorkshop(id)) {
            press("Save")
            see("over")
            assertEquals(Route.EditWorkshop(id), navigator.here)
        }
    }

    @Test
    fun `the form speaks French, with large letters too`() = at(new, Device.LargeLetters, Language.French) {
        see("Ce qu’on y fait")
        see("Carte micro:bit")
        everythingIsInReach()
        assertEquals(0, onAllNodes(hasText("Publish")).fetchSemanticsNodes().size)
    }
}
