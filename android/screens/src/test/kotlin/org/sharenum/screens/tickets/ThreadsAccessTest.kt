package org.sharenum.screens.tickets

import kotlin.test.Test
import org.sharenum.screens.Device
import org.sharenum.screens.app.Route
import org.sharenum.screens.everythingIsInReach

class ThreadsAccessTest {
    private fun check(at: Route, first: String, device: Device, before: ThreadReader.() -> Unit = {}) =
        reading(at, device = device) {
            see(first)
            before()
            window.everythingIsInReach()
        }

    @Test
    fun `whatever can be pressed has a name, a role and a finger's size`() {
        for (device in Device.entries) {
            check(Route.Ticket(scene("ticket_open")), "Nobody has answered", device)
            check(Route.Ticket(scene("ticket_discussed")), "Proposals", device)
            check(Route.Ticket(scene("ticket_unread")), "You can help", device) { press("Propose help") }
            check(Route.Proposal(scene("proposal")), "La première date", device)
            check(Route.Proposal(scene("proposal_standing")), "conducteur", device) { press("Edit") }
            check(Route.Plan(scene("plan")), "Dates", device) { press("Propose a date") }
            check(Route.Plan(scene("plan_scheduled")), "Settled date", device)
        }
    }
}
