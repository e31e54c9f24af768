package org.sharenum.app

import android.content.Intent
import org.sharenum.companion.HubSign
import org.sharenum.companion.Membership
import org.sharenum.companion.SharenumException
import org.sharenum.companion.SyncTarget
import org.sharenum.platform.DeepLink
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Navigator
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.placeOf

/** What somebody came with: a link, or a notification. Anybody may send one. */
sealed interface Arrival {
    /** An invitation, for the page that joins. */
    data class Invitation(val link: String) : Arrival

    /** A bus, by the code on its door. */
    data class Bus(val link: String) : Arrival

    /** A document or the list of alerts, with the alert that is read by it. */
    data class Document(val link: DeepLink) : Arrival

    /** A page, as a link names it. */
    data class Page(val route: Route) : Arrival

    /** One of our links that leads nowhere. */
    data object Nowhere : Arrival

    companion object {
        private const val SCHEME = "sharenum"
        private const val OPEN = "open"

        /** What an Activity was started with; none when it was simply opened. */
        fun of(intent: Intent): Arrival? {
            val uri = intent.data?.takeIf { it.scheme == SCHEME && it.isHierarchical } ?: return null
            DeepLink.read(intent)?.let { return Document(it) }
            return when (uri.authority) {
                "join" -> Invitation(uri.toString())
                "bus" -> Bus(uri.toString())
                OPEN -> Route.of(uri.path.orEmpty().trim('/'))?.let(::Page) ?: Nowhere
                else -> Nowhere
            }
        }
    }
}

/** Goes where a link leads. What it says is the core's to check: nothing here believes it. */
suspend fun Desk.follow(arrival: Arrival, navigator: Navigator) = try {
    // Who has not joined is on the page for that, which takes the invitation.
    if (phone.call { membership() } is Membership.Joined) go(arrival, navigator) else Unit
} catch (error: SharenumException) {
    tell(Notice(error = error))
}

private suspend fun Desk.go(arrival: Arrival, navigator: Navigator) {
    when (arrival) {
        // Of no use any more: who wants to join again finds that there.
        is Arrival.Invitation -> {
            navigator.go(Route.Me)
            tell(Notice("link_joined"))
        }

        is Arrival.Bus -> {
            val met = phone.call { meet(HubSign.Link(arrival.link)) }
            navigator.go(Route.Sync)
            syncing.start(SyncTarget.Hub(met.url))
        }

        is Arrival.Document -> open(arrival.link, navigator)

        is Arrival.Page -> navigator.go(arrival.route)

        Arrival.Nowhere -> tell(Notice("link_nowhere"))
    }
}

private suspend fun Desk.open(link: DeepLink, navigator: Navigator) {
    val route = link.subject?.let { phone.placeOf(it) } ?: Route.Nearby
    navigator.go(route)
    if (link.subject != null && route == Route.Nearby) tell(Notice("link_nowhere"))
    link.alert?.let { alert -> phone.call { markAlertRead(alert) } }
}
