package org.sharenum.screens.tickets

import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.TicketDetail
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.value

/** One's own ticket, to be changed: the same fields as a new one, in one form. */
class EditTicketModel(desk: Desk, private val id: DocumentId) :
    TicketFormModel(
        desk,
        DraftForm.EditTicket,
        id,
        initial = { ticket(id).fields() },
    ) {
    /** As it stands now. */
    val ticket: StateFlow<Loaded<TicketDetail>> = reading { ticket(id) }

    /** Saves what was changed and leads to the ticket, which is another one when the region had refused it. */
    fun save(go: (DocumentId) -> Unit) = form.send(
        done = null,
        then = { (now, undo) ->
            desk.tell(Notice("ticket_changed", undo = { desk.act("undone") { adjustTicket(now, undo) } }))
            go(now)
        },
    ) { filled ->
        val before = ticket(id)
        // They stand on the same page.
        val shown = trainings.value.value.orEmpty().map { it.id }
        val edit = filled.editOf(before, shown)
        editTicket(id, edit) to before.undoing(edit)
    }
}
