package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Coverage
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Guide
import org.sharenum.companion.Pedagogy
import org.sharenum.companion.Proposal
import org.sharenum.companion.TicketDetail
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Route
import org.sharenum.screens.nearby.WorkshopRow
import org.sharenum.screens.parts.Fact
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.say
import org.sharenum.screens.parts.sayCount
import org.sharenum.screens.words.action
import org.sharenum.screens.words.capitalized
import org.sharenum.screens.words.name
import org.sharenum.screens.words.notAlerted
import org.sharenum.screens.words.phrase
import org.sharenum.screens.words.training

/** A text for the other, with what becomes of it. */
@Composable
internal fun ProposalForm(form: Form, send: () -> Unit, giveUp: () -> Unit) {
    val filled by form.filled.collectAsState()
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Fields(form, filled) {
            FormField(
                form,
                filled,
                TicketModel.TEXT,
                say("threads_proposal_text"),
                help = say("threads_proposal_help"),
                lines = 3,
            )
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                Button(onClick = send, TARGET, enabled = !filled.sending) { Text(say("send")) }
                TextButton(onClick = giveUp, TARGET) { Text(say("cancel")) }
            }
        }
    }
}

/** Nobody has answered yet: what a larger radius would reach. */
@Composable
internal fun widenSentence(ticket: TicketDetail): String {
    val formats = LocalFormats.current
    val wider = ticket.coverage?.widen ?: return say("threads_next_widen")
    return say(
        "threads_next_widen_to",
        formats.km(wider.radiusKm.toDouble()),
        sayCount("threads_establishments", wider.establishments.toLong()),
        sayCount("threads_academies", wider.academies.toLong()),
    )
}

@Composable
internal fun widenButton(ticket: TicketDetail): String {
    val wider = ticket.coverage?.widen ?: return LocalWords.current.action(Action.WIDEN)
    return say("threads_widen_to", LocalFormats.current.km(wider.radiusKm.toDouble()))
}

/** The proposals that this phone may see; each opens its conversation. */
@Composable
internal fun Proposals(ticket: TicketDetail, step: Step?, on: TicketActions) {
    val mine = ticket.item.common.mine
    if (ticket.proposals.isEmpty() && !mine) return
    SectionTitle(say("threads_proposals"))
    if (ticket.proposals.isEmpty()) {
        Text(say("threads_no_proposals"), style = MaterialTheme.typography.bodyMedium)
    }
    // The plan that leads on has its button above.
    val above = (step as? Step.OfPlan)?.planned?.plan?.common?.id
    for (proposal in ticket.proposals) ProposalCard(proposal, proposal.plan.takeIf { it != above }, on.go)
}

@Composable
private fun ProposalCard(proposal: Proposal, plan: DocumentId?, go: (Route) -> Unit) = RowCard(
    title = proposer(proposal),
    open = { go(Route.Proposal(proposal.common.id)) },
    above = LocalFormats.current.instant(proposal.common.created),
    text = proposal.text,
    badges = { ProposalBadges(proposal) },
    content =
        plan?.let {
            { OutlinedButton(onClick = { go(Route.Plan(it)) }, TARGET) { Text(say("threads_open_plan")) } }
        },
)

/** What grew from it. */
@Composable
internal fun Workshops(ticket: TicketDetail, on: TicketActions) {
    if (ticket.workshops.isEmpty()) return
    SectionTitle(say("threads_workshops"))
    for (workshop in ticket.workshops) WorkshopRow(workshop) { on.go(Route.Workshop(workshop.common.id)) }
}

/** What it is about, from where, and why it is shown here. */
@Composable
internal fun TicketFacts(ticket: TicketDetail) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val item = ticket.item
    SectionTitle(say("threads_about"))
    Fact(say("tools"), item.tools.joinToString { words.name(it.name) })
    val km = item.km?.takeUnless { item.common.mine }?.let(formats::km)
    Fact(say("threads_school"), listOfNotNull(item.schoolName, km).joinToString(", "))
    val coverage = ticket.coverage
    if (coverage == null) {
        Fact(say("threads_radius"), formats.km(item.radiusKm.toDouble()))
    } else {
        Fact(say("threads_radius"), reach(coverage))
    }
    val silent = ticket.notAlerted
    if (silent == null) {
        Fact(say("why_shown"), words.capitalized(words.phrase(item.why, formats)))
    } else {
        Fact(say("threads_not_alerted"), words.capitalized(words.notAlerted(silent, formats)))
    }
}

@Composable
private fun reach(coverage: Coverage): String {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val radius = formats.km(coverage.radiusKm.toDouble())
    if (coverage.others == 0uL) return say("threads_reaches_nobody", radius)
    val academies =
        coverage.academies.joinToString { words.text("threads_academy", it.academy, it.establishments.toLong()) }
    return say(
        "threads_reaches",
        radius,
        sayCount("threads_establishments", coverage.establishments.toLong()),
        academies,
    )
}

/** The four questions of pedagogy; what was left empty is not shown. */
@Composable
internal fun InClass(pedagogy: Pedagogy) {
    val answers =
        listOf(
            "threads_class_level" to pedagogy.classLevel,
            "threads_learning_goal" to pedagogy.learningGoal,
            "threads_tried" to pedagogy.tried,
            "threads_obstacle" to pedagogy.obstacle,
        )
    if (answers.all { it.second.isEmpty() }) return
    SectionTitle(say("threads_frame"))
    for ((question, answer) in answers) if (answer.isNotEmpty()) Fact(say(question), answer)
}

/** The trainings that came first, and why none fits. */
@Composable
internal fun Trainings(shown: TicketShown, open: (String) -> Unit) {
    val step = shown.ticket.training
    if (step.shown.isEmpty()) return
    val words = LocalWords.current
    SectionTitle(say("threads_trainings"))
    Fact(sayCount("threads_trainings_seen", step.shown.size.toLong()), step.reason)
    for (training in shown.trainings) {
        RowCard(title = words.training(training), open = training.url.takeIf(String::isNotEmpty)?.let { { open(it) } })
    }
}

/** What can be read about its tools, without a network. */
@Composable
internal fun Guides(guides: List<Guide>, open: (DocumentId) -> Unit) {
    if (guides.isEmpty()) return
    SectionTitle(say("threads_guides"))
    for (guide in guides) RowCard(title = guide.title, open = { open(guide.document) })
}
