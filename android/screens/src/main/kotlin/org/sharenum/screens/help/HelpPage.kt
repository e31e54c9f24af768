package org.sharenum.screens.help

import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Add
import androidx.compose.material.icons.filled.ThumbUp
import androidx.compose.material3.ExtendedFloatingActionButton
import androidx.compose.material3.Icon
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import java.time.LocalDate
import org.sharenum.companion.Action
import org.sharenum.companion.HelpSession
import org.sharenum.companion.HelpTotals
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.DeliveryBadge
import org.sharenum.screens.parts.Empty
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.listed
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.name

/** What a teacher sees of the brigade's help. */
@Composable
fun HelpPage(place: Place) {
    val model = model(place.desk) { HelpModel(it) }
    val toCoSign by model.toCoSign.shown.collectAsState()
    val sessions by model.sessions.shown.collectAsState()
    val totals by model.totals.collectAsState()
    Page(
        say("help_title"),
        button = {
            ExtendedFloatingActionButton(
                onClick = { place.go(Route.LogHelp) },
                // The button hides its text from a screen reader.
                icon = { Icon(Icons.Default.Add, contentDescription = say("help_log")) },
                text = { Text(say("help_log")) },
            )
        },
    ) {
        Show(toCoSign, model::readAgain) { waiting ->
            HelpScreen(
                HelpState(waiting, sessions, totals, place.desk.shell.zone),
                HelpActions(
                    coSign = model::coSign,
                    open = { place.go(Route.HelpSession(it.common.id)) },
                    moreToCoSign = model.toCoSign::more,
                    moreSessions = model.sessions::more,
                ),
            )
        }
    }
}

/** What the page shows. */
class HelpState(
    val toCoSign: Listed<HelpSession>,
    val sessions: Loaded<Listed<HelpSession>>,
    val totals: Loaded<HelpTotals>,
    /** Of the device: to which day a session belongs. */
    val zone: java.time.ZoneId,
)

/** What a teacher may do there. */
class HelpActions(
    val coSign: (List<HelpSession>) -> Unit,
    val open: (HelpSession) -> Unit,
    val moreToCoSign: () -> Unit,
    val moreSessions: () -> Unit,
)

@Composable
fun HelpScreen(state: HelpState, on: HelpActions) = Rows {
    val sessions = (state.sessions as? Loaded.Ready)?.value
    if (sessions != null && sessions.items.isEmpty()) {
        item { Empty(Icons.Default.ThumbUp, say("help_empty"), say("help_empty_text")) }
    }
    (state.totals as? Loaded.Ready)?.value?.takeIf { it.sessions > 0u }?.let { totals ->
        item(key = "totals") {
            val formats = LocalFormats.current
            RowCard(
                title = say("help_totals", totals.sessions.toLong(), formats.duration(totals.minutes.toLong())),
                text = totals.helpers.joinToString("\n") {
                    "${it.helper} · ${formats.duration(it.minutes.toLong())}"
                },
            )
        }
    }
    toCoSign(state, on)
    if (sessions != null && sessions.items.isNotEmpty()) {
        item(key = "all") { SectionTitle(say("help_all")) }
        listed(sessions, { it.common.id.value }, on.moreSessions) { HelpRow(it) { on.open(it) } }
    }
}

/** Day by day, as the core lists them: each alone, or what is shown of the day at once. */
private fun LazyListScope.toCoSign(state: HelpState, on: HelpActions) {
    val waiting = state.toCoSign
    if (waiting.items.isEmpty()) return
    item(key = "to-co-sign") { SectionTitle(say("help_to_co_sign", waiting.total.toLong())) }
    val days = waiting.items.groupBy { LocalDate.ofInstant(it.started, state.zone) }
    for ((day, shown) in days) {
        item(key = "day-$day") { DayTitle(day, shown, on) }
        items(shown, key = { "sign-${it.common.id.value}" }) { session ->
            HelpRow(session, open = { on.open(session) }) {
                // The others are on its page.
                Actions(session.common.actions.filter { it == Action.CO_SIGN }) { on.coSign(listOf(session)) }
            }
        }
    }
    if (waiting.more) {
        item(key = "more-to-co-sign") {
            OutlinedButton(onClick = on.moreToCoSign, Modifier.heightIn(min = 48.dp)) { Text(say("help_more_to_sign")) }
        }
    }
}

@Composable
private fun DayTitle(day: LocalDate, shown: List<HelpSession>, on: HelpActions) {
    SectionTitle(LocalFormats.current.day(day))
    if (shown.size > 1) {
        OutlinedButton(onClick = { on.coSign(shown) }, Modifier.heightIn(min = 48.dp)) {
            Text(LocalWords.current.count("help_co_sign_day", shown.size.toLong()))
        }
    }
}

/** A help session in a list: who, with what, for whom, and whether it counts. */
@Composable
fun HelpRow(session: HelpSession, open: (() -> Unit)?) = HelpRow(session, open, null)

@Composable
private fun HelpRow(session: HelpSession, open: (() -> Unit)?, content: (@Composable () -> Unit)?) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    RowCard(
        title = listOfNotNull(session.helper, session.tool?.let { words.name(it.name) }).joinToString(" · "),
        open = open,
        above = say("help_row_above", formats.instant(session.started), formats.minutes(session.minutes.toLong())),
        text = listOf(
            words.count("help_pupils_of", session.pupils.toLong(), session.className),
            session.what,
        ).filter(String::isNotEmpty).joinToString("\n"),
        badges = {
            Badge(
                say(if (session.solved) "help_solved" else "help_unsolved"),
                if (session.solved) Tone.Good else Tone.Plain,
            )
            if (session.counts) Badge(say("help_counts"), Tone.Good)
            if (session.voided) Badge(say("help_voided"), Tone.Attention)
            DeliveryBadge(session.common)
        },
        content = content?.let { { it() } },
    )
}
