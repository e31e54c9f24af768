package org.sharenum.screens.sync

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.text.KeyboardActions
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material3.Button
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.ImeAction
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.sharenum.companion.MetHub
import org.sharenum.screens.Around
import org.sharenum.screens.SeenHub
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.hubRole

/** A bus that is there: what this device sees around it, and the door that was photographed. */
@Composable
internal fun BusInReach(shown: SyncShown, running: Boolean, on: SyncActions) =
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        shown.door?.let { Door(it, running, on) }
        val around = shown.around
        if (around is Around.Found) {
            for (seen in around.hubs) Seen(seen, running, on)
        }
    }

/** The ways to a bus that this device does not see: the code on its door, or its address. */
@Composable
internal fun OtherBus(shown: SyncShown, running: Boolean, on: SyncActions) =
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        SectionTitle(say("sync_bus"))
        if (shown.around is Around.NotAllowed) NotAllowed(on)
        on.photographDoor?.let { photograph ->
            OutlinedButton(onClick = photograph, Modifier.heightIn(min = 48.dp), enabled = !running) {
                Text(say("sync_photograph_door"))
            }
        }
        HubAddress(running, on)
    }

/** A hub that announces itself: anybody could, so that it is looked at before it is asked. */
@Composable
private fun Seen(seen: SeenHub, running: Boolean, on: SyncActions) = RowCard(
    title = seen.name,
    above = LocalWords.current.hubRole(seen.hub.role),
    text = seen.hub.url,
) { SyncWith(seen.hub.url, running, on) }

/** What stands on the door. */
@Composable
private fun Door(door: MetHub, running: Boolean, on: SyncActions) =
    Column(Modifier.semantics { liveRegion = LiveRegionMode.Polite }) {
        RowCard(
            title = say("sync_door_read"),
            above = LocalWords.current.hubRole(door.role),
            text = door.url,
        ) {
            Button(
                onClick = { on.syncHub(door.url) },
                Modifier.heightIn(min = 48.dp),
                enabled = !running,
            ) { Text(say("sync_with_this")) }
        }
    }

/** The way to a hub that is shown. */
@Composable
internal fun SyncWith(url: String, running: Boolean, on: SyncActions) = OutlinedButton(
    onClick = { on.syncHub(url) },
    Modifier.heightIn(min = 48.dp),
    enabled = !running,
) { Text(say("sync_with_this")) }

@Composable
private fun NotAllowed(on: SyncActions) {
    Text(say("sync_local_network"))
    OutlinedButton(onClick = on.askForLocalNetwork, Modifier.heightIn(min = 48.dp)) {
        Text(say("sync_allow_local_network"))
    }
}

/** By the address on its door. */
@Composable
private fun HubAddress(running: Boolean, on: SyncActions) {
    var address by rememberSaveable { mutableStateOf("") }
    val may = !running && address.isNotBlank()
    OutlinedTextField(
        value = address,
        onValueChange = { address = it },
        Modifier.fillMaxWidth(),
        label = { Text(say("sync_address")) },
        supportingText = { Text(say("sync_address_help")) },
        singleLine = true,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Uri, imeAction = ImeAction.Go),
        keyboardActions = KeyboardActions(onGo = { if (may) on.syncHub(address) }),
    )
    OutlinedButton(onClick = { on.syncHub(address) }, Modifier.heightIn(min = 48.dp), enabled = may) {
        Text(say("sync_with_address"))
    }
}
