package org.sharenum.screens.sync

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.CheckCircle
import androidx.compose.material.icons.filled.Phone
import androidx.compose.material.icons.filled.Place
import androidx.compose.material.icons.filled.Warning
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Undelivered
import org.sharenum.screens.NotificationAccess
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.say
import org.sharenum.screens.parts.sayCount

/** How much of what this device wrote is where; what is nowhere else comes first. */
@Composable
internal fun UndeliveredFacts(undelivered: Undelivered) = FlowRow(
    Modifier.padding(vertical = 4.dp),
    horizontalArrangement = Arrangement.spacedBy(8.dp),
    verticalArrangement = Arrangement.spacedBy(4.dp),
) {
    val (here, bus, refused) = Triple(undelivered.onThisPhone, undelivered.withBus, undelivered.refused)
    if (here + bus + refused == 0uL) {
        Badge(say("sync_all_home"), Tone.Good, Icons.Default.CheckCircle)
    }
    if (here > 0uL) {
        Badge(sayCount("sync_on_this_phone", here.toLong()), Tone.Attention, Icons.Default.Phone)
    }
    if (bus > 0uL) Badge(sayCount("sync_with_bus", bus.toLong()), Tone.Attention, Icons.Default.Place)
    if (refused > 0uL) Badge(sayCount("sync_refused", refused.toLong()), Tone.Bad, Icons.Default.Warning)
}

/** Plainly: what the device may do to alerts while the app is closed, and what to allow. */
@Composable
internal fun AlertsWhileClosed(shown: SyncShown, on: SyncActions) =
    Column(Modifier.padding(top = 8.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        SectionTitle(say("sync_alerts"))
        Note("sync_may_delay")
        val access = shown.background
        if (access.restricted) Note("sync_restricted")
        if (access.savesBattery) Note("sync_saves_battery")
        if (access.savesData) Note("sync_saves_data")
        when (shown.notifications) {
            NotificationAccess.Allowed -> Note("sync_notifications_allowed")
            NotificationAccess.NotAsked -> Note("sync_notifications_not_asked")
            NotificationAccess.Refused -> Note("sync_notifications_refused")
        }
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            if (shown.notifications == NotificationAccess.NotAsked) {
                OutlinedButton(onClick = on.askToNotify, Modifier.heightIn(min = 48.dp)) {
                    Text(say("sync_allow_notifications"))
                }
            }
            OutlinedButton(onClick = on.openBackground, Modifier.heightIn(min = 48.dp)) {
                Text(say("sync_open_settings"))
            }
        }
    }

@Composable
private fun Note(text: String) = Text(say(text), style = MaterialTheme.typography.bodyMedium)
