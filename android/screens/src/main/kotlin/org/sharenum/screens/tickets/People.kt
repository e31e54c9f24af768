package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Email
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Contact
import org.sharenum.companion.Proposal
import org.sharenum.companion.ProposalStatus
import org.sharenum.companion.TicketItem
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.DeliveryBadge
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.proposalStatus

/** The other of the two whom a proposal connects: by name once they shared their card, else by school. */
@Composable
internal fun otherOf(proposal: Proposal, ticket: TicketItem): String {
    val school = if (proposal.common.mine) ticket.schoolName else proposal.schoolName
    return proposal.contact?.name ?: say("threads_teacher_of", school)
}

/** Who made a proposal. */
@Composable
internal fun proposer(proposal: Proposal): String = when {
    proposal.common.mine -> say("threads_your_proposal")
    else -> proposal.contact?.name ?: say("threads_teacher_of", proposal.schoolName)
}

/** Where a proposal stands. */
@Composable
internal fun ProposalBadges(proposal: Proposal) {
    val words = LocalWords.current
    when {
        proposal.accepted -> Badge(say("threads_taken_up"), Tone.Good)
        proposal.status == ProposalStatus.Offered -> Badge(words.proposalStatus(proposal.status), Tone.Attention)
        else -> Badge(words.proposalStatus(proposal.status))
    }
    if (proposal.messages > 0u) Badge(words.count("threads_messages", proposal.messages.toLong()))
    DeliveryBadge(proposal.common)
}

/** The ground of a card on which badges stand out. */
@Composable
internal fun calm() = CardDefaults.cardColors(containerColor = MaterialTheme.colorScheme.surfaceContainerLow)

/** The card that somebody shared: their name, and a mail to them. */
@Composable
internal fun ContactCard(contact: Contact, school: String?, open: (String) -> Unit) =
    Card(Modifier.fillMaxWidth(), colors = calm()) {
        Column(Modifier.fillMaxWidth().padding(16.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Column(Modifier.semantics(mergeDescendants = true) {}) {
                Text(contact.name, style = MaterialTheme.typography.titleMedium)
                if (school != null) Text(school, style = MaterialTheme.typography.bodyMedium)
            }
            OutlinedButton(onClick = { open("mailto:" + contact.mail) }, TARGET) {
                Icon(Icons.Default.Email, contentDescription = null)
                Text(say("threads_mail", contact.mail), Modifier.padding(start = 8.dp))
            }
        }
    }
