package org.sharenum.screens.nearby

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Home
import androidx.compose.material.icons.filled.Notifications
import androidx.compose.material3.Button
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.AlertItem
import org.sharenum.companion.AlertKind
import org.sharenum.companion.AlertState
import org.sharenum.companion.Near
import org.sharenum.companion.NearKind
import org.sharenum.companion.NearPoint
import org.sharenum.companion.SharenumException
import org.sharenum.companion.WorkshopItem
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.Empty
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.listed
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.alertKind
import org.sharenum.screens.words.nearKind
import org.sharenum.screens.words.phrase
import org.sharenum.screens.words.requestState

/** The pages under "Nearby". */
@Composable
fun NearbyPages(place: Place) = when (val route = place.route) {
    is Route.Workshop -> WorkshopPage(place, route.id)
    else -> NearbyPage(place)
}

@Composable
private fun NearbyPage(place: Place) {
    val model = model(place.desk) { NearbyModel(it) }
    var view by rememberSaveable { mutableStateOf(NearbyView.Alerts) }
    val near by model.near.collectAsState()
    val alerts by model.alerts.shown.collectAsState()
    val upcoming by model.upcoming.shown.collectAsState()
    NearbyScreen(
        NearbyState(view, near, alerts, upcoming),
        NearbyActions(
            show = { view = it },
            retry = model::readAgain,
            moreAlerts = model.alerts::more,
            moreWorkshops = model.upcoming::more,
            readAll = model::readAll,
            openAlert = { alert ->
                model.read(alert)
                alert.target()?.let(place.go)
            },
            open = { point -> place.go(point.target()) },
            openWorkshop = { place.go(Route.Workshop(it.common.id)) },
            completeProfile = { place.go(Route.Profile) },
        ),
    )
}

/** What the start page shows. */
class NearbyState(
    val view: NearbyView,
    val near: Loaded<Near>,
    val alerts: Loaded<Listed<AlertItem>>,
    val upcoming: Loaded<Listed<WorkshopItem>>,
)

/** What a person may do there. */
class NearbyActions(
    val show: (NearbyView) -> Unit,
    val retry: () -> Unit,
    val moreAlerts: () -> Unit,
    val moreWorkshops: () -> Unit,
    val readAll: () -> Unit,
    val openAlert: (AlertItem) -> Unit,
    val open: (NearPoint) -> Unit,
    val openWorkshop: (WorkshopItem) -> Unit,
    val completeProfile: () -> Unit,
)

@Composable
fun NearbyScreen(state: NearbyState, on: NearbyActions) = Page(
    say("nearby_title"),
    actions = {
        if (state.view == NearbyView.Alerts) {
            TextButton(onClick = on.readAll) { Text(say("alerts_read_all")) }
        }
    },
) {
    when (state.view) {
        NearbyView.Alerts -> Show(state.alerts, on.retry) { Alerts(state, it, on) }
        NearbyView.ByDistance -> ByDistance(state, on)
        NearbyView.ByDate -> Show(state.upcoming, on.retry) { ByDate(state, it, on) }
    }
}

@Composable
private fun Alerts(state: NearbyState, alerts: Listed<AlertItem>, on: NearbyActions) = Rows {
    views(state.view, on)
    if (alerts.items.isEmpty()) {
        item { Empty(Icons.Default.Notifications, say("alerts_empty"), say("alerts_empty_text")) }
    }
    listed(alerts, AlertItem::id, on.moreAlerts) { AlertRow(it) { on.openAlert(it) } }
}

@Composable
private fun AlertRow(alert: AlertItem, open: () -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    RowCard(
        title = words.phrase(alert.text, formats),
        open = open,
        above = say("alert_above", words.alertKind(alert.kind), formats.instant(alert.updated)),
        badges = { if (alert.state != AlertState.READ) Badge(say("alert_new"), Tone.Attention) },
    )
}

