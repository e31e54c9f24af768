package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.HorizontalDivider
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Coverage
import org.sharenum.companion.Direction
import org.sharenum.companion.Guide
import org.sharenum.companion.Phrase
import org.sharenum.companion.Tool
import org.sharenum.companion.ToolId
import org.sharenum.companion.Training
import org.sharenum.companion.TrainingId
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.say

@Composable
internal fun NewTicketPage(place: Place) {
    val model = model(place.desk) { NewTicketModel(it) }
    val missing by model.missing.collectAsState()
    val filled by model.form.filled.collectAsState()
    place.BackInside(filled.step.before?.let { { model.goTo(it) } })
    Page(say("draft_new_ticket"), place.back) {
        NewTicketScreen(
            NewTicketState(missing.value, model.form, ticketFormState(model)),
            NewTicketActions(
                choose = model::choose,
                goTo = model::goTo,
                shown = model.form::shown,
                send = { model.send { place.replace(Route.Ticket(it)) } },
                fill = ticketFormActions(model, place),
            ),
        )
    }
}

@Composable
internal fun ticketFormState(model: TicketFormModel): TicketFormState {
    val filled by model.form.filled.collectAsState()
    val tools by model.tools.collectAsState()
    val trainings by model.trainings.collectAsState()
    val guides by model.guides.collectAsState()
    val coverage by model.coverage.collectAsState()
    return TicketFormState(filled, tools, trainings, guides, coverage)
}

internal fun ticketFormActions(model: TicketFormModel, place: Place) = TicketFormActions(
    toggle = model.form::toggle,
    setRadius = model::setRadius,
    openTraining = place.desk.shell::open,
    openGuide = { place.go(Route.Guide(it.document)) },
    completeProfile = { place.go(Route.Profile) },
    sync = { place.go(Route.Sync) },
    retry = model::readAgain,
)

/** What stands in the form of a ticket, and what the core says to it. */
class TicketFormState(
    val filled: FormState,
    val tools: Loaded<List<Tool>>,
    val trainings: Loaded<List<Training>>,
    val guides: Loaded<List<Guide>>,
    val coverage: Loaded<Coverage>,
)

/** What a person may do in the form of a ticket. */
class TicketFormActions(
    val toggle: (ToolId) -> Unit,
    val setRadius: (Int) -> Unit,
    val openTraining: (String) -> Unit,
    val openGuide: (Guide) -> Unit,
    val completeProfile: () -> Unit,
    val sync: () -> Unit,
    val retry: () -> Unit,
)

/** What the new ticket shows; [missing] is what the profile lacks. */
class NewTicketState(val missing: Phrase?, val form: Form, val ticket: TicketFormState)

/** What a person may do with a new ticket. */
class NewTicketActions(
    val choose: (Direction) -> Unit,
    val goTo: (TicketStep) -> Unit,
    val shown: (List<TrainingId>) -> Unit,
    val send: () -> Unit,
    val fill: TicketFormActions,
)

@Composable
fun NewTicketScreen(state: NewTicketState, on: NewTicketActions) {
    val filled = state.ticket.filled
    Fields(state.form, filled) {
        if (state.missing != null) {
            ProfileFirst(state.missing, on.fill.completeProfile)
            return@Fields
        }
        Column(Modifier.fillMaxSize()) {
            val step = filled.step
            Progress(step)
            // Each step begins at its top.
            key(step) {
                Column(
                    Modifier.weight(1f).fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
                    verticalArrangement = Arrangement.spacedBy(12.dp),
                ) { Step(step, state, on) }
            }
            Ways(step, filled.sending, on)
        }
    }
}

@Composable
private fun Progress(step: TicketStep) {
    val (here, all) = step.ordinal + 1 to TicketStep.entries.size
    Column(
        Modifier.fillMaxWidth().padding(horizontal = 16.dp),
        verticalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        Text(
            say("step_of", here, all),
            style = MaterialTheme.typography.labelMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
        // The line above says it in words.
        LinearProgressIndicator(
            progress = { here.toFloat() / all },
            Modifier.fillMaxWidth().clearAndSetSemantics {},
            drawStopIndicator = {},
        )
    }
}

/** The name of a step, told when it comes. */
@Composable
internal fun StepTitle(text: String) = Text(
    text,
    Modifier.semantics {
        heading()
        liveRegion = LiveRegionMode.Polite
    },
    style = MaterialTheme.typography.headlineSmall,
)

@Composable
private fun Ways(step: TicketStep, sending: Boolean, on: NewTicketActions) {
    HorizontalDivider()
    FlowRow(
        Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 8.dp),
        horizontalArrangement = Arrangement.SpaceBetween,
    ) {
        val (before, after) = step.before to step.after
        OutlinedButton(
            onClick = { before?.let(on.goTo) },
            Modifier.heightIn(min = 48.dp),
            enabled = before != null,
        ) { Text(say("previous")) }
        if (after != null) {
            Button(onClick = { on.goTo(after) }, Modifier.heightIn(min = 48.dp)) { Text(say("next")) }
        } else {
            Button(onClick = on.send, Modifier.heightIn(min = 48.dp), enabled = !sending) { Text(say("ticket_send")) }
        }
    }
}
