package org.sharenum.screens.tickets

import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.Action
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Guide
import org.sharenum.companion.Plan
import org.sharenum.companion.PlanEdit
import org.sharenum.companion.Proposal
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException
import org.sharenum.companion.TicketDetail
import org.sharenum.companion.TicketEdit
import org.sharenum.companion.TicketStatus
import org.sharenum.companion.Tool
import org.sharenum.companion.Training
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.ScreenModel

/** A ticket and what is read beside it. */
class TicketShown(
    val ticket: TicketDetail,
    /** The plans that grew from its proposals, in their order. */
    val plans: List<Planned>,
    val guides: List<Guide>,
    /** Those that were shown to its author, as far as this phone's academy offers them. */
    val trainings: List<Training>,
)

/** A proposal and the plan that grew from it. */
class Planned(val proposal: Proposal, val plan: Plan)

/** One ticket: what its author does with it, and what others propose. */
class TicketModel(desk: Desk, private val id: DocumentId) : ScreenModel(desk) {
    val ticket: StateFlow<Loaded<TicketShown>> = reading { shown(ticket(id)) }

    /** Help that is proposed, or an answer to an offer. */
    val proposing = InPlaceForm(desk, scope, DraftForm.Proposal, id)

    /** Does what the core offered. */
    fun perform(action: Action, shown: TicketDetail, ways: Ways) {
        when (action) {
            Action.EDIT -> ways.edit()
            Action.WIDEN -> widen(shown, ways)
            Action.PROPOSE -> proposing.open()
            Action.START_DISCUSSION -> become("threads_in_discussion", TicketStatus.InDiscussion)
            Action.MARK_SCHEDULED -> become("threads_scheduled", TicketStatus.Scheduled)
            Action.CLOSE -> become("threads_done", TicketStatus.Done)
            Action.CANCEL -> become("threads_cancelled", TicketStatus.Cancelled)
            Action.SEND_AGAIN -> desk.act("sent_again", then = ways.became) { sendAgain(id) }
            Action.DISCARD -> desk.giveUp(id, ways.gone) { ticket(id) }
            else -> {}
        }
    }

    /** What a person does with a proposal without opening it. */
    fun perform(action: Action, proposal: DocumentId, openPlan: (DocumentId) -> Unit) {
        when (action) {
            Action.ACCEPT -> desk.act("threads_accepted") { acceptProposal(proposal) }
            Action.START_PLAN -> desk.startPlan(proposal, openPlan)
            else -> {}
        }
    }

    fun propose() {
        val form = proposing.opened.value ?: return
        form.send(done = null, then = ::proposed) { filled -> propose(id, filled[TEXT]) }
    }

    private fun proposed(proposal: DocumentId) {
        proposing.close()
        desk.tell(Notice("threads_proposed", undo = { desk.act("undone") { withdraw(proposal) } }))
    }

    /** To the next radius that reaches more; where there is none, the form says what is possible. */
    private fun widen(shown: TicketDetail, ways: Ways) {
        val wider = shown.coverage?.widen?.radiusKm ?: return ways.edit()
        val before = shown.item.radiusKm
        desk.act(
            "threads_widened",
            undo = { adjustTicket(it, TicketEdit(radiusKm = before)) },
            then = ways.became,
        ) { adjustTicket(id, TicketEdit(radiusKm = wider)) }
    }

    private fun become(done: String, status: TicketStatus) = desk.act(done) { setTicketStatus(id, status) }

    private fun SharenumAppInterface.shown(ticket: TicketDetail): TicketShown {
        val tools = ticket.item.tools.map(Tool::id)
        val offered =
            try {
                trainingsFor(tools)
            } catch (_: SharenumException.CompleteProfile) {
                listOf()
            }
        return TicketShown(
            ticket,
            plans = ticket.proposals.mapNotNull { of -> of.plan?.let { Planned(of, plan(it)) } },
            guides = guidesFor(tools),
            trainings = ticket.training.shown.mapNotNull { shown -> offered.find { it.id == shown } },
        )
    }

    companion object {
        /** The field of a proposal. */
        const val TEXT = "field.text"
    }
}

/** Where what a person does may lead. */
class Ways(
    /** A document that the region refused is sent again as another one. */
    val became: (DocumentId) -> Unit,
    /** It is no more. */
    val gone: () -> Unit,
    /** To a form of its own, where there is one. */
    val edit: () -> Unit = {},
)

/** Gives up what the region refused; when nothing of it is left, which [find] tells, [gone] leads away. */
internal fun Desk.giveUp(id: DocumentId, gone: () -> Unit, find: SharenumAppInterface.() -> Unit) =
    act("discarded", then = { left -> if (!left) gone() }) {
        discard(id)
        try {
            find()
            true
        } catch (_: SharenumException.LookAgain) {
            false
        }
    }

/** Begins the plan, or finds the one that the other has begun, and opens it. */
internal fun Desk.startPlan(proposal: DocumentId, open: (DocumentId) -> Unit) =
    act(done = null, then = open) { startPlan(proposal, PlanEdit()) }
