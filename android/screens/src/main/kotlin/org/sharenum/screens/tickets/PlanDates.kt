package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Check
import androidx.compose.material.icons.filled.CheckCircle
import androidx.compose.material3.Button
import androidx.compose.material3.Card
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.key
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import java.time.LocalTime
import org.sharenum.companion.Action
import org.sharenum.companion.DateChoice
import org.sharenum.companion.Plan
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.OFFERED
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.action
import org.sharenum.screens.words.capitalized

/** The dates that were proposed, whom each suits, and one more. */
@Composable
internal fun Dates(plan: Plan, form: Form, typed: FormState, on: PlanActions) {
    val actions = plan.common.actions
    val may = Action.ADD_DATE in actions
    if (plan.dates.isEmpty() && !may) return
    SectionTitle(say("threads_dates"))
    if (plan.dates.isEmpty()) Text(say("threads_no_dates"), style = MaterialTheme.typography.bodyMedium)
    // By its date: what was asked about one is not answered for another that came before it.
    for (date in plan.dates) key(date.slot) { DateCard(plan, date, on) }
    if (may) Fields(form, typed) { AddDate(form, typed, on) }
}

@Composable
private fun DateCard(plan: Plan, date: DateChoice, on: PlanActions) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val actions = plan.common.actions
    Card(Modifier.fillMaxWidth(), colors = calm()) {
        Column(Modifier.fillMaxWidth().padding(16.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Text(
                words.capitalized(formats.slot(date.slot)),
                Modifier.semantics { heading() },
                style = MaterialTheme.typography.titleMedium,
            )
            formats.slotHere(date.slot)?.let { Text(it, style = MaterialTheme.typography.bodyMedium) }
            Text(
                say("threads_votes", date.yes.toLong(), date.no.toLong()),
                style = MaterialTheme.typography.bodyMedium,
            )
            if (date.slot == plan.chosen) Badge(say("threads_settled"), Tone.Good, Icons.Default.CheckCircle)
            FlowRow(
                horizontalArrangement = Arrangement.spacedBy(8.dp),
                verticalArrangement = Arrangement.spacedBy(4.dp),
            ) {
                if (Action.VOTE in actions) {
                    Vote("threads_suits", date.myVote == true) { on.vote(date, true.takeIf { date.myVote != true }) }
                    Vote("threads_suits_not", date.myVote == false) {
                        on.vote(date, false.takeIf { date.myVote != false })
                    }
                }
                if (Action.CHOOSE_DATE in actions && date.slot != plan.chosen) {
                    Settle(final = plan.chosen == null) { on.choose(date) }
                }
            }
        }
    }
}

/** Tapped once more, the answer is taken back. */
@Composable
private fun Vote(text: String, said: Boolean, vote: () -> Unit) = FilterChip(
    selected = said,
    onClick = vote,
    label = { Text(say(text)) },
    modifier = TARGET,
    leadingIcon = if (said) ({ Tick() }) else null,
)

@Composable
private fun Tick() = Icon(Icons.Default.Check, contentDescription = null, Modifier.size(18.dp))

/** The first time nothing makes up for it, so it is asked once more; later the earlier date can be settled again. */
@Composable
private fun Settle(final: Boolean, settle: () -> Unit) {
    var asked by rememberSaveable { mutableStateOf(false) }
    when {
        !asked ->
            OutlinedButton(onClick = { if (final) asked = true else settle() }, TARGET) {
                Text(LocalWords.current.action(Action.CHOOSE_DATE))
            }

        else -> {
            val sure = {
                asked = false
                settle()
            }
            Button(onClick = sure, TARGET) { Text(say("threads_choose_effect")) }
            TextButton(onClick = { asked = false }, TARGET) { Text(say("cancel")) }
        }
    }
}

/** One more date: a day, an hour, a length, each by a tap. */
@Composable
private fun AddDate(form: Form, typed: FormState, on: PlanActions) {
    var opened by rememberSaveable { mutableStateOf(false) }
    // A day that was tapped before the app was killed is still there.
    if (!opened && typed.day == null) {
        OutlinedButton(onClick = { opened = true }, TARGET) { Text(say("threads_add_date")) }
        return
    }
    val words = LocalWords.current
    val slot = typed.slot(LocalFormats.current.zone.id)
    // It closes with its day; a date that is not taken keeps its day, and stays open.
    val add = {
        opened = false
        on.addDate()
    }
    val forget = {
        opened = false
        on.forgetDate()
    }
    Column(Modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        DayPicker(typed.day) { form.set(PlanModel.DAY, it.toString()) }
        Times(form, typed)
        typed.wrong?.let {
            Text(
                say(it.error),
                color = MaterialTheme.colorScheme.error,
                style = MaterialTheme.typography.bodyMedium,
            )
        }
        Text(
            slot?.let { words.capitalized(LocalFormats.current.slot(it)) } ?: say("threads_choose_day"),
            style = MaterialTheme.typography.titleMedium,
        )
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            Button(onClick = add, TARGET, enabled = slot != null && !typed.sending) {
                Text(say("threads_add_this_date"))
            }
            TextButton(onClick = forget, TARGET) { Text(say("cancel")) }
        }
    }
}

@Composable
private fun Times(form: Form, typed: FormState) {
    val formats = LocalFormats.current
    val start = typed.start
    val hours = OFFERED.hours.map { LocalTime.of(it.toInt(), 0) }
    Choice(say("threads_hour"), hours, { it.hour == start.hour }, formats::time) {
        form.set(PlanModel.START, it.withMinute(start.minute).toString())
    }
    val quarters = OFFERED.quarters.map { start.withMinute(it.toInt()) }
    Choice(say("threads_quarter"), quarters, { it == start }, formats::time) {
        form.set(PlanModel.START, it.toString())
    }
    Choice(say("threads_length"), OFFERED.lengths, { it == typed.minutes }, { formats.duration(it.toLong()) }) {
        form.set(PlanModel.MINUTES, it.toString())
    }
}

/** One of a few, all in view. */
@Composable
private fun <T> Choice(title: String, all: List<T>, chosen: (T) -> Boolean, name: (T) -> String, choose: (T) -> Unit) =
    Column {
        Text(title, style = MaterialTheme.typography.labelLarge)
        FlowRow(
            horizontalArrangement = Arrangement.spacedBy(8.dp),
            verticalArrangement = Arrangement.spacedBy(4.dp),
        ) {
            for (one in all) {
                FilterChip(
                    selected = chosen(one),
                    onClick = { choose(one) },
                    label = { Text(name(one)) },
                    modifier = TARGET,
                )
            }
        }
    }
