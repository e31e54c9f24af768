package org.sharenum.screens.help

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Check
import androidx.compose.material3.Button
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.DocumentId
import org.sharenum.companion.HelpChoices
import org.sharenum.companion.HelpSession
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.name

/** One help session: what was logged, a signature under it, and its form for who logged it. */
@Composable
fun HelpSessionPage(place: Place, id: DocumentId) {
    val model = model(place.desk, id) { HelpSessionModel(it, id) }
    val session by model.session.collectAsState()
    val choices by model.choices.collectAsState()
    val filled by model.form.filled.collectAsState()
    var editing by rememberSaveable(id.value) { mutableStateOf(false) }
    Page(say("help_session_title"), place.back) {
        Show(session, model::readAgain) { shown ->
            Column(
                Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
                verticalArrangement = Arrangement.spacedBy(8.dp),
            ) {
                HelpRow(shown, open = null)
                Actions(shown.common.actions) { action ->
                    if (action == Action.EDIT) editing = true else model.perform(action, shown)
                }
                if (editing || filled.touched) {
                    Fields(model.form, filled) {
                        EditForm(choices.value, filled, model.form) {
                            model.save {
                                editing = false
                                if (it != id) place.replace(Route.HelpSession(it))
                            }
                        }
                    }
                }
            }
        }
    }
}

@Composable
private fun EditForm(choices: HelpChoices?, filled: FormState, form: Form, save: () -> Unit) {
    FormField(form, filled, LogHelpModel.HELPER, say("help_other_helper"))
    SectionTitle(say("help_with_what"))
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        for (tool in choices?.tools.orEmpty()) {
            Choice(LocalWords.current.name(tool.name), filled[LogHelpModel.TOOL] == tool.id.value) {
                form.set(LogHelpModel.TOOL, tool.id.value)
            }
        }
    }
    FormField(form, filled, LogHelpModel.CLASS, say("help_other_class"))
    FormField(form, filled, LogHelpModel.PUPILS, say("help_pupils"), keyboard = KeyboardType.Number)
    FormField(form, filled, LogHelpModel.MINUTES, say("help_minutes"), keyboard = KeyboardType.Number)
    FormField(form, filled, LogHelpModel.WHAT, say("help_what"), help = say("help_what_help"), lines = 2)
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        for ((solved, text) in listOf(true to "help_solved", false to "help_unsolved")) {
            Choice(say(text), filled[HelpSessionModel.SOLVED] == "$solved") {
                form.set(HelpSessionModel.SOLVED, "$solved")
            }
        }
    }
    Button(onClick = save, Modifier.heightIn(min = 48.dp), enabled = !filled.sending) { Text(say("help_save")) }
}

@Composable
private fun Choice(text: String, selected: Boolean, choose: () -> Unit) = FilterChip(
    selected = selected,
    onClick = choose,
    modifier = Modifier.heightIn(min = 48.dp),
    label = { Text(text) },
    leadingIcon = if (selected) ({ Icon(Icons.Default.Check, contentDescription = null) }) else null,
)
