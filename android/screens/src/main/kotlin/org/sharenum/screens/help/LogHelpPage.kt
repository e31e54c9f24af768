package org.sharenum.screens.help

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Check
import androidx.compose.material.icons.filled.Close
import androidx.compose.material3.Button
import androidx.compose.material3.Card
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.sharenum.companion.HelpChoices
import org.sharenum.companion.HelpSession
import org.sharenum.companion.HelpTimer
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.OFFERED
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.Wrong
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.name

/** A help session to log. */
@Composable
fun LogHelpPage(place: Place) {
    val model = model(place.desk) { LogHelpModel(it) }
    val choices by model.choices.collectAsState()
    val filled by model.form.filled.collectAsState()
    val timer by model.timer.collectAsState()
    val logged by model.logged.collectAsState()
    val sessions by model.sessions.shown.collectAsState()
    Page(say("help_log_title"), place.back) {
        Show(choices, model::readAgain) { offered ->
            Fields(model.form, filled) {
                LogHelpScreen(
                    LogHelpState(offered, filled, timer, logged != null, sessions),
                    model.form,
                    LogHelpActions(
                        retry = model::readAgain,
                        log = model::log,
                        start = model::start,
                        discardTimer = model::discardTimer,
                        changeLast = { logged?.let { place.go(Route.HelpSession(it)) } },
                        open = { place.go(Route.HelpSession(it.common.id)) },
                    ),
                )
            }
        }
    }
}

/** What stands in the form, and around it. */
class LogHelpState(
    val choices: HelpChoices,
    val filled: FormState,
    val timer: Loaded<HelpTimer?>,
    /** Whether something was logged here since the page was opened. */
    val justLogged: Boolean,
    val sessions: Loaded<Listed<HelpSession>>,
)

/** What a mini-tech may do there. */
class LogHelpActions(
    val retry: () -> Unit,
    val log: (solved: Boolean) -> Unit,
    val start: () -> Unit,
    val discardTimer: () -> Unit,
    val changeLast: () -> Unit,
    val open: (HelpSession) -> Unit,
)

@Composable
fun LogHelpScreen(state: LogHelpState, form: Form, on: LogHelpActions) = Column(
    Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
    verticalArrangement = Arrangement.spacedBy(8.dp),
) {
    val filled = state.filled
    if (state.justLogged) JustLogged(on.changeLast)
    SectionTitle(say("help_who"))
    Choices(
        state.choices.helpers.map {
            Choice(it, it)
        },
        filled,
        form,
        LogHelpModel.HELPER,
        say("help_other_helper"),
    )
    SectionTitle(say("help_with_what"))
    val tools = state.choices.tools.map { Choice(it.id.value, LocalWords.current.name(it.name)) }
    Choices(tools, filled, form, LogHelpModel.TOOL)
    SectionTitle(say("help_whom"))
    Choices(state.choices.classes.map { Choice(it, it) }, filled, form, LogHelpModel.CLASS, say("help_other_class"))
    SectionTitle(say("help_how_long"))
    Show(state.timer, on.retry) { Length(it, filled, form, on) }
    More(filled, form)
    Solved(filled, on)
    Recent(state.sessions, on.open)
}

/** Something to choose: what is kept of it, and what is read. */
private class Choice(val value: String, val text: String)

/**
 * One of a few by one tap, or another by typing. What was chosen is marked by a tick as well as by its
 * colour; a second tap takes it back.
 */
@Composable
private fun Choices(choices: List<Choice>, filled: FormState, form: Form, name: String, other: String? = null) {
    val chosen = filled[name]
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        for (choice in choices) {
            val selected = choice.value == chosen
            FilterChip(
                selected = selected,
                onClick = { form.set(name, if (selected) "" else choice.value) },
                modifier = Modifier.heightIn(min = 48.dp),
                label = { Text(choice.text) },
                leadingIcon = if (selected) ({ Icon(Icons.Default.Check, contentDescription = null) }) else null,
            )
        }
    }
    if (other != null) {
        var typing by rememberSaveable(name) { mutableStateOf(false) }
        val typed = chosen.isNotEmpty() && choices.none { it.value == chosen }
        if (typing || typed || choices.isEmpty()) {
            FormField(form, filled, name, other)
        } else {
            TextButton(onClick = { typing = true }, Modifier.heightIn(min = 48.dp)) { Text(other) }
            Wrong(filled, name)
        }
    } else {
        Wrong(filled, name)
    }
}

