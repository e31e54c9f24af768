package org.sharenum.screens.sync

import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Draft
import org.sharenum.companion.Hub
import org.sharenum.companion.HubRole
import org.sharenum.companion.MetHub
import org.sharenum.companion.Outgoing
import org.sharenum.companion.Refused
import org.sharenum.companion.SyncStatus
import org.sharenum.screens.Around
import org.sharenum.screens.BackgroundAccess
import org.sharenum.screens.NotificationAccess
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.SyncRun
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.Fact
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.listed
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.capitalized
import org.sharenum.screens.words.documentKind
import org.sharenum.screens.words.draftForm
import org.sharenum.screens.words.hubRole
import org.sharenum.screens.words.phrase

/** What the page shows. */
class SyncShown(
    val state: SyncState,
    val outgoing: Loaded<Listed<Outgoing>>,
    val run: SyncRun,
    val drafts: Loaded<Listed<Draft>>,
    val background: BackgroundAccess,
    val notifications: NotificationAccess,
    /** What the device sees around it. */
    val around: Around,
    /** What stands on the door of a bus that was photographed, or whose link was opened. */
    val door: MetHub?,
)

/** What a person may do there. */
class SyncActions(
    val syncRegion: () -> Unit,
    val syncHub: (String) -> Unit,
    val cancel: () -> Unit,
    val perform: (Action, Refused) -> Unit,
    val open: (Outgoing) -> Unit,
    val moreOutgoing: () -> Unit,
    val openDraft: (Draft) -> Unit,
    val discardDraft: (Draft) -> Unit,
    val moreDrafts: () -> Unit,
    val openBackground: () -> Unit,
    val askToNotify: () -> Unit,
    /** None where there is no camera. */
    val photographDoor: (() -> Unit)?,
    val askForLocalNetwork: () -> Unit,
)

@Composable
fun SyncScreen(shown: SyncShown, on: SyncActions) {
    val running = shown.run is SyncRun.Running
    val list = rememberLazyListState()
    LaunchedEffect(shown.door) {
        // The code was photographed further down.
        if (shown.door != null) list.animateScrollToItem(0)
    }
    Rows(state = list) {
        item(key = "run") { RunCard(shown.run, on) }
        item(key = "near") { BusInReach(shown, running, on) }
        item(key = "undelivered") {
            SectionTitle(say("sync_undelivered"))
            UndeliveredFacts(shown.state.status.undelivered)
        }
        shown.outgoing.value?.let { going ->
            listed(going, { "outgoing/${it.document.value}" }, on.moreOutgoing) { OutgoingRow(it, on) }
        }
        items(shown.state.refused, key = { "refused/${it.document?.value}/${it.received}" }) { RefusedRow(it, on) }
        item(key = "reach") { Region(shown.state.status) }
        items(shown.state.status.hubs, key = { "hub/${it.url}" }) { HubRow(it, running, on) }
        item(key = "bus") { OtherBus(shown, running, on) }
        item(key = "alerts") { AlertsWhileClosed(shown, on) }
        drafts(shown.drafts, on)
    }
}

@Composable
private fun RefusedRow(refused: Refused, on: SyncActions) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val kind = words.documentKind(refused.kind)
    RowCard(
        title = refused.title.ifEmpty { kind },
        above =
            listOfNotNull(
                kind.takeIf { refused.title.isNotEmpty() },
                say("sync_refused_at", formats.instant(refused.received)),
            ).joinToString(" · "),
        text = words.capitalized(words.phrase(refused.text, formats)) + "\n" + say("error_code", refused.code),
    ) { Actions(refused.actions) { on.perform(it, refused) } }
}

@Composable
private fun Region(status: SyncStatus) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val expires = formats.date(status.certificateExpires.atZone(formats.zone).toLocalDate())
    Column {
        SectionTitle(say("sync_hubs"))
        Fact(
            say("sync_last_checked"),
            status.lastRegionContact?.let { words.capitalized(formats.instant(it)) } ?: say("sync_never"),
        )
        Fact(say("sync_certificate"), say(if (status.renewalDue) "sync_renewal_due" else "sync_valid_until", expires))
    }
}

@Composable
private fun HubRow(hub: Hub, running: Boolean, on: SyncActions) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    RowCard(
        title = words.hubRole(hub.role),
        above = say("sync_last_contact", hub.lastContact?.let(formats::instant) ?: say("sync_never")),
        text = hub.url,
        // The region has its button above.
        content = if (hub.role == HubRole.REGION) null else ({ SyncWith(hub.url, running, on) }),
    )
}

private fun LazyListScope.drafts(drafts: Loaded<Listed<Draft>>, on: SyncActions) {
    val kept = drafts.value ?: return
    item(key = "drafts") {
        SectionTitle(say("sync_drafts"))
        if (kept.items.isEmpty()) Text(say("sync_drafts_none"), style = MaterialTheme.typography.bodyMedium)
    }
    listed(kept, { "draft/${it.form}/${it.about?.value}" }, on.moreDrafts) { draft ->
        RowCard(
            title = LocalWords.current.draftForm(draft.form),
            open = { on.openDraft(draft) },
            above = say("sync_saved", LocalFormats.current.instant(draft.saved)),
        ) {
            TextButton(onClick = { on.discardDraft(draft) }, Modifier.heightIn(min = 48.dp)) {
                Text(say("draft_discard"))
            }
        }
    }
}
