package org.sharenum.screens.app

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.sharenum.companion.DocumentId
import org.sharenum.companion.ResourceId

class NavigatorTest {
    private val id = DocumentId("ab".repeat(32))

    private val everywhere =
        listOf(
            Route.Nearby, Route.Tickets, Route.Agenda, Route.Help, Route.More, Route.Workshop(id), Route.Ticket(id),
            Route.NewTicket, Route.EditTicket(id), Route.Proposal(id), Route.Plan(id), Route.Search, Route.Guide(id),
            Route.NewWorkshop(null), Route.NewWorkshop(id), Route.EditWorkshop(id), Route.Booking(id),
            Route.AskDay(ResourceId("busnum-1")), Route.LogHelp, Route.HelpSession(id), Route.Bus, Route.Sync, Route.Me,
            Route.Renewal, Route.Profile, Route.Alerts, Route.Diagnostics,
        )

    @Test
    fun `each place is found again by its path`() {
        for (route in everywhere) assertEquals(route, Route.of(route.path), route.path)
    }

    @Test
    fun `a path of a newer app, or of somebody else, leads nowhere`() {
        for (path in listOf(
            "",
            "nowhere",
            "workshop",
            "workshop/",
            "ask-day",
            "../etc",
        )) {
            assertNull(Route.of(path), path)
        }
    }

    @Test
    fun `one of the five begins anew, everything else is put on top`() {
        val navigator = Navigator(listOf(Route.Nearby))
        assertFalse(navigator.canGoBack)
        navigator.go(Route.Workshop(id))
        navigator.go(Route.Ticket(id))
        assertEquals(listOf(Route.Nearby, Route.Workshop(id), Route.Ticket(id)), navigator.stack)
        navigator.go(Route.Ticket(id))
        assertEquals(3, navigator.stack.size, "where one is already, one stays")
        navigator.replace(Route.Plan(id))
        navigator.back()
        assertEquals(Route.Workshop(id), navigator.here)
        navigator.go(Route.Agenda)
        assertEquals(listOf<Route>(Route.Agenda), navigator.stack)
        navigator.back()
        assertEquals(Route.Agenda, navigator.here)
    }

    @Test
    fun `a step inside of a page is gone back first, and leaving the page does not ask it`() {
        val navigator = Navigator(listOf(Route.Tickets, Route.NewTicket))
        var step = 1
        navigator.stepInside { step-- }
        navigator.back()
        assertEquals(0 to Route.NewTicket, step to navigator.here)
        navigator.stepInside(null)
        navigator.back()
        assertEquals(Route.Tickets, navigator.here)
        navigator.go(Route.NewTicket)
        navigator.stepInside { step-- }
        navigator.leave()
        assertEquals(0 to Route.Tickets, step to navigator.here)
    }

    @Test
    fun `from a list beside which the rest is shown, one thing gives way to the other`() {
        val navigator = Navigator(listOf(Route.Tickets, Route.Ticket(id), Route.Plan(id)))
        navigator.goFromRoot(Route.NewTicket)
        assertEquals(listOf(Route.Tickets, Route.NewTicket), navigator.stack)
        assertTrue(navigator.canGoBack)
    }
}
