package org.sharenum.screens.app

import org.sharenum.companion.DocumentId
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException

/**
 * Where a document is shown that a link or a notification names, by asking the core what it is; none
 * for what this phone does not have, or has no page of its own.
 *
 * Errors: those of the phone's file.
 */
suspend fun Sharenum.placeOf(id: DocumentId): Route? = call {
    READERS.firstNotNullOfOrNull { (read, route) -> if (has { read(id) }) route(id) else null }
}

private inline fun has(read: () -> Unit): Boolean = try {
    read()
    true
} catch (_: SharenumException.LookAgain) {
    false
} catch (_: SharenumException.CorrectInput) {
    // It came from outside and may be no id at all.
    false
}

/** What there are pages of. */
private val READERS: List<Pair<SharenumAppInterface.(DocumentId) -> Unit, (DocumentId) -> Route>> =
    listOf(
        Pair({ id -> ticket(id) }, Route::Ticket),
        Pair({ id -> workshop(id) }, Route::Workshop),
        Pair({ id -> booking(id) }, Route::Booking),
        Pair({ id -> proposal(id) }, Route::Proposal),
        Pair({ id -> plan(id) }, Route::Plan),
        Pair({ id -> helpSession(id) }, Route::HelpSession),
        Pair({ id -> guide(id) }, Route::Guide),
    )
