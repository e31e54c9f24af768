package org.sharenum.screens.tickets

import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.Action
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Message
import org.sharenum.companion.Proposal
import org.sharenum.companion.TicketItem
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.ScreenModel

/** A proposal, and what it answers. */
class Conversation(val proposal: Proposal, val ticket: TicketItem)

/** One proposal and the conversation of the two whom it connects. */
class ProposalModel(desk: Desk, private val id: DocumentId) : ScreenModel(desk) {
    val conversation: StateFlow<Loaded<Conversation>> =
        reading {
            val proposal = proposal(id)
            Conversation(proposal, ticket(proposal.ticket).item)
        }

    /** What is said under it, newest first, back as far as the person scrolls. */
    val messages: Pages<Message> =
        Pages(desk.phone, scope, occasions()) { page ->
            latestMessages(id, page).let { Page(it.items, it.next, it.total) }
        }

    /** The line that is being written. */
    val writing = Form(desk, scope, DraftForm.Message, id)

    /** Another text of one's own proposal. */
    val editing = InPlaceForm(desk, scope, DraftForm.EditProposal, id) { mapOf(TicketModel.TEXT to proposal(id).text) }

    /** Does what the core offered with the proposal; writing has its own field. */
    fun perform(action: Action, ways: Ways, openPlan: (DocumentId) -> Unit) {
        when (action) {
            Action.EDIT -> editing.open()
            Action.WITHDRAW -> desk.act("threads_withdrawn") { withdraw(id) }
            Action.ACCEPT -> desk.act("threads_accepted") { acceptProposal(id) }
            Action.START_PLAN -> desk.startPlan(id, openPlan)
            Action.SEND_AGAIN -> desk.act("sent_again", then = ways.became) { sendAgain(id) }
            Action.DISCARD -> desk.giveUp(id, ways.gone) { proposal(id) }
            else -> {}
        }
    }

    /** Does what the core offered with a line that the region refused. */
    fun perform(action: Action, message: DocumentId) {
        when (action) {
            Action.SEND_AGAIN -> desk.act("sent_again") { sendAgain(message) }
            Action.DISCARD -> desk.act("discarded") { discard(message) }
            else -> {}
        }
    }

    fun write() = writing.send(done = null, next = { mapOf() }) { filled -> sendMessage(id, filled[BODY]) }

    /** Saves the other text; [before] is the one that it takes the place of. */
    fun saveEdit(before: String, ways: Ways) {
        val form = editing.opened.value ?: return
        form.send(
            done = null,
            then = { kept: DocumentId ->
                editing.close()
                desk.tell(Notice("saved", undo = { desk.act("undone") { adjustProposal(kept, before) } }))
                ways.became(kept)
            },
        ) { filled -> editProposal(id, filled[TicketModel.TEXT]) }
    }

    companion object {
        /** The field of a message. */
        const val BODY = "field.body"
    }
}
