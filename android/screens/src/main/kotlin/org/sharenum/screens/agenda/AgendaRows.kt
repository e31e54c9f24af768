package org.sharenum.screens.agenda

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.itemsIndexed
import androidx.compose.material3.FilledTonalButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.Booking
import org.sharenum.companion.CivilDate
import org.sharenum.companion.Registration
import org.sharenum.companion.RequestState
import org.sharenum.companion.WorkshopItem
import org.sharenum.companion.WorkshopStatus
import org.sharenum.screens.app.Listed
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.DeliveryBadge
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.capitalized
import org.sharenum.screens.words.phrase
import org.sharenum.screens.words.requestState
import org.sharenum.screens.words.workshopStatus

/** Rows in the core's order, read as far as it is scrolled; where the day changes, it stands above. */
internal fun <T> LazyListScope.byDay(
    listed: Listed<T>,
    key: (T) -> Any,
    day: (T) -> CivilDate?,
    more: () -> Unit,
    row: @Composable (T) -> Unit,
) {
    itemsIndexed(listed.items, key = { _, item -> key(item) }) { number, item ->
        val here = day(item)
        Column {
            if (here != null && (number == 0 || day(listed.items[number - 1]) != here)) {
                SectionTitle(LocalWords.current.capitalized(LocalFormats.current.day(here)))
            }
            row(item)
        }
    }
    if (listed.more) {
        item(key = "more") {
            LaunchedEffect(listed.items.size) { more() }
            Text(
                say("list_shown", listed.items.size, listed.total.toLong()),
                Modifier.padding(16.dp),
                style = MaterialTheme.typography.bodySmall,
            )
        }
    }
}

/** A workshop in which one is expected: as its organiser, or with a seat. */
@Composable
internal fun OwnWorkshopRow(workshop: WorkshopItem, open: () -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val seat = workshop.mySeat
    RowCard(
        title = workshop.title,
        open = open,
        above = listOfNotNull(words.capitalized(formats.slot(workshop.slot)), formats.slotHere(workshop.slot))
            .joinToString("\n"),
        text = listOfNotNull(workshop.placeLabel, workshop.resource).joinToString(" · "),
        badges = {
            if (workshop.common.mine) {
                Badge(say("agenda_mine"))
                Badge(words.workshopStatus(workshop.status), tone(workshop.status))
            }
            if (seat != null) Badge(words.requestState(seat), tone(seat))
            DeliveryBadge(workshop.common)
        },
    )
}

@Composable
internal fun SeatRow(seat: Registration, open: () -> Unit, perform: (Action) -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    RowCard(
        title = seat.title.ifEmpty { say("agenda_workshop_gone") },
        open = open,
        above = seat.slot?.let { words.capitalized(formats.slot(it)) },
        text = listOfNotNull(seat.placeLabel, seat.why?.let { words.capitalized(words.phrase(it, formats)) })
            .filter(String::isNotEmpty).joinToString("\n"),
        badges = {
            Badge(words.requestState(seat.state), tone(seat.state))
            DeliveryBadge(seat.common)
        },
        content = if (seat.common.actions.isEmpty()) {
            null
        } else {
            (
                {
                    Actions(seat.common.actions, likely = false, perform = perform)
                }
                )
        },
    )
}

/** A day that was asked for: how it stands, and after a refusal the free days to ask for instead. */
@Composable
internal fun BookingRow(booking: Booking, open: (() -> Unit)?, askInstead: (CivilDate) -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    RowCard(
        title = words.capitalized(formats.day(booking.day)),
        open = open,
        above = booking.resourceName,
        text =
            listOfNotNull(
                booking.purpose,
                listOfNotNull(booking.contact?.name, booking.schoolName).filter(String::isNotEmpty).joinToString(", "),
                booking.why?.let { words.capitalized(words.phrase(it, formats)) },
            ).filter(String::isNotEmpty).joinToString("\n"),
        badges = {
            Badge(words.requestState(booking.state), tone(booking.state))
            DeliveryBadge(booking.common)
        },
        content = if (booking.offersDays) ({ FreeDays(booking, askInstead) }) else null,
    )
}

/** The core lets this person ask again, and says for which days. */
internal val Booking.offersDays: Boolean
    get() = Action.ASK_DAY in common.actions && alternatives.isNotEmpty()

@Composable
internal fun FreeDays(booking: Booking, ask: (CivilDate) -> Unit) {
    Text(say("free_days"), style = MaterialTheme.typography.titleSmall)
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        for (day in booking.alternatives) {
            FilledTonalButton(onClick = { ask(day) }, Modifier.heightIn(min = 48.dp)) {
                Text(say("ask_for_day", LocalFormats.current.day(day)))
            }
        }
    }
}

/** How a request for a seat or a day is coloured; the word beside says it. */
internal fun tone(state: RequestState): Tone = when (state) {
    RequestState.Confirmed -> Tone.Good
    RequestState.Refused -> Tone.Bad
    RequestState.Asked, is RequestState.Waiting -> Tone.Attention
    else -> Tone.Plain
}

private fun tone(status: WorkshopStatus): Tone = when (status) {
    WorkshopStatus.Published -> Tone.Good
    WorkshopStatus.WaitingForBus -> Tone.Attention
    WorkshopStatus.Cancelled -> Tone.Bad
    else -> Tone.Plain
}
