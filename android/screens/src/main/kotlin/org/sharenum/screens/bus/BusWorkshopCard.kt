package org.sharenum.screens.bus

import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.BusWorkshop
import org.sharenum.screens.nearby.AttendeeRow
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.say
import org.sharenum.screens.parts.sayCount
import org.sharenum.screens.words.capitalized
import org.sharenum.screens.words.workshopStatus

/** One workshop of the day at the door: who comes, one tap each, and who came unannounced. */
@Composable
internal fun BusWorkshopCard(shown: BusWorkshop, on: BusActions) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val (item, id) = shown.workshop to shown.workshop.common.id
    val actions = item.common.actions
    RowCard(
        title = item.title,
        open = { on.openWorkshop(id) },
        above = words.capitalized(formats.slot(item.slot)),
        text = item.placeLabel,
        badges = {
            Badge(sayCount("bus_present", shown.present.toLong()), Tone.Good)
            Badge(sayCount("seats_in_all", item.seats.toLong()))
            Badge(words.workshopStatus(item.status))
        },
    ) {
        if (shown.attendees.isEmpty()) Text(say("bus_nobody"), style = MaterialTheme.typography.bodyMedium)
        for (attendee in shown.attendees) {
            AttendeeRow(attendee, Action.CHECK_IN in actions) { on.checkIn(id, attendee, it) }
        }
        if (shown.walkIns.isNotEmpty()) {
            Text(say("walk_ins"), style = MaterialTheme.typography.titleSmall)
            for (guest in shown.walkIns) Text(guest.label, Modifier.padding(vertical = 4.dp))
        }
        val form = on.walkIn(id)
        if (Action.ADD_WALK_IN in actions && form != null) {
            val typed by form.filled.collectAsState()
            Fields(form, typed) {
                FormField(form, typed, BusModel.LABEL, say("walk_in_label"), help = say("walk_in_help"))
                OutlinedButton(
                    onClick = { on.addWalkIn(id) },
                    Modifier.heightIn(min = 48.dp),
                    enabled = !typed.sending,
                ) { Text(say("walk_in_add")) }
            }
        }
    }
}
