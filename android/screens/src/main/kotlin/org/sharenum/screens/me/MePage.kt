package org.sharenum.screens.me

import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Favorite
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Contact
import org.sharenum.companion.Exchange
import org.sharenum.companion.Profile
import org.sharenum.companion.Tool
import org.sharenum.screens.app.Listed
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Empty
import org.sharenum.screens.parts.Failed
import org.sharenum.screens.parts.Loading
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.RowCard
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.listed
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.helpWay
import org.sharenum.screens.words.level
import org.sharenum.screens.words.name

/** What was given and received, and this phone. */
@Composable
internal fun MePage(place: Place) {
    val desk = place.desk
    val model = model(desk, place.member) { MeModel(it, place.member) }
    val profile by model.profile.collectAsState()
    val tools by model.tools.collectAsState()
    val exchanges by model.exchanges.shown.collectAsState()
    val shared = place.member.isShared
    var view by rememberSaveable { mutableStateOf(if (shared) MeView.Phone else MeView.Exchanges) }
    MeScreen(
        MeState(shared, view, profile.value, tools.value.orEmpty(), exchanges),
        MeActions(
            back = place.back,
            show = { view = it },
            editProfile = { place.go(Route.Profile) },
            retry = model::readAgain,
            more = model.exchanges::more,
            open = { place.go(Route.Ticket(it.ticket.common.id)) },
            write = { desk.shell.open("mailto:${it.mail}") },
        ),
    ) { ThisPhone(place, model) }
}

/** What the page shows. */
class MeState(
    val shared: Boolean,
    val view: MeView,
    val profile: Profile?,
    val tools: List<Tool>,
    val exchanges: Loaded<Listed<Exchange>>,
)

/** What a person may do there. */
class MeActions(
    val back: (() -> Unit)?,
    val show: (MeView) -> Unit,
    val editProfile: () -> Unit,
    val retry: () -> Unit,
    val more: () -> Unit,
    val open: (Exchange) -> Unit,
    val write: (Contact) -> Unit,
)

@Composable
fun MeScreen(state: MeState, on: MeActions, phone: @Composable () -> Unit) =
    Page(say(if (state.shared) "me_to_phone" else "me_to_me"), on.back) {
        Rows {
            if (!state.shared) {
                item(key = "views") {
                    ChipChoice(MeView.entries, state.view, label = { say(it.text) }, choose = on.show)
                }
            }
            when (state.view) {
                MeView.Exchanges -> {
                    state.profile?.let { profile ->
                        item(key = "summary") { Summary(profile, state.tools, on.editProfile) }
                    }
                    exchanges(state.exchanges, on)
                }

                MeView.Phone -> item(key = "phone") { phone() }
            }
        }
    }

/** Who the person is to others: the school, and what they know. */
@Composable
private fun Summary(profile: Profile, tools: List<Tool>, edit: () -> Unit) {
    val words = LocalWords.current
    RowCard(
        title = profile.establishment?.name ?: say("me_no_school"),
        above = profile.card?.name,
        text =
            tools.mapNotNull { tool ->
                profile.tools[tool.id]?.let { say("me_tool_level", words.name(tool.name), words.level(it.level)) }
            }.joinToString("\n").ifEmpty { null },
    ) {
        profile.missing?.let { Text(say(it)) }
        OutlinedButton(onClick = edit, Modifier.heightIn(min = 48.dp)) { Text(say("me_edit_profile")) }
    }
}

private fun LazyListScope.exchanges(exchanges: Loaded<Listed<Exchange>>, on: MeActions) {
    item(key = "given") { SectionTitle(say("me_given")) }
    when (exchanges) {
        is Loaded.Loading -> item(key = "loading") { Loading() }

        is Loaded.Failed -> item(key = "failed") { Failed(exchanges.error, on.retry) }

        is Loaded.Ready -> {
            val list = exchanges.value
            if (list.items.isEmpty()) {
                item(key = "none") { Empty(Icons.Default.Favorite, say("me_given_empty"), say("me_given_empty_text")) }
            }
            listed(list, { it.proposal.value }, on.more) { ExchangeRow(it, on) }
        }
    }
}

@Composable
private fun ExchangeRow(exchange: Exchange, on: MeActions) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val contact = exchange.contact
    RowCard(
        title = exchange.ticket.title,
        open = { on.open(exchange) },
        above = say("me_exchange_above", words.helpWay(exchange.way), formats.instant(exchange.ticket.common.updated)),
        text = listOfNotNull(exchange.ticket.schoolName, contact?.name).joinToString("\n"),
        content =
            contact?.takeIf { it.mail.isNotEmpty() }?.let {
                {
                    OutlinedButton(onClick = { on.write(it) }, Modifier.heightIn(min = 48.dp)) {
                        Text(say("me_write_to", it.name))
                    }
                }
            },
    )
}

private val MeView.text: String
    get() =
        when (this) {
            MeView.Exchanges -> "me_view_exchanges"
            MeView.Phone -> "me_view_phone"
        }
