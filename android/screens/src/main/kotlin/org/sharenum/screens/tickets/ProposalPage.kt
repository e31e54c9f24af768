package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.PaddingValues
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.height
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyColumn
import androidx.compose.foundation.lazy.rememberLazyListState
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Email
import androidx.compose.material3.Button
import androidx.compose.material3.Card
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Contact
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Message
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.Failed
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.listed
import org.sharenum.screens.parts.say

/** A proposal and its conversation. */
@Composable
fun ProposalPage(place: Place, id: DocumentId) {
    val model = model(place.desk, id) { ProposalModel(it, id) }
    val conversation by model.conversation.collectAsState()
    val messages by model.messages.shown.collectAsState()
    val typed by model.writing.filled.collectAsState()
    val editing by model.editing.opened.collectAsState()
    val ways =
        Ways(
            became = { if (it != id) place.replace(Route.Proposal(it)) },
            gone = { place.back?.invoke() },
        )
    val title = conversation.value?.let { otherOf(it.proposal, it.ticket) } ?: say("threads_conversation")
    val contact = conversation.value?.proposal?.contact
    Page(
        title,
        place.back,
        actions = { contact?.let { MailButton(it, place.desk.shell::open) } },
    ) {
        Show(conversation, model::readAgain) { shown ->
            ProposalScreen(
                shown,
                messages,
                model.writing,
                typed,
                editing,
                ProposalActions(
                    perform = { action -> model.perform(action, ways) { place.go(Route.Plan(it)) } },
                    performOn = { action, message -> model.perform(action, message.common.id) },
                    write = model::write,
                    saveEdit = { model.saveEdit(shown.proposal.text, ways) },
                    keepText = model.editing::giveUp,
                    go = place.go,
                    open = place.desk.shell::open,
                    older = model.messages::more,
                    retry = model::readAgain,
                ),
            )
        }
    }
}

/** What a person may do in a conversation. */
class ProposalActions(
    val perform: (Action) -> Unit,
    val performOn: (Action, Message) -> Unit,
    /** Sends the line that is typed. */
    val write: () -> Unit,
    val saveEdit: () -> Unit,
    /** Leaves the proposal as it was. */
    val keepText: () -> Unit,
    val go: (Route) -> Unit,
    val open: (String) -> Unit,
    /** Reads what was said before. */
    val older: () -> Unit,
    val retry: () -> Unit,
)

/** The proposal above, the newest line below it all, and under that the field for the next one. */
@Composable
fun ProposalScreen(
    shown: Conversation,
    messages: Loaded<Listed<Message>>,
    writing: Form,
    typed: FormState,
    editing: Form?,
    on: ProposalActions,
) {
    val other = otherOf(shown.proposal, shown.ticket)
    val step = shown.proposal.step()
    Column(Modifier.fillMaxSize()) {
        LazyColumn(
            Modifier.fillMaxWidth().weight(1f),
            state = rememberLazyListState(),
            contentPadding = PaddingValues(16.dp),
            reverseLayout = true,
            verticalArrangement = Arrangement.spacedBy(8.dp, Alignment.Top),
        ) {
            // It stays in view when a line comes in above it, and the list with it at its end.
            item(key = "end") { LeadsOn(shown, step, on) }
            messages.value?.let { read ->
                listed(read, { it.common.id.value }, on.older) { line ->
                    Line(line, other) { on.performOn(it, line) }
                }
            }
            if (messages is Loaded.Failed) item(key = "failed") { Failed(messages.error, on.retry) }
            item(key = "proposal") { ProposalCard(shown, editing, step, on) }
        }
        if (Action.WRITE in shown.proposal.common.actions) {
            Composer(writing, typed, on.write)
        } else {
            Text(
                say("threads_over"),
                Modifier.fillMaxWidth().padding(16.dp),
                style = MaterialTheme.typography.bodyMedium,
            )
        }
    }
}

/** What is proposed, by whom, and what may be done with it. */
@Composable
private fun ProposalCard(shown: Conversation, editing: Form?, step: Step?, on: ProposalActions) {
    val proposal = shown.proposal
    Column(Modifier.fillMaxWidth(), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Text(
            proposal.ticketTitle,
            Modifier.semantics { heading() },
            style = MaterialTheme.typography.titleLarge,
        )
        Card(Modifier.fillMaxWidth(), colors = calm()) {
            Column(Modifier.fillMaxWidth().padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
                Text(proposer(proposal), style = MaterialTheme.typography.titleMedium)
                if (editing == null) {
                    Text(proposal.text, style = MaterialTheme.typography.bodyLarge)
                } else {
                    EditForm(editing, on)
                }
                FlowRow(
                    horizontalArrangement = Arrangement.spacedBy(8.dp),
                    verticalArrangement = Arrangement.spacedBy(4.dp),
                ) { ProposalBadges(proposal) }
                Actions(
                    // A line is written below, and what leads on stands there, too.
                    proposal.common.actions.filter { it != Action.WRITE && it != step?.action },
                    final = mapOf(Action.WITHDRAW to "threads_withdraw_effect"),
                    likely = false,
                    perform = on.perform,
                )
                OutlinedButton(onClick = { on.go(Route.Ticket(proposal.ticket)) }, TARGET) {
                    Text(say("threads_open_ticket"))
                }
            }
        }
        proposal.contact?.let { ContactCard(it, otherSchool(shown), on.open) }
    }
}

/** After the newest line: the next step, or the plan once there is one. */
@Composable
private fun LeadsOn(shown: Conversation, step: Step.OfProposal?, on: ProposalActions) {
    val plan = shown.proposal.plan
    when {
        step != null -> ProposalStep(step, shown.ticket, on.perform)
        plan != null -> OutlinedButton(onClick = { on.go(Route.Plan(plan)) }, TARGET) { Text(say("threads_open_plan")) }
        else -> Spacer(Modifier.height(1.dp))
    }
}

/** In reach however long the conversation is. */
@Composable
private fun MailButton(contact: Contact, open: (String) -> Unit) =
    IconButton(onClick = { open("mailto:" + contact.mail) }) {
        Icon(Icons.Default.Email, contentDescription = say("threads_mail", contact.mail))
    }

private fun otherSchool(shown: Conversation) =
    if (shown.proposal.common.mine) shown.ticket.schoolName else shown.proposal.schoolName

@Composable
private fun EditForm(form: Form, on: ProposalActions) {
    val filled by form.filled.collectAsState()
    Fields(form, filled) {
        FormField(form, filled, TicketModel.TEXT, say("threads_proposal_text"), lines = 3)
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            Button(onClick = on.saveEdit, TARGET, enabled = !filled.sending) { Text(say("save")) }
            TextButton(onClick = on.keepText, TARGET) { Text(say("cancel")) }
        }
    }
}
