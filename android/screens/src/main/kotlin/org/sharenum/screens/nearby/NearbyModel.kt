package org.sharenum.screens.nearby

import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.AlertItem
import org.sharenum.companion.Near
import org.sharenum.companion.WorkshopFilter
import org.sharenum.companion.WorkshopItem
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.ScreenModel

/** What stands on the start page. */
enum class NearbyView { Alerts, ByDistance, ByDate }

/** The start page: alerts, and what is near. */
class NearbyModel(desk: Desk) : ScreenModel(desk) {
    val near: StateFlow<Loaded<Near>> = reading { near(POINTS) }

    val unread: StateFlow<Loaded<ULong>> = reading { unreadAlerts() }

    val alerts: Pages<AlertItem> =
        Pages(desk.phone, scope, occasions()) { page -> alerts(page).let { Page(it.items, it.next, it.total) } }

    val upcoming: Pages<WorkshopItem> =
        Pages(desk.phone, scope, occasions()) { page ->
            workshops(WorkshopFilter.UPCOMING, page).let { Page(it.items, it.next, it.total) }
        }

    fun read(alert: AlertItem) = desk.act(done = null) { markAlertRead(alert.id) }

    fun readAll() = desk.act(done = "alerts_all_read") { markAllAlertsRead() }

    private companion object {
        /** More points than a picture can show apart. */
        const val POINTS: UInt = 60u
    }
}