/** What the timer measures, or a length by one tap. */
@Composable
private fun Length(timer: HelpTimer?, filled: FormState, form: Form, on: LogHelpActions) {
    if (timer != null) {
        Card(Modifier.fillMaxWidth()) {
            Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
                val clock = timer.elapsed.let { "%d:%02d".format(it.toMinutes(), it.toSecondsPart()) }
                Text(
                    timer.minutes?.let { LocalFormats.current.minutes(it.toLong()) } ?: clock,
                    style = MaterialTheme.typography.headlineMedium,
                )
                Text(say("help_timer_runs"), style = MaterialTheme.typography.bodySmall)
                TextButton(onClick = on.discardTimer, Modifier.heightIn(min = 48.dp)) {
                    Text(say("help_timer_discard"))
                }
            }
        }
        return
    }
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        for (minutes in OFFERED.helpLengths) {
            FilterChip(
                selected = filled[LogHelpModel.MINUTES] == "$minutes",
                onClick = { form.set(LogHelpModel.MINUTES, "$minutes") },
                modifier = Modifier.heightIn(min = 48.dp),
                label = { Text(LocalFormats.current.minutes(minutes.toLong())) },
            )
        }
        OutlinedButton(onClick = on.start, Modifier.heightIn(min = 48.dp)) { Text(say("help_timer_start")) }
    }
    Wrong(filled, LogHelpModel.MINUTES)
}

/** What may stay as it is. */
@Composable
private fun More(filled: FormState, form: Form) {
    var open by rememberSaveable { mutableStateOf(false) }
    if (!open && filled.wrong?.name !in listOf(LogHelpModel.PUPILS, LogHelpModel.WHAT)) {
        TextButton(onClick = { open = true }, Modifier.heightIn(min = 48.dp)) { Text(say("help_more")) }
        return
    }
    FormField(form, filled, LogHelpModel.PUPILS, say("help_pupils"), keyboard = KeyboardType.Number)
    FormField(form, filled, LogHelpModel.MINUTES, say("help_minutes"), keyboard = KeyboardType.Number)
    FormField(form, filled, LogHelpModel.WHAT, say("help_what"), help = say("help_what_help"), lines = 2)
}

/** The last tap: it logs. */
@Composable
private fun Solved(filled: FormState, on: LogHelpActions) {
    // A session names its tool from the list, or there is none to log.
    val tool = filled[LogHelpModel.TOOL].isNotEmpty()
    if (!tool) Text(say("help_choose_tool"), style = MaterialTheme.typography.bodyMedium)
    FlowRow(
        Modifier.fillMaxWidth().padding(vertical = 8.dp),
        horizontalArrangement = Arrangement.spacedBy(12.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        Button(onClick = { on.log(true) }, Modifier.heightIn(min = 56.dp), enabled = tool && !filled.sending) {
            Icon(Icons.Default.Check, contentDescription = null)
            Text(say("help_log_solved"), Modifier.padding(start = 8.dp))
        }
        FilledTonalButton(onClick = {
            on.log(false)
        }, Modifier.heightIn(min = 56.dp), enabled = tool && !filled.sending) {
            Icon(Icons.Default.Close, contentDescription = null)
            Text(say("help_log_unsolved"), Modifier.padding(start = 8.dp))
        }
    }
}

@Composable
private fun JustLogged(change: () -> Unit) = Card(Modifier.fillMaxWidth()) {
    Row(Modifier.padding(horizontal = 16.dp, vertical = 4.dp)) {
        Text(say("help_just_logged"), Modifier.weight(1f).padding(vertical = 12.dp))
        TextButton(onClick = change, Modifier.heightIn(min = 48.dp)) { Text(say("help_change")) }
    }
}

@Composable
private fun Recent(sessions: Loaded<Listed<HelpSession>>, open: (HelpSession) -> Unit) {
    val listed = (sessions as? Loaded.Ready)?.value ?: return
    if (listed.items.isEmpty()) return
    SectionTitle(say("help_recent"))
    // The first page only: a tablet logs, the teacher's phone leafs.
    for (session in listed.items.take(RECENT)) HelpRow(session) { open(session) }
}

private const val RECENT = 5
