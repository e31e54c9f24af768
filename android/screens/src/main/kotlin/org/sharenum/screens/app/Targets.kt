package org.sharenum.screens.app

import org.sharenum.companion.DocumentId
import org.sharenum.companion.DocumentKind

/** Where a document of this kind is read; nowhere for what has no page of its own. */
fun DocumentKind.route(id: DocumentId): Route? = when (this) {
    DocumentKind.TICKET -> Route.Ticket(id)

    DocumentKind.PROPOSAL -> Route.Proposal(id)

    DocumentKind.PLAN -> Route.Plan(id)

    DocumentKind.WORKSHOP -> Route.Workshop(id)

    DocumentKind.BOOKING -> Route.Booking(id)

    DocumentKind.HELP_SESSION -> Route.HelpSession(id)

    DocumentKind.CATALOGUE -> Route.Guide(id)

    DocumentKind.PROFILE -> Route.Profile

    DocumentKind.CARD -> Route.Me

    DocumentKind.REGISTRATION -> Route.Agenda

    DocumentKind.MESSAGE, DocumentKind.DECISION, DocumentKind.CHECK_IN, DocumentKind.CO_SIGNATURE,
    DocumentKind.DIRECTORY, DocumentKind.REVOCATION, DocumentKind.UNKNOWN,
    -> null
}
