package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Add
import androidx.compose.material.icons.filled.Email
import androidx.compose.material.icons.filled.Search
import androidx.compose.material3.ExtendedFloatingActionButton
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Draft
import org.sharenum.companion.Refused
import org.sharenum.companion.TicketFilter
import org.sharenum.companion.TicketItem
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Empty
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.listed
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.ticketFilter

@Composable
internal fun TicketsPage(place: Place) {
    val model = model(place.desk) { TicketsModel(it) }
    var filter by rememberSaveable { mutableStateOf(TicketFilter.MINE) }
    val list = remember(model, filter) { model.list(filter) }
    val drafts by model.drafts.collectAsState()
    val refused by model.refused.collectAsState()
    // A list of its own for each view: none is shown under another's name, not even for a moment.
    key(list) {
        val tickets by list.shown.collectAsState()
        TicketsScreen(
            TicketsState(filter, tickets, drafts.value.orEmpty(), refused.value.orEmpty()),
            TicketsActions(
                show = { filter = it },
                retry = model::readAgain,
                more = list::more,
                open = { place.go(Route.Ticket(it.common.id)) },
                new = { place.go(Route.NewTicket) },
                search = { place.go(Route.Search) },
                goOn = { model.goOn(it, place.go) },
                discardDraft = model::discard,
                openRefused = place.go,
                perform = { action, item -> model.perform(action, item, place.go) },
            ),
        )
    }
}

/** What the lists show. */
class TicketsState(
    val filter: TicketFilter,
    val tickets: Loaded<Listed<TicketItem>>,
    val drafts: List<Draft>,
    val refused: List<Refused>,
)

/** What a person may do there. */
class TicketsActions(
    val show: (TicketFilter) -> Unit,
    val retry: () -> Unit,
    val more: () -> Unit,
    val open: (TicketItem) -> Unit,
    val new: () -> Unit,
    val search: () -> Unit,
    val goOn: (Draft) -> Unit,
    val discardDraft: (Draft) -> Unit,
    val openRefused: (Route) -> Unit,
    val perform: (Action, Refused) -> Unit,
)

@Composable
fun TicketsScreen(state: TicketsState, on: TicketsActions) = Page(
    say("tickets_title"),
    actions = {
        IconButton(onClick = on.search) { Icon(Icons.Default.Search, contentDescription = say("search")) }
    },
    button = {
        ExtendedFloatingActionButton(
            onClick = on.new,
            // Its text is drawn only: the name is the icon's.
            icon = { Icon(Icons.Default.Add, contentDescription = say("draft_new_ticket")) },
            text = { Text(say("draft_new_ticket")) },
        )
    },
) {
    Show(state.tickets, on.retry) { tickets ->
        Rows {
            filters(state.filter, on.show)
            // What waits for its author stands where their own tickets are.
            if (state.filter == TicketFilter.MINE) waiting(state, on)
            if (tickets.items.isEmpty()) item(key = "empty") { NoTickets(state.filter) }
            listed(tickets, { it.common.id.value }, on.more) { TicketRow(it) { on.open(it) } }
        }
    }
}

private fun LazyListScope.filters(chosen: TicketFilter, show: (TicketFilter) -> Unit) = item(key = "filters") {
    FlowRow(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        for (filter in TicketFilter.entries) {
            FilterChip(
                selected = filter == chosen,
                onClick = { show(filter) },
                label = { Text(LocalWords.current.ticketFilter(filter)) },
            )
        }
    }
}

private fun LazyListScope.waiting(state: TicketsState, on: TicketsActions) {
    if (state.drafts.isNotEmpty()) {
        item(key = "drafts") { SectionTitle(say("tickets_drafts")) }
        items(state.drafts, key = { "draft/${it.form}/${it.about?.value}" }) { draft ->
            DraftRow(draft, goOn = { on.goOn(draft) }, discard = { on.discardDraft(draft) })
        }
    }
    if (state.refused.isNotEmpty()) {
        item(key = "refused") { SectionTitle(say("tickets_refused")) }
        items(state.refused) { item -> RefusedRow(item, on.openRefused) { on.perform(it, item) } }
    }
    if (state.drafts.isNotEmpty() || state.refused.isNotEmpty()) {
        item(key = "mine") { SectionTitle(say("tickets_mine")) }
    }
}

@Composable
private fun NoTickets(filter: TicketFilter) = when (filter) {
    TicketFilter.MINE -> Empty(Icons.Default.Email, say("tickets_none_mine"), say("tickets_none_mine_text"))

    TicketFilter.WHERE_I_CAN_HELP ->
        Empty(Icons.Default.Email, say("tickets_none_to_help"), say("tickets_none_to_help_text"))

    TicketFilter.ALL -> Empty(Icons.Default.Email, say("tickets_none"), say("tickets_none_text"))
}
