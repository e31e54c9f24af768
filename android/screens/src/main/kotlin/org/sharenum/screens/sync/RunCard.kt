package org.sharenum.screens.sync

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Button
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.LinearProgressIndicator
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.companion.SyncProgress
import org.sharenum.companion.SyncSummary
import org.sharenum.companion.code
import org.sharenum.screens.app.SyncRun
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.say
import org.sharenum.screens.parts.sayCount
import org.sharenum.screens.words.capitalized
import org.sharenum.screens.words.error
import org.sharenum.screens.words.hubRole
import org.sharenum.screens.words.syncPhase

/** The sync that runs, or how the last one ended, and the button for the next. */
@Composable
internal fun RunCard(run: SyncRun, on: SyncActions) = Card(
    Modifier.fillMaxWidth(),
    colors = CardDefaults.cardColors(containerColor = MaterialTheme.colorScheme.surfaceContainerLow),
) {
    Column(Modifier.fillMaxWidth().padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        when (run) {
            is SyncRun.None -> Told(say("sync_automatic"))

            is SyncRun.Running -> Progress(run.progress)

            is SyncRun.Ended -> Outcome(run.summary)

            is SyncRun.Failed -> {
                val words = LocalWords.current
                Told(words.capitalized(words.error(run.error, LocalFormats.current)))
                Small(say("error_code", run.error.code))
            }
        }
        if (run is SyncRun.Running) {
            OutlinedButton(onClick = on.cancel, Modifier.heightIn(min = 48.dp)) { Text(say("sync_cancel")) }
        } else {
            Button(onClick = on.syncRegion, Modifier.heightIn(min = 48.dp)) { Text(say("sync_now")) }
        }
    }
}

@Composable
private fun Progress(progress: SyncProgress?) {
    val words = LocalWords.current
    val phase = progress?.let { words.syncPhase(it.phase) } ?: say("sync_begins")
    Told(phase)
    LinearProgressIndicator(Modifier.fillMaxWidth().semantics { contentDescription = phase })
    if (progress != null) Small(bytes(progress.bytesSent, progress.bytesReceived))
}

@Composable
private fun Outcome(summary: SyncSummary) {
    val role = summary.role
    Told(
        when {
            summary.cancelled -> say("sync_was_cancelled")
            !summary.finished -> say("sync_not_finished")
            role != null -> say("sync_finished_with", LocalWords.current.hubRole(role))
            else -> say("sync_finished")
        },
    )
    Small(sayCount("sync_changes_sent", summary.changesSent.toLong()))
    Small(sayCount("sync_changes_received", summary.changesReceived.toLong()))
    if (summary.refused > 0u) Small(sayCount("sync_changes_refused", summary.refused.toLong()))
    Small(bytes(summary.bytesSent, summary.bytesReceived))
}

@Composable
private fun bytes(sent: ULong, received: ULong): String =
    with(LocalFormats.current) { say("sync_bytes", bytes(sent.toLong()), bytes(received.toLong())) }

/** Said aloud by a screen reader when it changes. */
@Composable
private fun Told(text: String) = Text(
    text,
    Modifier.semantics { liveRegion = LiveRegionMode.Polite },
    style = MaterialTheme.typography.titleMedium,
)

@Composable
private fun Small(text: String) = Text(
    text,
    style = MaterialTheme.typography.bodyMedium,
    color = MaterialTheme.colorScheme.onSurfaceVariant,
)
