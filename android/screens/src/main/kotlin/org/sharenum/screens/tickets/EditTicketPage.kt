package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.DocumentId
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.Wrong
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.direction

@Composable
internal fun EditTicketPage(place: Place, id: DocumentId) {
    val model = model(place.desk, id) { EditTicketModel(it, id) }
    val ticket by model.ticket.collectAsState()
    val state = ticketFormState(model)
    val fill = ticketFormActions(model, place)
    Page(say("ticket_edit"), place.back) {
        Show(ticket, model::readAgain) {
            Fields(model.form, state.filled) {
                EditTicketScreen(model.form, state, fill) { model.save { now -> place.leave(id, now) } }
            }
        }
    }
}

/** Back to the ticket that was changed; there is another one when the region had refused it. */
private fun Place.leave(before: DocumentId, now: DocumentId) {
    val back = back
    if (back != null && now == before) back() else replace(Route.Ticket(now))
}

@Composable
fun EditTicketScreen(form: Form, state: TicketFormState, on: TicketFormActions, save: () -> Unit) {
    val filled = state.filled
    Column(
        Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
        verticalArrangement = Arrangement.spacedBy(12.dp),
    ) {
        Text(LocalWords.current.direction(filled.direction), style = MaterialTheme.typography.titleMedium)
        NeedFields(form, filled)
        SectionTitle(say("phrase_field_radius"))
        RadiusField(filled, on.setRadius)
        ShowOrProfile(state.coverage, on.retry, on.completeProfile) { CoverageText(it, on.setRadius) }
        SectionTitle(say("phrase_field_tools"))
        Show(state.tools, on.retry) { tools -> ToolChips(tools, filled.tools, on.toggle, on.sync) }
        Wrong(filled, TicketField.TOOLS)
        SectionTitle(say("phrase_field_training"))
        ShowOrProfile(state.trainings, on.retry, on.completeProfile) { Trainings(form, filled, it, on) }
        Wrong(filled, TicketField.TRAINING)
        Button(onClick = save, Modifier.heightIn(min = 48.dp), enabled = !filled.sending) { Text(say("save")) }
    }
}
