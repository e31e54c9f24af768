package org.sharenum.screens.me

import androidx.compose.runtime.Composable
import org.sharenum.companion.Membership
import org.sharenum.companion.Role
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route

/** The pages about the person and this phone. */
@Composable
fun MePages(place: Place) = when (place.route) {
    Route.Me -> MePage(place)
    Route.Renewal -> RenewalPage(place)
    Route.Profile -> ProfilePage(place)
    Route.Alerts -> AlertsPage(place)
    Route.Diagnostics -> DiagnosticsPage(place)
    else -> MorePage(place)
}

/** Whether this is a school's tablet, which belongs to nobody in particular. */
internal val Membership.Joined.isShared: Boolean
    get() = Role.Brigade in roles
