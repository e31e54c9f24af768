package org.sharenum.screens.agenda

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasText
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.sharenum.companion.AgendaItem
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest
import org.sharenum.companion.RequestState
import org.sharenum.screens.Device
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.formats
import org.sharenum.screens.press
import org.sharenum.screens.scrollTo
import org.sharenum.screens.until
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

@OptIn(ExperimentalTestApi::class)
class AgendaTest {
    private fun agenda(device: Device = Device.Phone, language: Language = Language.English, test: Window.() -> Unit) =
        window(
            Scene.phone("teacher"),
            TestShell(language, clock = { Scene.now }),
            device,
            at = listOf(Route.Agenda),
            test = test,
        )

    @Test
    fun `what comes next stands first, below its day`() = agenda {
        val soon = core { workshop(DocumentId(Scene["workshop_soon"])).item }
        val organised = core { workshop(DocumentId(Scene["workshop_organised"])).item }
        see(soon.title)
        see("Today")
        see(organised.title)
        see("Tomorrow")
        val tops = listOf("Today", soon.title, "Tomorrow", organised.title).map { text ->
            onAllNodes(hasText(text, substring = true)).fetchSemanticsNodes().first().positionInRoot.y
        }
        assertEquals(tops.sorted(), tops)
        everythingIsInReach()
    }

    @Test
    fun `a day that was asked for stands among the workshops, and leads to its page`() = agenda {
        val next = core { agenda(shell.zone.id, PageRequest(limit = 200u)).items }
        val days = next.filterIsInstance<AgendaItem.Day>().map { it.booking }
        val asked = days.first { it.common.id.value == Scene["booking_asked"] }
        assertEquals(RequestState.Asked, asked.state)
        scrollTo(asked.purpose)
        everythingIsInReach()
        press(asked.purpose)
        waitUntil { navigator.here == Route.Booking(asked.common.id) }
    }

    @Test
    fun `a workshop in which nobody expects me is not in my agenda`() = agenda {
        see("I organise")
        val near = core { workshop(DocumentId(Scene["workshop_near"])).item }
        assertEquals(0, onAllNodes(hasText(near.title)).fetchSemanticsNodes().size)
    }

    @Test
    fun `a workshop is opened from the agenda`() = agenda {
        press(core { workshop(DocumentId(Scene["workshop_soon"])).item.title })
        waitUntil { navigator.here == Route.Workshop(DocumentId(Scene["workshop_soon"])) }
    }

    @Test
    fun `what I organise is listed with its state, the past too`() = agenda {
        press("I organise")
        see(core { workshop(DocumentId(Scene["workshop_done"])).item.title })
        see("Took place")
        scrollTo(core { workshop(DocumentId(Scene["workshop_bus"])).item.title })
        see("Published")
        everythingIsInReach()
    }

    @Test
    fun `a seat is given back, and undo asks for it again`() = agenda {
        press("My seats")
        val seats = core { myRegistrations(PageRequest()).items }
        val first = seats.first()
        see(first.title)
        everythingIsInReach()
        press("Give the seat back")
        until("the seat is given back") {
            myRegistrations(PageRequest()).items.first { it.common.id == first.common.id }.state ==
                RequestState.Cancelled
        }
        press("Undo")
        until("a seat is asked for again") {
            myRegistrations(PageRequest()).items.count {
                it.workshop == first.workshop && it.state == RequestState.Asked
            } ==
                1
        }
    }

    @Test
    fun `days of the bus say how they stand, and a free day is asked for instead of a refused one`() = agenda {
        press("Days of the bus")
        see("Asked, no answer yet")
        see("On this phone")
        val refused = core { booking(DocumentId(Scene["booking_refused"])) }
        scrollTo(refused.purpose)
        see("Not possible")
        everythingIsInReach()
        val day = refused.alternatives.first()
        press(word("ask_for_day", formats().day(day)))
        until("the free day is asked for") {
            myBookings(PageRequest()).items.any { it.day == day && it.purpose == refused.purpose }
        }
        press("Undo")
        until("the free day is given back") {
            myBookings(PageRequest()).items.single { it.day == day }.state == RequestState.Cancelled
        }
    }

    @Test
    fun `a booking is opened from its row`() = agenda {
        press("Days of the bus")
        val confirmed = core { booking(DocumentId(Scene["booking_confirmed"])) }
        scrollTo(confirmed.purpose)
        see("Confirmed")
        press(formats().day(confirmed.day))
        waitUntil { navigator.here == Route.Booking(confirmed.common.id) }
    }

    @Test
    fun `a workshop is begun here, and each thing that can be booked is asked for`() = agenda {
        press("New workshop")
        waitUntil { navigator.here == Route.NewWorkshop(null) }
        navigator.back()
        press("Days of the bus")
        val resources = core { resources() }
        assertTrue(resources.size > 1)
        for (resource in resources) {
            press("Ask for ${resource.name}")
            waitUntil { navigator.here == Route.AskDay(resource.id) }
            navigator.back()
            press("Days of the bus")
        }
    }

    @Test
    fun `the agenda speaks French`() = agenda(language = Language.French) {
        see("Mon agenda")
        see("Aujourd’hui")
        press("Journées du bus")
        see("Demande envoyée, sans réponse")
    }

    @Test
    fun `beside the agenda a tablet shows what was opened from it`() = agenda(Device.Tablet) {
        val title = core { workshop(DocumentId(Scene["workshop_soon"])).item.title }
        press(title)
        see("Add to my calendar")
        see("My agenda")
        everythingIsInReach()
    }

    @Test
    fun `with large letters nothing is out of reach`() = agenda(Device.LargeLetters) {
        press("Days of the bus")
        see("Asked, no answer yet")
        everythingIsInReach()
    }
}
