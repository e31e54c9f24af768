package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.material3.Button
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Proposal
import org.sharenum.companion.TicketDetail
import org.sharenum.screens.parts.say

/** What leads on, as the core says: an action, and what it is done with. */
sealed interface Step {
    val action: Action

    class OfTicket(override val action: Action) : Step

    class OfProposal(override val action: Action, val proposal: Proposal) : Step

    class OfPlan(override val action: Action, val planned: Planned) : Step
}

/** The core's next step with this ticket, beside what it is done with. */
internal fun nextStep(ticket: TicketDetail, plans: List<Planned>): Step? {
    val step = ticket.nextStep ?: return null
    val plan = plans.find { it.plan.common.id == step.document }
    val proposal = ticket.proposals.find { it.common.id == step.document }
    return when {
        plan != null -> Step.OfPlan(step.action, plan)
        proposal != null -> Step.OfProposal(step.action, proposal)
        else -> Step.OfTicket(step.action)
    }
}

/** The core's next step with this proposal. */
internal fun Proposal.step(): Step.OfProposal? = nextStep?.let { Step.OfProposal(it.action, this) }

/**
 * The next step in one sentence, with its button. One with an [effect] that nothing makes up for is asked
 * once more, in the words of it.
 */
@Composable
internal fun NextStep(sentence: String, button: String, effect: String? = null, go: () -> Unit) {
    var asked by rememberSaveable(sentence) { mutableStateOf(false) }
    Card(
        Modifier.fillMaxWidth(),
        colors =
            CardDefaults.cardColors(
                containerColor = MaterialTheme.colorScheme.primaryContainer,
                contentColor = MaterialTheme.colorScheme.onPrimaryContainer,
            ),
    ) {
        Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
            Text(
                say("threads_next_step"),
                Modifier.semantics { heading() },
                style = MaterialTheme.typography.labelLarge,
            )
            Text(sentence, style = MaterialTheme.typography.bodyLarge)
            FlowRow(
                horizontalArrangement = Arrangement.spacedBy(8.dp),
                verticalArrangement = Arrangement.spacedBy(8.dp),
            ) {
                when {
                    effect == null -> Button(onClick = go, TARGET) { Text(button) }

                    !asked -> Button(onClick = { asked = true }, TARGET) { Text(button) }

                    else -> {
                        val sure = {
                            asked = false
                            go()
                        }
                        Button(onClick = sure, TARGET) { Text(effect) }
                        OutlinedButton(onClick = { asked = false }, TARGET) {
                            Text(say("cancel"))
                        }
                    }
                }
            }
        }
    }
}

internal val TARGET = Modifier.heightIn(min = 48.dp)
