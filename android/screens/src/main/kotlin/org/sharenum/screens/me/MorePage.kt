package org.sharenum.screens.me

import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Warning
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.model
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.say

/** What the list of everything else depends on. */
class MoreModel(desk: Desk) : ScreenModel(desk) {
    val profile = reading { profile() }

    /** Whether this person hosts a bus, or anything else. */
    val hosts = reading { hostedResources().isNotEmpty() }

    val status = reading { syncStatus() }
}

@Composable
internal fun MorePage(place: Place) {
    val model = model(place.desk) { MoreModel(it) }
    val profile by model.profile.collectAsState()
    val hosts by model.hosts.collectAsState()
    val status by model.status.collectAsState()
    MoreScreen(
        MoreState(
            shared = place.member.isShared,
            lacking = profile.value?.missing != null,
            hosts = hosts.value == true,
            refused = status.value?.undelivered?.refused ?: 0uL,
        ),
        place.go,
    )
}

/** What the list shows. */
class MoreState(
    val shared: Boolean,
    /** The profile lacks something. */
    val lacking: Boolean,
    val hosts: Boolean,
    /** So many of one's own things were refused. */
    val refused: ULong,
)

/** Everything that is not daily business; a shared tablet has only what concerns it. */
@Composable
fun MoreScreen(state: MoreState, go: (Route) -> Unit) = Page(say("nav_more")) {
    Rows {
        if (!state.shared) {
            item(key = "profile") {
                Entry("profile", badge = if (state.lacking) say("me_lacking") else null) { go(Route.Profile) }
            }
        }
        if (state.hosts) item(key = "bus") { Entry("bus") { go(Route.Bus) } }
        if (!state.shared) item(key = "alerts") { Entry("alerts") { go(Route.Alerts) } }
        item(key = "sync") {
            Entry("sync", badge = if (state.refused > 0uL) say("me_refused") else null) { go(Route.Sync) }
        }
        item(key = "me") { Entry(if (state.shared) "phone" else "me") { go(Route.Me) } }
        item(key = "diagnostics") { Entry("diagnostics") { go(Route.Diagnostics) } }
    }
}

@Composable
private fun Entry(name: String, badge: String? = null, open: () -> Unit) = RowCard(
    title = say("me_to_$name"),
    open = open,
    text = say("me_to_${name}_text"),
    badges = badge?.let { { Badge(it, Tone.Attention, Icons.Default.Warning) } },
)
