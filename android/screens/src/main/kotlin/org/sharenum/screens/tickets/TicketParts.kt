package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.AccountCircle
import androidx.compose.material.icons.filled.Check
import androidx.compose.material3.Button
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Guide
import org.sharenum.companion.Phrase
import org.sharenum.companion.SharenumException
import org.sharenum.companion.Tool
import org.sharenum.companion.ToolId
import org.sharenum.companion.Training
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.parts.Empty
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.error
import org.sharenum.screens.words.name

/** The tools of the catalogue, each chosen or not. */
@Composable
internal fun ToolChips(tools: List<Tool>, chosen: List<ToolId>, toggle: (ToolId) -> Unit, sync: () -> Unit) {
    if (tools.isEmpty()) {
        Text(say("ticket_no_tools"))
        OutlinedButton(onClick = sync, Modifier.heightIn(min = 48.dp)) { Text(say("ticket_to_sync")) }
        return
    }
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        for (tool in tools) {
            val selected = tool.id in chosen
            FilterChip(
                selected = selected,
                onClick = { toggle(tool.id) },
                label = { Text(LocalWords.current.name(tool.name)) },
                // Chosen is not told by the colour alone.
                leadingIcon = { if (selected) Icon(Icons.Default.Check, contentDescription = null) },
            )
        }
    }
}

/** A training of the academy: what one learns there, and the way to it. */
@Composable
internal fun TrainingCard(training: Training, open: (String) -> Unit) =
    RowCard(title = training.title, text = training.summary.takeIf(String::isNotEmpty)) {
        if (training.url.isNotEmpty()) {
            OutlinedButton(onClick = { open(training.url) }, Modifier.heightIn(min = 48.dp)) {
                Text(say("training_open"))
            }
        }
    }

/** A guide, to be read without a network. */
@Composable
internal fun GuideCard(guide: Guide, open: (Guide) -> Unit) = RowCard(
    title = guide.title,
    open = { open(guide) },
    above = guide.tools.map { LocalWords.current.name(it.name) }.joinToString(),
)

/** As `Show`; where the profile is what is missing, the way to it. */
@Composable
internal fun <T> ShowOrProfile(
    loaded: Loaded<T>,
    retry: () -> Unit,
    completeProfile: () -> Unit,
    content: @Composable (T) -> Unit,
) {
    val error = (loaded as? Loaded.Failed)?.error
    if (error is SharenumException.CompleteProfile) {
        ProfileFirst(error.text, completeProfile)
    } else {
        Show(loaded, retry, content)
    }
}

/** What the profile lacks, and the way to it. */
@Composable
internal fun ProfileFirst(missing: Phrase, completeProfile: () -> Unit) =
    Empty(Icons.Default.AccountCircle, say("ticket_profile_first"), say(missing)) {
        Button(onClick = completeProfile, Modifier.heightIn(min = 48.dp)) { Text(say("complete_profile")) }
    }
