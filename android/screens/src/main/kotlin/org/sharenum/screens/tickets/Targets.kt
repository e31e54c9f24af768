package org.sharenum.screens.tickets

import org.sharenum.companion.DocumentId
import org.sharenum.companion.DocumentKind
import org.sharenum.companion.Draft
import org.sharenum.companion.DraftForm
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.route

/** Where a document of this kind is changed. */
internal fun editing(kind: DocumentKind, id: DocumentId): Route? = when (kind) {
    DocumentKind.TICKET -> Route.EditTicket(id)
    DocumentKind.WORKSHOP -> Route.EditWorkshop(id)
    else -> kind.route(id)
}

/** Where a form of this room is written on; none for those of other rooms, which list their own. */
internal fun Draft.route(): Route? {
    val about = about ?: return if (form == DraftForm.NewTicket) Route.NewTicket else null
    return when (form) {
        DraftForm.EditTicket -> Route.EditTicket(about)
        DraftForm.Proposal -> Route.Ticket(about)
        DraftForm.EditProposal, DraftForm.Message -> Route.Proposal(about)
        DraftForm.Plan, DraftForm.PlanDate -> Route.Plan(about)
        else -> null
    }
}
