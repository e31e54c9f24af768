package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Direction
import org.sharenum.companion.Training
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.Wrong
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.direction
import org.sharenum.screens.words.name

/** What stands on one page of the new ticket. */
@Composable
internal fun Step(step: TicketStep, state: NewTicketState, on: NewTicketActions) {
    val ticket = state.ticket
    when (step) {
        TicketStep.Direction -> DirectionStep(ticket.filled, on.choose)
        TicketStep.Tools -> ToolsStep(ticket, on.fill)
        TicketStep.Trainings -> TrainingsStep(state.form, ticket, on)
        TicketStep.Need -> NeedStep(state.form, ticket.filled)
        TicketStep.Radius -> RadiusStep(ticket, on.fill)
        TicketStep.Review -> ReviewStep(ticket, on)
    }
}

@Composable
private fun DirectionStep(filled: FormState, choose: (Direction) -> Unit) {
    StepTitle(say("step_direction"))
    Choice(say("direction_request"), say("step_request_text"), filled.direction == Direction.Request) {
        choose(Direction.Request)
    }
    Choice(say("direction_offer"), say("step_offer_text"), filled.direction == Direction.Offer) {
        choose(Direction.Offer)
    }
    Wrong(filled, TicketField.DIRECTION)
}

/** One of two, as large as a thumb. */
@Composable
private fun Choice(title: String, text: String, selected: Boolean, choose: () -> Unit) {
    val colors = MaterialTheme.colorScheme
    Card(
        Modifier.fillMaxWidth(),
        colors =
            CardDefaults.cardColors(
                containerColor = if (selected) colors.secondaryContainer else colors.surfaceContainerLow,
            ),
    ) {
        Row(
            Modifier.fillMaxWidth().selectable(selected, role = Role.RadioButton, onClick = choose).padding(16.dp),
            horizontalArrangement = Arrangement.spacedBy(16.dp),
            verticalAlignment = Alignment.CenterVertically,
        ) {
            RadioButton(selected, onClick = null)
            Column(Modifier.weight(1f)) {
                Text(title, style = MaterialTheme.typography.titleMedium)
                Text(text, style = MaterialTheme.typography.bodyMedium)
            }
        }
    }
}

@Composable
private fun ToolsStep(ticket: TicketFormState, on: TicketFormActions) {
    StepTitle(say("step_tools"))
    Text(say("step_tools_text"))
    Show(ticket.tools, on.retry) { tools -> ToolChips(tools, ticket.filled.tools, on.toggle, on.sync) }
    Wrong(ticket.filled, TicketField.TOOLS)
}

@Composable
private fun TrainingsStep(form: Form, ticket: TicketFormState, on: NewTicketActions) {
    StepTitle(say("step_trainings"))
    if (ticket.filled.tools.isEmpty()) {
        Text(say("step_trainings_tools_first"))
        OutlinedButton(onClick = { on.goTo(TicketStep.Tools) }) { Text(say("step_trainings_to_tools")) }
        return
    }
    ShowOrProfile(ticket.trainings, on.fill.retry, on.fill.completeProfile) { trainings ->
        // Kept as shown once they are.
        LaunchedEffect(trainings) { on.shown(trainings.map { it.id }) }
        Trainings(form, ticket.filled, trainings, on.fill)
    }
    Wrong(ticket.filled, TicketField.TRAINING)
    Guides(ticket, on.fill)
}

/** The trainings that come before a ticket, and why none of them fits. */
@Composable
internal fun Trainings(form: Form, filled: FormState, trainings: List<Training>, on: TicketFormActions) {
    if (trainings.isEmpty()) {
        Text(say("step_trainings_none"))
        return
    }
    Text(say("step_trainings_text"))
    for (training in trainings) TrainingCard(training, on.openTraining)
    FormField(
        form,
        filled,
        TicketField.REASON,
        say("phrase_field_reason"),
        help = say("step_reason_help"),
        lines = 3,
    )
}

/** What can be read at once, without a network. */
@Composable
internal fun Guides(ticket: TicketFormState, on: TicketFormActions) {
    val guides = ticket.guides.value.orEmpty()
    if (guides.isEmpty()) return
    SectionTitle(say("step_guides"))
    for (guide in guides) GuideCard(guide, on.openGuide)
}

@Composable
private fun NeedStep(form: Form, filled: FormState) {
    StepTitle(say(if (filled.direction == Direction.Offer) "step_offer" else "step_need"))
    Text(say("step_need_text"))
    NeedFields(form, filled)
}

/** The need in the words of a teacher. */
@Composable
internal fun NeedFields(form: Form, filled: FormState) {
    val offer = filled.direction == Direction.Offer
    FormField(form, filled, TicketField.TITLE, say("phrase_field_title"), help = say("need_title_help"))
    FormField(
        form,
        filled,
        TicketField.NEED,
        say(if (offer) "need_offered" else "phrase_field_need"),
        help = say(if (offer) "need_offered_help" else "need_help"),
        lines = 4,
    )
    FormField(
        form,
        filled,
        TicketField.CLASS_LEVEL,
        say("phrase_field_class_level"),
        help = say("need_class_help"),
    )
    FormField(form, filled, TicketField.LEARNING_GOAL, say("phrase_field_learning_goal"), lines = 2)
    FormField(form, filled, TicketField.TRIED, say("phrase_field_tried"), help = say("optional"), lines = 2)
    FormField(form, filled, TicketField.OBSTACLE, say("phrase_field_obstacle"), help = say("optional"), lines = 2)
}

@Composable
private fun RadiusStep(ticket: TicketFormState, on: TicketFormActions) {
    StepTitle(say("step_radius"))
    Text(say("step_radius_text"))
    RadiusField(ticket.filled, on.setRadius)
    ShowOrProfile(ticket.coverage, on.retry, on.completeProfile) { CoverageText(it, on.setRadius) }
}

/** All of it once more; each part leads back to where it is changed. */
@Composable
private fun ReviewStep(ticket: TicketFormState, on: NewTicketActions) {
    val (words, filled) = LocalWords.current to ticket.filled
    val chosen = ticket.tools.value.orEmpty().filter { it.id in filled.tools }
    StepTitle(say("step_review"))
    Text(say("step_review_text"))
    Part(say("phrase_field_direction"), words.direction(filled.direction)) { on.goTo(TicketStep.Direction) }
    Part(say("phrase_field_tools"), chosen.joinToString { words.name(it.name) }) { on.goTo(TicketStep.Tools) }
    Part(say("phrase_field_reason"), filled[TicketField.REASON]) { on.goTo(TicketStep.Trainings) }
    val need = listOf(
        TicketField.NEED,
        TicketField.CLASS_LEVEL,
        TicketField.LEARNING_GOAL,
        TicketField.TRIED,
        TicketField.OBSTACLE,
    )
    Part(say("phrase_field_need"), filled[TicketField.TITLE], need.map { filled[it] }) { on.goTo(TicketStep.Need) }
    Part(say("phrase_field_radius"), LocalFormats.current.km(filled.radiusKm.toDouble())) {
        on.goTo(TicketStep.Radius)
    }
    ticket.coverage.value?.let { CoverageText(it) }
}

@Composable
private fun Part(name: String, value: String, more: List<String> = listOf(), change: () -> Unit) = RowCard(
    title = value.ifBlank { say("part_empty") },
    open = change,
    above = name,
    text = more.filter(String::isNotBlank).joinToString("\n").takeIf(String::isNotEmpty),
)
