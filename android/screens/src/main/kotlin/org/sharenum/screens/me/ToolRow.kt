package org.sharenum.screens.me

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Level
import org.sharenum.companion.Proficiency
import org.sharenum.companion.Tool
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.level
import org.sharenum.screens.words.name

/** A tool of the catalogue, and what the person knows of it; [know] with none takes it out. */
@Composable
internal fun ToolRow(tool: Tool, known: Proficiency?, know: (Proficiency?) -> Unit) {
    val words = LocalWords.current
    val name = words.name(tool.name)
    Card(
        Modifier.fillMaxWidth(),
        colors = CardDefaults.cardColors(containerColor = MaterialTheme.colorScheme.surfaceContainerLow),
    ) {
        Column(Modifier.padding(horizontal = 16.dp, vertical = 12.dp)) {
            Text(name, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
            ChipChoice(
                LEVELS + listOfNotNull(known?.level as? Level.Unknown),
                known?.level,
                label = { it?.let(words::level).orEmpty() },
            ) { level -> level?.let { know((known ?: NOTHING_YET).copy(level = it)) } }
            if (known != null) More(known, name, know)
        }
    }
}

@Composable
private fun More(known: Proficiency, tool: String, know: (Proficiency?) -> Unit) {
    val words = say("me_tool_remove_name", tool)
    SwitchRow(say("me_tool_by_hand"), known.byHand, say("me_tool_by_hand_text")) { know(known.copy(byHand = it)) }
    SwitchRow(say("me_tool_in_class"), known.inClass, say("me_tool_in_class_text")) { know(known.copy(inClass = it)) }
    FlowRow(Modifier.fillMaxWidth(), horizontalArrangement = Arrangement.End) {
        TextButton(
            onClick = { know(null) },
            Modifier.heightIn(min = 48.dp).semantics { contentDescription = words },
        ) { Text(say("remove")) }
    }
}

private val LEVELS: List<Level?> = listOf(Level.Novice, Level.Intermediate, Level.Experienced)

/** What nobody has said yet counts as not done. */
private val NOTHING_YET = Proficiency(Level.Novice, byHand = false, inClass = false)
