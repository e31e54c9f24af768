package org.sharenum.screens.join

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Button
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardCapitalization
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.sharenum.companion.ScannedInvitation
import org.sharenum.companion.SharenumException
import org.sharenum.companion.code
import org.sharenum.companion.field
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.error

/** What was typed of an invitation. */
class Invitation(val typed: String, val hub: String)

/** What a person may do with it. */
class JoinActions(
    val type: (String) -> Unit,
    val typeHub: (String) -> Unit,
    val join: () -> Unit,
    val cancel: () -> Unit,
    /** None where there is no camera. */
    val photograph: (() -> Unit)?,
)

/** An invitation as a link, a code or a picture, and the button that uses it. */
@Composable
fun JoinFields(state: JoinState, invitation: Invitation, on: JoinActions) {
    val idle = state.step == JoinStep.Waiting || state.step == JoinStep.Joined
    Column(Modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(12.dp)) {
        on.photograph?.let { Camera(idle, it) }
        val scanned = state.scanned?.takeIf { it.link == invitation.typed }
        if (scanned != null) Scanned(scanned)
        AddressField(
            invitation.typed,
            on.type,
            say("join_invitation"),
            say("join_invitation_help"),
            state.error.under(INVITATION),
            on.join,
        )
        AddressField(
            invitation.hub,
            on.typeHub,
            say("join_hub"),
            say("join_hub_help"),
            state.error.under(ADDRESS),
            on.join,
        )
        state.error?.takeIf { it.field !in setOf(INVITATION, ADDRESS) }?.let { Elsewhere(it) }
        if (idle) {
            Button(onClick = on.join, Modifier.fillMaxWidth().heightIn(min = 48.dp)) { Text(say("join_join")) }
        } else {
            Busy(state.step, on.cancel)
        }
    }
}

@Composable
private fun Camera(idle: Boolean, photograph: () -> Unit) {
    OutlinedButton(onClick = photograph, Modifier.fillMaxWidth().heightIn(min = 48.dp), enabled = idle) {
        Text(say("join_photograph"))
    }
    Text(
        say("join_or"),
        Modifier.fillMaxWidth(),
        style = MaterialTheme.typography.bodyMedium,
        color = MaterialTheme.colorScheme.onSurfaceVariant,
    )
}

/** Which hub would be asked: seen before anything is. */
@Composable
private fun Scanned(scanned: ScannedInvitation) = Card(
    Modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite },
    colors = CardDefaults.cardColors(containerColor = MaterialTheme.colorScheme.primaryContainer),
) {
    Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        Text(say("join_scanned"), style = MaterialTheme.typography.titleMedium)
        Text(say("join_scanned_hub", scanned.hub), style = MaterialTheme.typography.bodyMedium)
    }
}

/** A text that nobody writes by heart: no capitals and no corrections of a keyboard. Enter goes on. */
@Composable
internal fun AddressField(
    value: String,
    type: (String) -> Unit,
    label: String,
    help: String,
    wrong: SharenumException?,
    enter: () -> Unit,
) {
    val said = wrong?.let { say(it) }
    OutlinedTextField(
        value = value,
        onValueChange = type,
        modifier = Modifier.fillMaxWidth().semantics { if (said != null) error(said) },
        label = { Text(label) },
        supportingText = { Text(said ?: help) },
        isError = said != null,
        singleLine = true,
        keyboardOptions =
            KeyboardOptions(
                capitalization = KeyboardCapitalization.None,
                autoCorrectEnabled = false,
                keyboardType = KeyboardType.Uri,
                imeAction = ImeAction.Go,
            ),
        keyboardActions = KeyboardActions(onGo = { enter() }),
    )
}

/** What is wrong with neither field: the network, the hub. */
@Composable
private fun Elsewhere(error: SharenumException) =
    Column(Modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite }) {
        Text(say(error), color = MaterialTheme.colorScheme.error)
        Text(
            say("error_code", error.code),
            style = MaterialTheme.typography.bodySmall,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
        )
    }

@Composable
private fun Busy(step: JoinStep, cancel: () -> Unit) {
    LinearProgressIndicator(Modifier.fillMaxWidth())
    FlowRow(
        Modifier.fillMaxWidth(),
        horizontalArrangement = Arrangement.SpaceBetween,
        itemVerticalAlignment = Alignment.CenterVertically,
    ) {
        Text(
            say(if (step == JoinStep.Reading) "join_reading" else "join_asking"),
            Modifier.semantics { liveRegion = LiveRegionMode.Polite },
        )
        if (step == JoinStep.Asking) {
            OutlinedButton(onClick = cancel, Modifier.heightIn(min = 48.dp)) { Text(say("cancel")) }
        }
    }
}

private fun SharenumException?.under(field: String) = this?.takeIf { it.field == field }

/** The core's names of the two fields. */
private const val INVITATION = "field.invitation"
internal const val ADDRESS = "field.address"
