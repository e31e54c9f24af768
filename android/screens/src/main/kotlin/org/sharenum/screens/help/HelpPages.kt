package org.sharenum.screens.help

import androidx.compose.runtime.Composable
import org.sharenum.companion.Role
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route

/** The pages under "Help": a shared tablet begins with what it is for. */
@Composable
fun HelpPages(place: Place) = when (val route = place.route) {
    is Route.HelpSession -> HelpSessionPage(place, route.id)
    is Route.LogHelp -> LogHelpPage(place)
    else -> if (Role.Brigade in place.member.roles) LogHelpPage(place) else HelpPage(place)
}
