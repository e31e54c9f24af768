package org.sharenum.screens.sync

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import org.sharenum.screens.app.Arrival
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.model
import org.sharenum.screens.app.route
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say

/** How this device stands with its region. */
@Composable
fun SyncPages(place: Place) {
    val (desk, shell) = place.desk to place.desk.shell
    val model = model(desk) { SyncModel(it) }
    val state by model.state.collectAsState()
    val outgoing by model.outgoing.shown.collectAsState()
    val drafts by model.drafts.shown.collectAsState()
    val run by desk.syncing.run.collectAsState()
    val background by shell.background.collectAsState()
    val notifications by shell.notifications.collectAsState()
    val around by model.around.collectAsState()
    val door by model.door.collectAsState()
    val arrived by desk.arrived.collectAsState()
    LaunchedEffect(arrived) {
        val opened = arrived as? Arrival.Door ?: return@LaunchedEffect
        model.look(opened.link)
        desk.taken(opened)
    }
    Page(say("sync_title"), place.back) {
        Show(state, model::readAgain) { shown ->
            SyncScreen(
                SyncShown(shown, outgoing, run, drafts, background, notifications, around, door),
                SyncActions(
                    syncRegion = { model.sync() },
                    syncHub = model::sync,
                    cancel = model::cancel,
                    perform = model::perform,
                    open = { item -> item.kind.route(item.document)?.let(place.go) },
                    moreOutgoing = model.outgoing::more,
                    openDraft = { model.open(it, place.go) },
                    discardDraft = model::discard,
                    moreDrafts = model.drafts::more,
                    openBackground = shell::openBackgroundSettings,
                    askToNotify = shell::askToNotify,
                    photographDoor = if (shell.hasCamera) model::photographDoor else null,
                    askForLocalNetwork = shell::askForLocalNetwork,
                ),
            )
        }
    }
}
