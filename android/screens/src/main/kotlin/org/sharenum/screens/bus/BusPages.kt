package org.sharenum.screens.bus

import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say

/** The page of a bus's host. */
@Composable
fun BusPages(place: Place) {
    val model = model(place.desk) { BusModel(it) }
    val shown by model.shown.collectAsState()
    val forms by model.walkIns.collectAsState()
    Page(say("bus_title"), place.back) {
        Show(shown, model::readAgain) { day ->
            BusScreen(
                day,
                BusActions(
                    showDay = model::show,
                    showResource = model::show,
                    checkIn = model::checkIn,
                    walkIn = forms::get,
                    addWalkIn = model::addWalkIn,
                    openWorkshop = { place.go(Route.Workshop(it)) },
                    sync = { place.go(Route.Sync) },
                ),
            )
        }
    }
}
