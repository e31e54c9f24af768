package org.sharenum.screens.nearby

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.selection.toggleable
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Checkbox
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Attendee
import org.sharenum.companion.DocumentId
import org.sharenum.companion.RequestState
import org.sharenum.companion.WorkshopDetail
import org.sharenum.companion.WorkshopItem
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.DeliveryBadge
import org.sharenum.screens.parts.Fact
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.name
import org.sharenum.screens.words.phrase
import org.sharenum.screens.words.requestState
import org.sharenum.screens.words.workshopStatus

/** One workshop, opened. */
@Composable
fun WorkshopPage(place: Place, id: DocumentId) {
    val model = model(place.desk, id) { WorkshopModel(it, id) }
    val workshop by model.workshop.collectAsState()
    val walkIn by model.walkIn.filled.collectAsState()
    val words = LocalWords.current
    Page(say("workshop_title"), place.back) {
        Show(workshop, model::readAgain) { shown ->
            WorkshopScreen(
                shown,
                model.walkIn,
                walkIn,
                WorkshopActions(
                    perform = { action -> model.perform(action, shown) { place.go(Route.EditWorkshop(id)) } },
                    checkIn = model::checkIn,
                    addWalkIn = model::addWalkIn,
                    toCalendar = { model.calendar(words, place.desk.shell::addToCalendar) },
                    share = { model.calendar(words, place.desk.shell::share) },
                    openTicket = { place.go(Route.Ticket(it)) },
                ),
            )
        }
    }
}

/** What a person may do with a workshop. */
class WorkshopActions(
    val perform: (Action) -> Unit,
    val checkIn: (Attendee, Boolean) -> Unit,
    val addWalkIn: () -> Unit,
    val toCalendar: () -> Unit,
    val share: () -> Unit,
    val openTicket: (DocumentId) -> Unit,
)

@Composable
fun WorkshopScreen(shown: WorkshopDetail, walkIn: Form, typed: FormState, on: WorkshopActions) {
    val item = shown.item
    Column(
        Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        Text(item.title, style = MaterialTheme.typography.headlineSmall)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Badge(LocalWords.current.workshopStatus(item.status))
            item.mySeat?.let { Badge(LocalWords.current.requestState(it), seatTone(it)) }
            DeliveryBadge(item.common)
        }
        Facts(item)
        if (item.description.isNotEmpty()) Text(item.description, style = MaterialTheme.typography.bodyLarge)
        // Who comes is checked in below, one by one.
        Actions(
            item.common.actions - setOf(Action.CHECK_IN, Action.ADD_WALK_IN),
            final = mapOf(Action.CANCEL to "workshop_cancel_effect", Action.CLOSE to "workshop_close_effect"),
            perform = on.perform,
        )
        if (item.calendar) {
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                OutlinedButton(onClick = on.toCalendar, Modifier.heightIn(min = 48.dp)) { Text(say("to_calendar")) }
                OutlinedButton(onClick = on.share, Modifier.heightIn(min = 48.dp)) { Text(say("share_event")) }
            }
        }
        shown.ticket?.let { ticket ->
            OutlinedButton(onClick = { on.openTicket(ticket) }, Modifier.heightIn(min = 48.dp)) {
                Text(say("open_its_ticket"))
            }
        }
        WhoComes(shown, walkIn, typed, on)
    }
}

@Composable
private fun Facts(item: WorkshopItem) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    Fact(say("when"), listOfNotNull(formats.slot(item.slot), formats.slotHere(item.slot)).joinToString("\n"))
    Fact(say("where"), listOfNotNull(item.placeLabel, item.km?.let(formats::km)).joinToString(", "))
    Fact(say("seats"), seats(item))
    if (item.tools.isNotEmpty()) Fact(say("tools"), item.tools.joinToString { words.name(it.name) })
    Fact(say("why_shown"), words.phrase(item.why, formats))
}

/** Seats in all; on the phones of the organiser and the hosts also how they are taken. */
@Composable
private fun seats(item: WorkshopItem): String {
    val taken = item.taken ?: return LocalWords.current.count("seats_in_all", item.seats.toLong())
    return say(
        "seats_taken",
        taken.confirmed.toLong(),
        taken.total.toLong(),
        taken.asked.toLong(),
        taken.waiting.toLong(),
    )
}

private fun seatTone(state: RequestState) = when (state) {
    is RequestState.Confirmed -> Tone.Good
    is RequestState.Refused -> Tone.Bad
    is RequestState.Asked, is RequestState.Waiting -> Tone.Attention
    else -> Tone.Plain
}

@Composable
private fun WhoComes(shown: WorkshopDetail, walkIn: Form, typed: FormState, on: WorkshopActions) {
    val actions = shown.item.common.actions
    if (shown.attendees.isNotEmpty()) {
        SectionTitle(say("who_comes"))
        for (attendee in shown.attendees) {
            AttendeeRow(attendee, Action.CHECK_IN in actions) { on.checkIn(attendee, it) }
        }
    }
    if (shown.walkIns.isNotEmpty()) {
        SectionTitle(say("walk_ins"))
        for (guest in shown.walkIns) Text(guest.label, Modifier.padding(vertical = 4.dp))
    }
    if (Action.ADD_WALK_IN in actions) {
        Fields(walkIn, typed) {
            FormField(walkIn, typed, WorkshopModel.LABEL, say("walk_in_label"), help = say("walk_in_help"))
            OutlinedButton(onClick = on.addWalkIn, Modifier.heightIn(min = 48.dp), enabled = !typed.sending) {
                Text(say("walk_in_add"))
            }
        }
    }
}

/** One who asked for a seat; ticked when present. The whole row is the target. */
@Composable
internal fun AttendeeRow(attendee: Attendee, mayCheckIn: Boolean, check: (Boolean) -> Unit) {
    val present = attendee.presentAt != null
    val ticked =
        if (!mayCheckIn) Modifier else Modifier.toggleable(present, role = Role.Checkbox, onValueChange = check)
    Row(
        ticked.fillMaxWidth().heightIn(min = 56.dp),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalAlignment = Alignment.CenterVertically,
    ) {
        if (mayCheckIn) Checkbox(present, onCheckedChange = null)
        // With large letters there is no room for both in one line.
        FlowRow(
            Modifier.weight(1f),
            horizontalArrangement = Arrangement.SpaceBetween,
            itemVerticalAlignment = Alignment.CenterVertically,
        ) {
            Column {
                val name = attendee.name ?: say("somebody_of", attendee.schoolName)
                Text(name, style = MaterialTheme.typography.bodyLarge)
                val under = if (attendee.name == null) "" else attendee.schoolName
                if (under.isNotEmpty()) Text(under, style = MaterialTheme.typography.bodySmall)
            }
            Badge(LocalWords.current.requestState(attendee.state), seatTone(attendee.state))
        }
    }
}
