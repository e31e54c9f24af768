package org.sharenum.screens.help

import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.HelpSession
import org.sharenum.companion.HelpTotals
import org.sharenum.companion.SeenHelpSession
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.ScreenModel

/** What a teacher has to co-sign, and what the brigade did. */
class HelpModel(desk: Desk) : ScreenModel(desk) {
    val toCoSign: Pages<HelpSession> =
        Pages(desk.phone, scope, occasions()) { page ->
            helpSessionsToCoSign(page).let { Page(it.items, it.next, it.total) }
        }

    val sessions: Pages<HelpSession> =
        Pages(desk.phone, scope, occasions()) { page -> helpSessions(page).let { Page(it.items, it.next, it.total) } }

    val totals: StateFlow<Loaded<HelpTotals>> = reading { helpTotals() }

    /** Signs exactly what was shown: all of it, or nothing when something was edited meanwhile. */
    fun coSign(shown: List<HelpSession>) =
        desk.act(done = if (shown.size == 1) "help_co_signed" else "help_all_co_signed") {
            coSignAll(shown.map { SeenHelpSession(it.common.id, it.state) })
        }
}
