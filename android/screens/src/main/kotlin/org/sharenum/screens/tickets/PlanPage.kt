package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.DateChoice
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Plan
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.DeliveryBadge
import org.sharenum.screens.parts.Fact
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.action
import org.sharenum.screens.words.capitalized
import org.sharenum.screens.words.error

/** The plan of two people. */
@Composable
fun PlanPage(place: Place, id: DocumentId) {
    val model = model(place.desk, id) { PlanModel(it, id) }
    val plan by model.plan.collectAsState()
    val texts by model.texts.filled.collectAsState()
    val date by model.date.filled.collectAsState()
    val words = LocalWords.current
    val ways =
        Ways(
            became = { if (it != id) place.replace(Route.Plan(it)) },
            gone = { place.back?.invoke() },
        )
    Page(say("document_plan"), place.back) {
        Show(plan, model::readAgain) { shown ->
            PlanScreen(
                shown,
                Filling(model.texts, texts),
                Filling(model.date, date),
                PlanActions(
                    perform = { model.perform(it, ways) },
                    saveTexts = model::saveTexts,
                    addDate = model::addDate,
                    forgetDate = model::forgetDate,
                    vote = model::vote,
                    choose = { model.choose(it, shown.chosen) },
                    toCalendar = { model.calendar(words, place.desk.shell::addToCalendar) },
                    share = { model.calendar(words, place.desk.shell::share) },
                    go = place.go,
                    open = place.desk.shell::open,
                ),
            )
        }
    }
}

/** A form, and what stands in it. */
class Filling(val form: Form, val filled: FormState)

/** What a person may do with a plan. */
class PlanActions(
    val perform: (Action) -> Unit,
    val saveTexts: () -> Unit,
    val addDate: () -> Unit,
    val forgetDate: () -> Unit,
    val vote: (DateChoice, Boolean?) -> Unit,
    val choose: (DateChoice) -> Unit,
    val toCalendar: () -> Unit,
    val share: () -> Unit,
    val go: (Route) -> Unit,
    val open: (String) -> Unit,
)

@Composable
fun PlanScreen(plan: Plan, texts: Filling, date: Filling, on: PlanActions) {
    val actions = plan.common.actions
    Column(
        Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        Text(
            plan.ticketTitle,
            Modifier.semantics { heading() },
            style = MaterialTheme.typography.headlineSmall,
        )
        Text(say("threads_plan_shared"), style = MaterialTheme.typography.bodyMedium)
        DeliveryBadge(plan.common)
        Actions(
            actions - ON_THE_PAGE,
            likely = false,
            perform = on.perform,
        )
        Settled(plan, on)
        SectionTitle(say("threads_plan_content"))
        if (Action.EDIT in actions) {
            Fields(texts.form, texts.filled) { Texts(plan, texts.form, texts.filled, on.saveTexts) }
        } else {
            Told(plan)
        }
        Dates(plan, date.form, date.filled, on)
        SectionTitle(say("threads_plan_with"))
        plan.contact?.let { ContactCard(it, school = null, on.open) }
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            OutlinedButton(onClick = { on.go(Route.Proposal(plan.proposal)) }, TARGET) {
                Text(say("threads_open_conversation"))
            }
            OutlinedButton(onClick = { on.go(Route.Ticket(plan.ticket)) }, TARGET) { Text(say("threads_open_ticket")) }
        }
    }
}

/** Each has its own place on the page, where its effect is seen. */
private val ON_THE_PAGE =
    setOf(Action.EDIT, Action.ADD_DATE, Action.VOTE, Action.CHOOSE_DATE, Action.PUBLISH_WORKSHOP)

/** The date that was settled, what follows from it, and its event. */
@Composable
private fun Settled(plan: Plan, on: PlanActions) {
    val chosen = plan.chosen ?: return
    val (words, formats) = LocalWords.current to LocalFormats.current
    val slot = formats.slot(chosen)
    if (plan.nextStep?.action == Action.PUBLISH_WORKSHOP) {
        NextStep(say("threads_next_publish", slot), words.action(Action.PUBLISH_WORKSHOP)) {
            on.go(Route.NewWorkshop(plan.common.id))
        }
    }
    Fact(
        say("threads_settled"),
        listOfNotNull(words.capitalized(slot), formats.slotHere(chosen)).joinToString("\n"),
    )
    if (plan.calendar) {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            OutlinedButton(onClick = on.toCalendar, TARGET) { Text(say("to_calendar")) }
            OutlinedButton(onClick = on.share, TARGET) { Text(say("share_event")) }
        }
    }
}

private val TEXTS = listOf(PlanModel.WHAT, PlanModel.FOR_WHOM, PlanModel.VENUE)

/** Three texts that both may write, each merged on its own. */
@Composable
private fun Texts(plan: Plan, form: Form, typed: FormState, save: () -> Unit) {
    PlanField(form, typed, PlanModel.WHAT, say("threads_what"), plan.what, lines = 2)
    PlanField(form, typed, PlanModel.FOR_WHOM, say("threads_for_whom"), plan.forWhom)
    PlanField(form, typed, PlanModel.VENUE, say("threads_venue"), plan.venue)
    if (TEXTS.any { it in typed.fields }) {
        Button(onClick = save, TARGET, enabled = !typed.sending) { Text(say("save")) }
    }
}

/** What is typed, and as long as nothing is, what stands in the plan. */
@Composable
private fun PlanField(form: Form, typed: FormState, name: String, label: String, stands: String, lines: Int = 1) {
    val wrong = typed.wrong?.takeIf { it.name == name }?.let { say(it.error) }
    OutlinedTextField(
        value = typed.fields[name] ?: stands,
        onValueChange = { form.set(name, it) },
        modifier = Modifier.fillMaxWidth().semantics { if (wrong != null) error(wrong) },
        label = { Text(label) },
        supportingText = wrong?.let { { Text(it) } },
        isError = wrong != null,
        minLines = lines,
    )
}

/** A plan that is over: what stood in it. */
@Composable
private fun Told(plan: Plan) {
    val texts =
        listOf("threads_what" to plan.what, "threads_for_whom" to plan.forWhom, "threads_venue" to plan.venue)
    for ((name, text) in texts) if (text.isNotEmpty()) Fact(say(name), text)
}
