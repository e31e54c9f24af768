package org.sharenum.app

import android.content.Intent
import org.sharenum.companion.SharenumException
import org.sharenum.platform.DeepLink
import org.sharenum.screens.app.Arrival
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.placeOf

/**
 * Follows the link that the window was opened with. Anybody may send one: what it says is the core's to
 * check, and it leads to a page at most.
 */
suspend fun Desk.follow(link: Intent) {
    val notified = DeepLink.read(link)
    try {
        val arrival = if (notified == null) Arrival.of(link.dataString.orEmpty()) else place(notified)
        if (arrival == null) tell(Notice("link_nowhere")) else arrive(arrival)
        // Who opens it has read it.
        notified?.alert?.let { alert -> phone.call { markAlertRead(alert) } }
    } catch (_: SharenumException.Join) {
        // Who has not joined is on the page for that.
    } catch (error: SharenumException) {
        tell(Notice(error = error))
    }
}

/** A notification leads to what it is about, or to the list of alerts. */
private suspend fun Desk.place(link: DeepLink): Arrival? {
    val subject = link.subject ?: return Arrival.At(Route.Nearby)
    return phone.placeOf(subject)?.let { Arrival.At(it) }
}
