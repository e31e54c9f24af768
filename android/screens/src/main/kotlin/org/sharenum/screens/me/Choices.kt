package org.sharenum.screens.me

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.foundation.selection.toggleable
import androidx.compose.material3.DropdownMenu
import androidx.compose.material3.DropdownMenuItem
import androidx.compose.material3.ExtendedFloatingActionButton
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Switch
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.role
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import java.time.LocalTime
import org.sharenum.screens.Shell
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.language

/** Something that is on or off; the whole row is the target. */
@Composable
internal fun SwitchRow(title: String, on: Boolean, text: String? = null, turn: (Boolean) -> Unit) = Row(
    Modifier.fillMaxWidth().toggleable(on, role = Role.Switch, onValueChange = turn).heightIn(min = 56.dp)
        .padding(vertical = 4.dp),
    horizontalArrangement = Arrangement.spacedBy(16.dp),
    verticalAlignment = Alignment.CenterVertically,
) {
    Column(Modifier.weight(1f)) {
        Text(title, style = MaterialTheme.typography.bodyLarge)
        if (text != null) Quiet(text)
    }
    Switch(on, onCheckedChange = null)
}

/** One of several, under each other; the whole row is the target. */
@Composable
internal fun RadioRow(title: String, chosen: Boolean, text: String? = null, choose: () -> Unit) = Row(
    Modifier.fillMaxWidth().selectable(chosen, role = Role.RadioButton, onClick = choose).heightIn(min = 48.dp),
    horizontalArrangement = Arrangement.spacedBy(12.dp),
    verticalAlignment = Alignment.CenterVertically,
) {
    RadioButton(chosen, onClick = null)
    Column(Modifier.weight(1f)) {
        Text(title, style = MaterialTheme.typography.bodyLarge)
        if (text != null) Quiet(text)
    }
}

/** One of a few short ones, side by side as far as there is room. */
@Composable
internal fun <T> ChipChoice(
    options: List<T>,
    chosen: T,
    label: @Composable (T) -> String,
    modifier: Modifier = Modifier,
    choose: (T) -> Unit,
) = FlowRow(
    modifier.fillMaxWidth().selectableGroup(),
    horizontalArrangement = Arrangement.spacedBy(8.dp),
) {
    for (option in options) {
        FilterChip(
            selected = option == chosen,
            onClick = { choose(option) },
            label = { Text(label(option)) },
            modifier = Modifier.semantics { role = Role.RadioButton },
        )
    }
}

/** A time of the day, to the half hour; one that was set elsewhere is shown as it is. */
@Composable
internal fun TimeChoice(label: String, time: LocalTime, choose: (LocalTime) -> Unit) {
    var open by remember { mutableStateOf(false) }
    val formats = LocalFormats.current
    val name = say("me_time", label, formats.time(time))
    Box {
        OutlinedButton(
            onClick = { open = true },
            Modifier.heightIn(min = 48.dp).semantics { contentDescription = name },
        ) { Text(name) }
        DropdownMenu(open, onDismissRequest = { open = false }, Modifier.heightIn(max = 320.dp)) {
            for (option in HALF_HOURS) {
                DropdownMenuItem(
                    text = { Text(formats.time(option)) },
                    onClick = {
                        open = false
                        choose(option)
                    },
                )
            }
        }
    }
}

private val HALF_HOURS = (0L until 48L).map { LocalTime.MIDNIGHT.plusMinutes(30 * it) }

/** Which language the app speaks; another one is spoken at once. */
@Composable
internal fun LanguageChoice(shell: Shell) {
    val choices by shell.choices.collectAsState()
    val words = LocalWords.current
    Column {
        SectionTitle(say("me_language"))
        ChipChoice(
            listOf(null) + Language.entries,
            choices.language,
            label = { it?.let(words::language) ?: say("me_language_device") },
        ) { shell.choose(choices.copy(language = it)) }
    }
}

/** What is said beside the matter. */
@Composable
internal fun Quiet(text: String, modifier: Modifier = Modifier) = Text(
    text,
    modifier,
    style = MaterialTheme.typography.bodyMedium,
    color = MaterialTheme.colorScheme.onSurfaceVariant,
)

/** The likely action of a page, over its list; the other form of Material's hides its word from screen readers. */
@Composable
internal fun FloatingButton(icon: ImageVector, text: String, press: () -> Unit) =
    ExtendedFloatingActionButton(onClick = press) {
        Icon(icon, contentDescription = null)
        Text(text, Modifier.padding(start = 12.dp))
    }
