package org.sharenum.screens.sync

import androidx.compose.runtime.Composable
import org.sharenum.companion.DocumentKind
import org.sharenum.companion.Outgoing
import org.sharenum.screens.app.Route
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
        open = if (item.place() == null) null else ({ on.open(item) }),
        above = if (item.title.isEmpty()) null else kind,
        badges = { DeliveryBadge(item.delivery) },
    )
}

/** Where it is shown; nowhere for what belongs to something else. */
internal fun Outgoing.place(): Route? = when (kind) {
    DocumentKind.TICKET -> Route.Ticket(document)
    DocumentKind.PROPOSAL -> Route.Proposal(document)
    DocumentKind.PLAN -> Route.Plan(document)
    DocumentKind.WORKSHOP -> Route.Workshop(document)
    DocumentKind.BOOKING -> Route.Booking(document)
    DocumentKind.HELP_SESSION -> Route.HelpSession(document)
    DocumentKind.PROFILE -> Route.Profile
    DocumentKind.CARD -> Route.Me
    else -> null
}
