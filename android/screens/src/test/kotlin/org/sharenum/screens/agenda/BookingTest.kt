package org.sharenum.screens.agenda

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.PageRequest
import org.sharenum.companion.RequestState
import org.sharenum.companion.ResourceId
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.formats
import org.sharenum.screens.parts.inField
import org.sharenum.screens.press
import org.sharenum.screens.pressable
import org.sharenum.screens.type
import org.sharenum.screens.typed
import org.sharenum.screens.until
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

@OptIn(ExperimentalTestApi::class)
class BookingTest {
    private fun at(vararg route: Route, language: Language = Language.English, test: Window.() -> Unit) = window(
        Scene.phone("teacher"),
        TestShell(language, clock = { Scene.now }),
        at = listOf(Route.Agenda) + route,
        test = test,
    )

    private fun booked(name: String) = Route.Booking(DocumentId(Scene[name]))

    private val bus = Route.AskDay(ResourceId(Scene["resource_bus"]))

    @Test
    fun `a refused day says why, and which days are free`() = at(booked("booking_refused")) {
        val refused = core { booking(DocumentId(Scene["booking_refused"])) }
        see("Not possible")
        see("Somebody else has this day")
        everythingIsInReach()
        press(word("ask_for_day", formats().day(refused.alternatives.last())))
        until("it is asked for") { myBookings(PageRequest()).items.any { it.day == refused.alternatives.last() } }
    }

    @Test
    fun `after a refusal any day can be asked for`() = at(booked("booking_refused")) {
        press("Ask for a day")
        waitUntil { navigator.here == bus }
    }

    @Test
    fun `a day that was asked for is given back, and undo asks again`() = at(booked("booking_asked")) {
        val asked = core { booking(DocumentId(Scene["booking_asked"])) }
        press("Give the day back")
        until("it is given back") { booking(asked.common.id).state == RequestState.Cancelled }
        see("Taken back")
        press("Undo")
        until("it is asked for again") {
            myBookings(PageRequest()).items.count { it.day == asked.day && it.state == RequestState.Asked } == 1
        }
    }

    @Test
    fun `a workshop is begun on the day, in a form that holds it`() = at(booked("booking_asked")) {
        val asked = core { booking(DocumentId(Scene["booking_asked"])) }
        press("Publish a workshop")
        waitUntil { navigator.here == Route.NewWorkshop(null) }
        assertEquals(inField(asked.day), typed("Day"))
        assertEquals("90", typed("Length in minutes"))
        assertEquals(asked.common.id.value, core { draft(DraftForm.NewWorkshop)?.fields?.get(WorkshopFields.BOOKING) })
    }

    @Test
    fun `a confirmed day goes to the calendar and to others, with the workshops on it`() =
        at(booked("booking_confirmed")) {
            see("Confirmed")
            press("Add to my calendar")
            waitUntil { shell.inCalendar.size == 1 }
            assert("BEGIN:VEVENT" in shell.inCalendar.single().text)
            press("Share")
            waitUntil { shell.shared.size == 1 }
            press(core { workshop(DocumentId(Scene["workshop_bus"])).item.title })
            waitUntil { navigator.here == Route.Workshop(DocumentId(Scene["workshop_bus"])) }
        }

    @Test
    fun `a booking that this phone does not know says so`() = at(Route.Booking(DocumentId("00".repeat(32)))) {
        see("Code for support")
        press("Try again")
        see("Code for support")
    }

    @Test
    fun `a day is asked for by typing it`() = at(bus) {
        type("Day", "26/11/2026")
        see("Thursday 26 November")
        type("What for", "Deux classes de 6e")
        everythingIsInReach()
        press("Ask for this day")
        waitUntil { navigator.here is Route.Booking }
        val asked = core { booking((navigator.here as Route.Booking).id) }
        assertEquals("2026-11-26", asked.day.toString())
        assertEquals("Deux classes de 6e", asked.purpose)
        assertEquals(ResourceId(Scene["resource_bus"]), asked.resource)
        assertNull(core { draft(DraftForm.BusDay) })
    }

    @Test
    fun `a day is chosen from a calendar`() = at(bus) {
        type("Day", "26/11/2026")
        press("Choose a day")
        see("Take this day")
        // The calendar writes it as the device's country does.
        val other = hasText("27 November", substring = true).or(hasText("November 27", substring = true))
        waitUntil { onAllNodes(other).fetchSemanticsNodes().isNotEmpty() }
        onNode(other).performClick()
        press("Take this day")
        see("Friday 27 November")
        assertEquals("27/11/2026", typed("Day"))
    }

    @Test
    fun `what is no day is not asked for`() = at(bus) {
        type("Day", "30/02/2027")
        see("Day/month/year, like 24/12/2026")
        pressable("Ask for this day").assertIsNotEnabled()
    }

    @Test
    fun `a day that is past is refused under its field`() = at(bus) {
        type("Day", "01/09/2026")
        press("Ask for this day")
        see("This day is past")
        assertEquals(bus, navigator.here)
    }

    @Test
    fun `what was typed is there again after a kill`() = at(bus) {
        type("What for", "Une matinée")
        until("it is kept") { draft(DraftForm.BusDay)?.fields?.get("field.purpose") == "Une matinée" }
        navigator.back()
        see("My agenda")
        navigator.go(bus)
        waitUntil { typed("What for") == "Une matinée" }
    }

    @Test
    fun `bookings speak French`() = at(booked("booking_refused"), language = Language.French) {
        see("Ces jours sont libres")
        see("Pour quoi faire")
    }
}
