package org.sharenum.screens.tickets

import androidx.compose.runtime.Composable
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route

/** The pages under "Tickets". */
@Composable
fun TicketsPages(place: Place) = when (val route = place.route) {
    is Route.Ticket -> TicketPage(place, route.id)
    is Route.Proposal -> ProposalPage(place, route.id)
    is Route.Plan -> PlanPage(place, route.id)
    is Route.Guide -> GuidePage(place, route.id)
    is Route.EditTicket -> EditTicketPage(place, route.id)
    Route.NewTicket -> NewTicketPage(place)
    Route.Search -> SearchPage(place)
    else -> TicketsPage(place)
}
