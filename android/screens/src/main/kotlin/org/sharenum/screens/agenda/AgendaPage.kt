package org.sharenum.screens.agenda

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.DateRange
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.AgendaItem
import org.sharenum.companion.Booking
import org.sharenum.companion.CivilDate
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Registration
import org.sharenum.companion.Resource
import org.sharenum.companion.WorkshopItem
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Empty
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.listed
import org.sharenum.screens.parts.say

@Composable
internal fun AgendaPage(place: Place) {
    val model = model(place.desk) { AgendaModel(it) }
    var view by rememberSaveable { mutableStateOf(AgendaView.Next) }
    val resources by model.resources.collectAsState()
    val next by model.next.shown.collectAsState()
    val organised by model.organised.shown.collectAsState()
    val seats by model.seats.shown.collectAsState()
    val days by model.days.shown.collectAsState()
    AgendaScreen(
        AgendaState(view, resources.value.orEmpty(), next, organised, seats, days),
        AgendaActions(
            show = { view = it },
            retry = model::readAgain,
            newWorkshop = { place.go(Route.NewWorkshop(null)) },
            askFor = { place.go(Route.AskDay(it.id)) },
            openWorkshop = { place.go(Route.Workshop(it.common.id)) },
            openSeat = { place.go(Route.Workshop(it.workshop)) },
            openDay = { place.go(Route.Booking(it.common.id)) },
            perform = model::perform,
            askInstead = model::askInstead,
            moreNext = model.next::more,
            moreOrganised = model.organised::more,
            moreSeats = model.seats::more,
            moreDays = model.days::more,
        ),
    )
}

/** What the agenda shows. */
class AgendaState(
    val view: AgendaView,
    val resources: List<Resource>,
    val next: Loaded<Listed<AgendaItem>>,
    val organised: Loaded<Listed<WorkshopItem>>,
    val seats: Loaded<Listed<Registration>>,
    val days: Loaded<Listed<Booking>>,
)

/** What a person may do there. */
class AgendaActions(
    val show: (AgendaView) -> Unit,
    val retry: () -> Unit,
    val newWorkshop: () -> Unit,
    val askFor: (Resource) -> Unit,
    val openWorkshop: (WorkshopItem) -> Unit,
    val openSeat: (Registration) -> Unit,
    val openDay: (Booking) -> Unit,
    val perform: (Action, Registration) -> Unit,
    val askInstead: (Booking, CivilDate) -> Unit,
    val moreNext: () -> Unit,
    val moreOrganised: () -> Unit,
    val moreSeats: () -> Unit,
    val moreDays: () -> Unit,
)

@Composable
fun AgendaScreen(state: AgendaState, on: AgendaActions) = Page(say("agenda_title")) {
    when (state.view) {
        AgendaView.Next -> Show(state.next, on.retry) { Next(state, it, on) }
        AgendaView.Organised -> Show(state.organised, on.retry) { Organised(state, it, on) }
        AgendaView.Seats -> Show(state.seats, on.retry) { Seats(state, it, on) }
        AgendaView.Days -> Show(state.days, on.retry) { Days(state, it, on) }
    }
}

@Composable
private fun Next(state: AgendaState, next: Listed<AgendaItem>, on: AgendaActions) = Rows {
    head(state, on)
    if (next.items.isEmpty()) empty("agenda_next_empty", "agenda_next_empty_text")
    byDay(next, key = { it.id.value }, day = { it.day }, on.moreNext) { item ->
        when (item) {
            is AgendaItem.Workshop -> OwnWorkshopRow(item.workshop) { on.openWorkshop(item.workshop) }

            is AgendaItem.Day ->
                BookingRow(item.booking, open = { on.openDay(item.booking) }) { on.askInstead(item.booking, it) }
        }
    }
}

private val AgendaItem.id: DocumentId
    get() =
        when (this) {
            is AgendaItem.Workshop -> workshop.common.id
            is AgendaItem.Day -> booking.common.id
        }

private val AgendaItem.day: CivilDate
    get() =
        when (this) {
            is AgendaItem.Workshop -> workshop.slot.start.toLocalDate()
            is AgendaItem.Day -> booking.day
        }

@Composable
private fun Organised(state: AgendaState, mine: Listed<WorkshopItem>, on: AgendaActions) = Rows {
    head(state, on)
    if (mine.items.isEmpty()) empty("agenda_organised_empty", "agenda_organised_empty_text")
    byDay(mine, key = { it.common.id.value }, day = { it.slot.start.toLocalDate() }, on.moreOrganised) {
        OwnWorkshopRow(it) { on.openWorkshop(it) }
    }
}

@Composable
private fun Seats(state: AgendaState, seats: Listed<Registration>, on: AgendaActions) = Rows {
    head(state, on)
    if (seats.items.isEmpty()) empty("agenda_seats_empty", "agenda_seats_empty_text")
    byDay(seats, key = { it.common.id.value }, day = { it.slot?.start?.toLocalDate() }, on.moreSeats) { seat ->
        SeatRow(seat, open = { on.openSeat(seat) }) { on.perform(it, seat) }
    }
}

@Composable
private fun Days(state: AgendaState, days: Listed<Booking>, on: AgendaActions) = Rows {
    head(state, on)
    if (days.items.isEmpty()) empty("agenda_days_empty", "agenda_days_empty_text")
    listed(days, { it.common.id.value }, on.moreDays) { booking ->
        BookingRow(booking, open = { on.openDay(booking) }) { on.askInstead(booking, it) }
    }
}

private fun LazyListScope.empty(title: String, text: String) =
    item(key = "empty") { Empty(Icons.Default.DateRange, say(title), say(text)) }

/** What the list shows, and what can be begun from there. */
private fun LazyListScope.head(state: AgendaState, on: AgendaActions) {
    item(key = "views") {
        FlowRow(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            View(AgendaView.Next, "agenda_view_next", state.view, on)
            View(AgendaView.Organised, "agenda_view_organised", state.view, on)
            View(AgendaView.Seats, "agenda_view_seats", state.view, on)
            View(AgendaView.Days, "agenda_view_days", state.view, on)
        }
    }
    when (state.view) {
        AgendaView.Next, AgendaView.Organised ->
            item(key = "begin") {
                FilledTonalButton(onClick = on.newWorkshop, TARGET) { Text(say("workshop_new")) }
            }

        AgendaView.Days -> item(key = "begin") { AskFor(state.resources, on) }

        AgendaView.Seats -> {}
    }
}

/** What can be asked for, each by the core's leave. */
@Composable
private fun AskFor(resources: List<Resource>, on: AgendaActions) = FlowRow(
    Modifier.fillMaxWidth(),
    horizontalArrangement = Arrangement.spacedBy(8.dp),
    verticalArrangement = Arrangement.spacedBy(4.dp),
) {
    for (resource in resources) {
        if (Action.ASK_DAY in resource.actions) {
            FilledTonalButton(onClick = { on.askFor(resource) }, TARGET) { Text(say("ask_for", resource.name)) }
        }
    }
}

@Composable
private fun View(view: AgendaView, text: String, chosen: AgendaView, on: AgendaActions) =
    FilterChip(selected = view == chosen, onClick = { on.show(view) }, label = { Text(say(text)) })

private val TARGET = Modifier.heightIn(min = 48.dp)
