package org.sharenum.screens.parts

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.Button
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.screens.words.action

/**
 * What the core says a person may do with something now, in its order, one button each; the first is
 * the likely one, unless [likely] says that it stands elsewhere. What this app does not know is left out. An action of [final] cannot be taken back
 * by another change: its button asks once more, in place and with the words of the effect; so it is with what
 * the region refused, wherever it is given up.
 */
@Composable
fun Actions(
    actions: List<Action>,
    modifier: Modifier = Modifier,
    final: Map<Action, String> = mapOf(),
    likely: Boolean = true,
    perform: (Action) -> Unit,
) {
    val known = actions.filter { it != Action.UNKNOWN }
    if (known.isEmpty()) return
    FlowRow(
        modifier,
        horizontalArrangement = Arrangement.spacedBy(8.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        known.forEachIndexed { place, action ->
            val effect = final[action] ?: FINAL[action]
            when {
                effect != null -> FinalAction(action, effect) { perform(action) }

                likely && place == 0 -> Button(onClick = {
                    perform(action)
                }, TARGET) { Text(LocalWords.current.action(action)) }

                else -> OutlinedButton(onClick = {
                    perform(action)
                }, TARGET) { Text(LocalWords.current.action(action)) }
            }
        }
    }
}

/** Two steps for what nothing makes up for; the second says what it does to others. */
@Composable
private fun FinalAction(action: Action, effect: String, perform: () -> Unit) {
    var asked by rememberSaveable(action) { mutableStateOf(false) }
    if (!asked) {
        TextButton(onClick = { asked = true }, TARGET) { Text(LocalWords.current.action(action)) }
    } else {
        Button(onClick = {
            asked = false
            perform()
        }, TARGET) { Text(say(effect)) }
        TextButton(onClick = { asked = false }, TARGET) { Text(say("keep")) }
    }
}

/** What is final wherever it is offered. */
private val FINAL = mapOf(Action.DISCARD to "discard_effect")

private val TARGET = Modifier.heightIn(min = 48.dp)
