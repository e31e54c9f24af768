package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.size
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.shape.RoundedCornerShape
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.automirrored.filled.Send
import androidx.compose.material3.FilledIconButton
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEvent
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.isCtrlPressed
import androidx.compose.ui.input.key.isMetaPressed
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.onPreviewKeyEvent
import androidx.compose.ui.input.key.type
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Message
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.WrongText
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.delivery
import org.sharenum.screens.words.error
import org.sharenum.screens.words.phrase

/** A line of a conversation: one's own at the end of the row, the other's at its start, each with its name. */
@Composable
internal fun Line(line: Message, other: String, perform: (Action) -> Unit) {
    val mine = line.common.mine
    val colors = MaterialTheme.colorScheme
    Column(
        Modifier.fillMaxWidth().padding(start = if (mine) 40.dp else 0.dp, end = if (mine) 0.dp else 40.dp),
        horizontalAlignment = if (mine) Alignment.End else Alignment.Start,
        verticalArrangement = Arrangement.spacedBy(4.dp),
    ) {
        Surface(
            Modifier.widthIn(max = 520.dp).semantics(mergeDescendants = true) {},
            shape = RoundedCornerShape(16.dp),
            color = if (mine) colors.primaryContainer else colors.surfaceContainerHigh,
            contentColor = if (mine) colors.onPrimaryContainer else colors.onSurface,
        ) {
            Column(
                Modifier.padding(horizontal = 14.dp, vertical = 10.dp),
                verticalArrangement = Arrangement.spacedBy(2.dp),
            ) {
                Text(if (mine) say("threads_you") else other, style = MaterialTheme.typography.labelMedium)
                Text(line.body, style = MaterialTheme.typography.bodyLarge)
                Text(travelled(line), style = MaterialTheme.typography.labelSmall)
            }
        }
        Actions(
            line.common.actions,
            likely = false,
            perform = perform,
        )
    }
}

/** When, and for one's own how far it has come. */
@Composable
private fun travelled(line: Message): String {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val at = formats.instant(line.common.created)
    val refused = line.common.refused
    return when {
        refused != null -> say("threads_line_state", at, words.phrase(refused, formats))
        line.common.mine -> say("threads_line_state", at, words.delivery(line.common.delivery))
        else -> at
    }
}

/** The field for the next line; a keyboard sends it with Ctrl and Enter. */
@Composable
internal fun Composer(form: Form, typed: FormState, send: () -> Unit) {
    val wrong = typed.wrong?.takeIf { it.name == ProposalModel.BODY }?.let { say(it.error) }
    Surface(tonalElevation = 3.dp) {
        Row(
            Modifier.fillMaxWidth().padding(horizontal = 16.dp, vertical = 8.dp),
            horizontalArrangement = Arrangement.spacedBy(8.dp),
            verticalAlignment = Alignment.Bottom,
        ) {
            val kept = typed.kept
            if (kept is Loaded.Failed) {
                // Nobody types over a line that could not be read.
                WrongText(say(kept.error), Modifier.weight(1f))
                TextButton(onClick = form::readAgain, TARGET) { Text(say("retry")) }
                return@Row
            }
            OutlinedTextField(
                value = typed[ProposalModel.BODY],
                onValueChange = { form.set(ProposalModel.BODY, it) },
                modifier =
                    Modifier.weight(1f)
                        .onPreviewKeyEvent { key -> key.sends().also { if (it) send() } }
                        .semantics { if (wrong != null) error(wrong) },
                label = { Text(say("threads_message")) },
                supportingText = wrong?.let { { Text(it) } },
                isError = wrong != null,
                maxLines = 4,
                keyboardOptions = KeyboardOptions(imeAction = ImeAction.Send),
                keyboardActions = KeyboardActions(onSend = { send() }),
            )
            FilledIconButton(
                onClick = send,
                Modifier.padding(bottom = 4.dp).size(48.dp),
                enabled = !typed.sending,
            ) { Icon(Icons.AutoMirrored.Filled.Send, contentDescription = say("send")) }
        }
    }
}

private fun KeyEvent.sends() = type == KeyEventType.KeyDown && key == Key.Enter && (isCtrlPressed || isMetaPressed)
