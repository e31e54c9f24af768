package org.sharenum.screens.tickets

import androidx.compose.foundation.layout.heightIn
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Warning
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Direction
import org.sharenum.companion.Draft
import org.sharenum.companion.Refused
import org.sharenum.companion.TicketItem
import org.sharenum.companion.TicketStatus
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.route
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.DeliveryBadge
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.direction
import org.sharenum.screens.words.documentKind
import org.sharenum.screens.words.draftForm
import org.sharenum.screens.words.name
import org.sharenum.screens.words.phrase
import org.sharenum.screens.words.ticketStatus

/** A ticket in a list: what, from where, with which tools, why it is shown, and how it stands. */
@Composable
fun TicketRow(ticket: TicketItem, open: () -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val km = ticket.km.takeUnless { ticket.common.mine }
    RowCard(
        title = ticket.title,
        open = open,
        above = listOfNotNull(ticket.schoolName, km?.let(formats::km)).joinToString(" · "),
        text = listOf(ticket.tools.joinToString { words.name(it.name) }, words.phrase(ticket.why, formats))
            .filter(String::isNotEmpty).joinToString("\n"),
        badges = {
            Badge(words.direction(ticket.direction), tone(ticket.direction))
            Badge(words.ticketStatus(ticket.status), tone(ticket.status))
            val proposals = ticket.proposals.toLong()
            if (proposals > 0) Badge(words.count("ticket_proposals", proposals), Tone.Good)
            DeliveryBadge(ticket.common)
        },
    )
}

private fun tone(direction: Direction) = if (direction is Direction.Request) Tone.Attention else Tone.Plain

private fun tone(status: TicketStatus) = when (status) {
    TicketStatus.InDiscussion, TicketStatus.Scheduled -> Tone.Good
    else -> Tone.Plain
}

/** A form that was begun: opened as a whole, or thrown away. */
@Composable
internal fun DraftRow(draft: Draft, goOn: () -> Unit, discard: () -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val begun = BEGINNINGS.firstNotNullOfOrNull { name -> draft.fields[name]?.takeIf(String::isNotBlank) }
    RowCard(
        title = begun ?: words.draftForm(draft.form),
        open = goOn,
        above = say("draft_above", words.draftForm(draft.form), formats.instant(draft.saved)),
        text = say("draft_go_on"),
    ) {
        TextButton(onClick = discard, Modifier.heightIn(min = 48.dp)) { Text(say("draft_discard")) }
    }
}

/** The fields of this room's forms by which a person knows theirs again. */
private val BEGINNINGS = listOf(TicketField.TITLE, TicketField.NEED, "field.text", "field.body", "field.what")

/** What the region refused, why, and what can be done about it. */
@Composable
internal fun RefusedRow(refused: Refused, go: (Route) -> Unit, perform: (Action) -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val kind = words.documentKind(refused.kind)
    val route = refused.document?.let(refused.kind::route)
    RowCard(
        title = refused.title.ifEmpty { kind },
        open = route?.let { { go(it) } },
        above = say("refused_above", kind, formats.instant(refused.received)),
        text = words.phrase(refused.text, formats),
        badges = { Badge(say("refused_badge"), Tone.Bad, Icons.Default.Warning) },
    ) {
        Actions(refused.actions, perform = perform)
    }
}
