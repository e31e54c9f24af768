package org.sharenum.screens.app

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest
import org.sharenum.companion.WorkshopFilter
import org.sharenum.screens.Scene
import org.sharenum.screens.press
import org.sharenum.screens.reach
import org.sharenum.screens.window

/** Links with which the app is opened. */
@OptIn(ExperimentalTestApi::class)
class ArrivalTest {
    private val workshop = DocumentId(Scene["workshop_soon"])

    @Test
    fun `each kind of link is known, and no other`() {
        val id = "ab".repeat(32)
        assertEquals<Arrival?>(Arrival.At(Route.Ticket(DocumentId(id))), Arrival.of("sharenum://open/ticket/$id"))
        for (link in listOf("sharenum://join?code=A", "sharenum://join")) {
            assertEquals<Arrival?>(Arrival.Invitation(link), Arrival.of(link))
        }
        assertEquals<Arrival?>(Arrival.Door("sharenum://bus?hub=x"), Arrival.of("sharenum://bus?hub=x"))
        for (link in listOf("", "https://join", "sharenum://open/nowhere", "sharenum://other", "mailto:a@b.example")) {
            assertNull(Arrival.of(link), link)
        }
    }

    @Test
    fun `a link to a page leads there, also when the app is open already`() =
        window(Scene.phone("teacher"), link = "sharenum://open/workshop/${workshop.value}") {
            waitUntil { navigator.stack == listOf(Route.Nearby, Route.Workshop(workshop)) }
            assertNull(desk.arrived.value)
            desk.arrive("sharenum://open/sync")
            waitUntil { navigator.here == Route.Sync }
            // Back to where one was, as from any page.
            navigator.back()
            assertEquals(Route.Workshop(workshop), navigator.here)
        }

    @Test
    fun `an invitation on a phone that has joined leads to where it renews the certificate`() =
        window(Scene.phone("teacher"), link = "sharenum://join?code=AAAAA-BBBBB") {
            waitUntil { navigator.here == Route.Renewal }
            reach(hasSetTextAction() and hasText("sharenum://join?code=AAAAA-BBBBB"))
            assertNull(desk.arrived.value)
            desk.arrive("sharenum://join?code=CCCCC-DDDDD")
            reach(hasSetTextAction() and hasText("sharenum://join?code=CCCCC-DDDDD"))
        }

    @Test
    fun `a school's tablet is led to its own pages only`() =
        window(Scene.phone("tablet"), link = "sharenum://open/tickets") {
            see("I helped")
            waitUntil { desk.arrived.value == null }
            assertEquals(listOf<Route>(Route.Help), navigator.stack)
        }

    @Test
    fun `who comes back finds the list again that was chosen`() = window(Scene.phone("teacher")) {
        press(word("view_by_date"))
        val upcoming = desk.phone.blocking {
            workshops(WorkshopFilter.UPCOMING, PageRequest(limit = 1u))
        }.items.single()
        see(upcoming.title)
        navigator.go(Route.Sync)
        waitForIdle()
        navigator.back()
        reach(isSelected() and hasText(word("view_by_date")))
        navigator.go(Route.Agenda)
        press(word("agenda_view_days"))
        navigator.go(Route.Booking(DocumentId(Scene["booking_asked"])))
        waitForIdle()
        navigator.back()
        reach(isSelected() and hasText(word("agenda_view_days")))
    }

    @Test
    fun `before joining, a link to a page waits`() = window(Scene.phone("newcomer"), link = "sharenum://open/tickets") {
        see("Welcome")
        assertEquals<Arrival?>(Arrival.At(Route.Tickets), desk.arrived.value)
    }
}