@Composable
private fun ByDistance(state: NearbyState, on: NearbyActions) {
    val near = state.near
    if (near is Loaded.Failed && near.error is SharenumException.CompleteProfile) {
        Rows {
            views(state.view, on)
            item {
                Empty(Icons.Default.Home, say("nearby_no_place"), say(near.error.text)) {
                    Button(onClick = on.completeProfile) { Text(say("complete_profile")) }
                }
            }
        }
        return
    }
    Show(near, on.retry) { found ->
        Rows {
            views(state.view, on)
            item(key = "radar") { Radar(found, on.open) }
            if (found.points.isEmpty()) {
                item { Empty(Icons.Default.Home, say("nearby_empty"), say("nearby_empty_text")) }
            }
            items(found.points, key = { it.subject.value }) { point -> PointRow(point) { on.open(point) } }
        }
    }
}

@Composable
private fun PointRow(point: NearPoint, open: () -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    RowCard(
        title = point.title,
        open = open,
        above = words.phrase(point.text, formats),
        text = listOfNotNull(
            point.slot?.let(formats::slot),
            point.place,
            words.phrase(point.why, formats),
        ).joinToString("\n"),
        badges = { Badge(words.nearKind(point.kind), tone(point.kind)) },
    )
}

private fun tone(kind: NearKind) = when (kind) {
    NearKind.WORKSHOP -> Tone.Good
    NearKind.REQUEST -> Tone.Attention
    NearKind.OFFER -> Tone.Plain
}

@Composable
private fun ByDate(state: NearbyState, upcoming: Listed<WorkshopItem>, on: NearbyActions) = Rows {
    views(state.view, on)
    if (upcoming.items.isEmpty()) {
        item { Empty(Icons.Default.Home, say("nearby_empty"), say("nearby_empty_text")) }
    }
    listed(upcoming, { it.common.id.value }, on.moreWorkshops) { WorkshopRow(it) { on.openWorkshop(it) } }
}

/** A workshop in a list: when, where, why it is shown, and one's own seat. */
@Composable
fun WorkshopRow(workshop: WorkshopItem, open: () -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    RowCard(
        title = workshop.title,
        open = open,
        above = formats.slot(workshop.slot),
        text = listOf(
            workshop.placeLabel,
            words.phrase(workshop.why, formats),
        ).filter(String::isNotEmpty).joinToString("\n"),
        badges = {
            Badge(words.count("seats_in_all", workshop.seats.toLong()))
            workshop.mySeat?.let { Badge(words.requestState(it), Tone.Good) }
        },
    )
}

private fun LazyListScope.views(chosen: NearbyView, on: NearbyActions) = item(key = "views") {
    FlowRow(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        View(NearbyView.Alerts, "view_alerts", chosen, on)
        View(NearbyView.ByDistance, "view_by_distance", chosen, on)
        View(NearbyView.ByDate, "view_by_date", chosen, on)
    }
}

@Composable
private fun View(view: NearbyView, text: String, chosen: NearbyView, on: NearbyActions) =
    FilterChip(selected = view == chosen, onClick = { on.show(view) }, label = { Text(say(text)) })

private fun NearPoint.target(): Route =
    if (kind == NearKind.WORKSHOP) Route.Workshop(subject) else Route.Ticket(subject)

/** Where an alert leads to; nowhere for what only a newer app knows. */
internal fun AlertItem.target(): Route? {
    val id = subject ?: return null
    return when (kind) {
        AlertKind.TicketNearby, AlertKind.ProposalReceived, AlertKind.ProposalAccepted, AlertKind.MessageReceived ->
            Route.Ticket(id)

        AlertKind.WorkshopNearby, AlertKind.SeatDecided, AlertKind.WorkshopChanged, AlertKind.WorkshopCancelled ->
            Route.Workshop(id)

        AlertKind.BookingDecided -> Route.Booking(id)

        is AlertKind.Unknown -> null
    }
}
