package org.sharenum.screens.sync

import androidx.compose.runtime.Composable
import org.sharenum.companion.Outgoing
import org.sharenum.screens.app.route
import org.sharenum.screens.parts.DeliveryBadge
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.words.documentKind

/** One thing that the region has not received: what it is, and how far it has come. */
@Composable
internal fun OutgoingRow(item: Outgoing, on: SyncActions) {
    val kind = LocalWords.current.documentKind(item.kind)
    RowCard(
        title = item.title.ifEmpty { kind },
        open = if (item.kind.route(item.document) == null) null else ({ on.open(item) }),
        above = if (item.title.isEmpty()) null else kind,
        badges = { DeliveryBadge(item.delivery) },
    )
}
