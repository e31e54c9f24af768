package org.sharenum.screens.agenda

import androidx.compose.runtime.Composable
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route

/** The pages under "Agenda". */
@Composable
fun AgendaPages(place: Place) = when (val route = place.route) {
    is Route.Booking -> BookingPage(place, route.id)
    is Route.AskDay -> AskDayPage(place, route.resource)
    is Route.NewWorkshop -> NewWorkshopPage(place, route.plan)
    is Route.EditWorkshop -> EditWorkshopPage(place, route.id)
    else -> AgendaPage(place)
}
