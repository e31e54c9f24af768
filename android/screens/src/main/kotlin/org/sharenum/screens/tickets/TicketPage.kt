package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Direction
import org.sharenum.companion.DocumentId
import org.sharenum.companion.TicketDetail
import org.sharenum.companion.TicketItem
import org.sharenum.companion.TicketStatus
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.DeliveryBadge
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.action
import org.sharenum.screens.words.direction
import org.sharenum.screens.words.ticketStatus

/** One ticket, opened. */
@Composable
fun TicketPage(place: Place, id: DocumentId) {
    val model = model(place.desk, id) { TicketModel(it, id) }
    val ticket by model.ticket.collectAsState()
    val proposing by model.proposing.opened.collectAsState()
    val ways =
        Ways(
            edit = { place.go(Route.EditTicket(id)) },
            became = { if (it != id) place.replace(Route.Ticket(it)) },
            gone = { place.back?.invoke() },
        )
    Page(say("document_ticket"), place.back) {
        Show(ticket, model::readAgain) { shown ->
            TicketScreen(
                shown,
                proposing,
                TicketActions(
                    perform = { model.perform(it, shown.ticket, ways) },
                    performOn = { action, proposal ->
                        model.perform(action, proposal) { place.go(Route.Plan(it)) }
                    },
                    propose = model::propose,
                    keepQuiet = model.proposing::giveUp,
                    go = place.go,
                    open = place.desk.shell::open,
                ),
            )
        }
    }
}

/** What a person may do with a ticket. */
class TicketActions(
    val perform: (Action) -> Unit,
    val performOn: (Action, DocumentId) -> Unit,
    /** Sends the proposal that is typed. */
    val propose: () -> Unit,
    /** Closes the form of a proposal. */
    val keepQuiet: () -> Unit,
    val go: (Route) -> Unit,
    val open: (String) -> Unit,
)

@Composable
fun TicketScreen(shown: TicketShown, proposing: Form?, on: TicketActions) {
    val ticket = shown.ticket
    val step = nextStep(ticket, shown.plans)
    Column(
        Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        Text(ticket.item.title, style = MaterialTheme.typography.headlineSmall)
        TicketBadges(ticket)
        if (proposing != null) {
            ProposalForm(proposing, send = on.propose, giveUp = on.keepQuiet)
        } else if (step != null) {
            TicketStep(step, ticket, on)
        }
        Text(ticket.item.need, style = MaterialTheme.typography.bodyLarge)
        Actions(
            ticket.item.common.actions.filter { it != step?.action },
            final =
                mapOf(
                    Action.START_DISCUSSION to "threads_in_discussion_effect",
                    Action.MARK_SCHEDULED to "threads_scheduled_effect",
                    Action.CLOSE to "threads_done_effect",
                    Action.CANCEL to "threads_cancel_effect",
                ),
            likely = false,
            perform = on.perform,
        )
        Proposals(ticket, step, on)
        Workshops(ticket, on)
        TicketFacts(ticket)
        InClass(ticket.pedagogy)
        Trainings(shown, on.open)
        Guides(shown.guides) { on.go(Route.Guide(it)) }
    }
}

@Composable
private fun TicketBadges(ticket: TicketDetail) {
    val words = LocalWords.current
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        Badge(words.direction(ticket.item.direction), Tone.Attention)
        Badge(words.ticketStatus(ticket.item.status), tone(ticket.item.status))
        DeliveryBadge(ticket.item.common)
    }
}

private fun tone(status: TicketStatus) = when (status) {
    TicketStatus.Open, TicketStatus.InDiscussion, TicketStatus.Scheduled -> Tone.Good
    else -> Tone.Plain
}

@Composable
private fun TicketStep(step: Step, ticket: TicketDetail, on: TicketActions) {
    val words = LocalWords.current
    val offer = ticket.item.direction == Direction.Offer
    when (step) {
        is Step.OfTicket ->
            if (step.action == Action.WIDEN) {
                NextStep(widenSentence(ticket), widenButton(ticket)) { on.perform(step.action) }
            } else {
                NextStep(
                    say(if (offer) "threads_next_answer" else "threads_next_propose"),
                    if (offer) say("threads_answer") else words.action(step.action),
                ) { on.perform(step.action) }
            }

        is Step.OfProposal -> ProposalStep(step, ticket.item) { on.performOn(it, step.proposal.common.id) }

        is Step.OfPlan -> PlanStep(step, otherOf(step.planned.proposal, ticket.item), on.go)
    }
}

@Composable
private fun PlanStep(step: Step.OfPlan, other: String, go: (Route) -> Unit) {
    val plan = step.planned.plan
    val settled = plan.chosen?.let { LocalFormats.current.slot(it) }
    val sentence =
        when (step.action) {
            Action.PUBLISH_WORKSHOP -> say("threads_next_publish", settled.orEmpty())
            Action.CHOOSE_DATE -> say("threads_next_choose", other)
            else -> say("threads_next_dates", other)
        }
    if (step.action == Action.PUBLISH_WORKSHOP) {
        NextStep(sentence, LocalWords.current.action(step.action)) { go(Route.NewWorkshop(plan.common.id)) }
    } else {
        NextStep(sentence, say("threads_open_plan")) { go(Route.Plan(plan.common.id)) }
    }
}

/** What leads on from a proposal; also under its conversation. */
@Composable
internal fun ProposalStep(step: Step.OfProposal, ticket: TicketItem, perform: (Action) -> Unit) {
    val other = otherOf(step.proposal, ticket)
    val offer = ticket.direction == Direction.Offer
    if (step.action == Action.ACCEPT) {
        NextStep(
            say(if (offer) "threads_next_accept_answer" else "threads_next_accept", other),
            if (offer) say("threads_accept_answer") else LocalWords.current.action(step.action),
            effect = say("threads_accept_effect"),
        ) { perform(step.action) }
    } else {
        NextStep(say("threads_next_plan", other), LocalWords.current.action(step.action)) { perform(step.action) }
    }
}
