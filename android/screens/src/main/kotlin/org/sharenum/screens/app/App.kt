package org.sharenum.screens.app

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.runtime.DisposableEffect
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.rememberUpdatedState
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.text.font.FontFamily
import java.util.Locale
import org.sharenum.companion.Membership
import org.sharenum.companion.Role
import org.sharenum.screens.Shell
import org.sharenum.screens.agenda.AgendaPages
import org.sharenum.screens.bus.BusPages
import org.sharenum.screens.help.HelpPages
import org.sharenum.screens.join.JoinPage
import org.sharenum.screens.look.SharenumTheme
import org.sharenum.screens.me.MePages
import org.sharenum.screens.nearby.NearbyPages
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Show
import org.sharenum.screens.sync.SyncPages
import org.sharenum.screens.tickets.TicketsPages
import org.sharenum.screens.words.Formats
import org.sharenum.screens.words.Language

/**
 * The whole app in one composable: what an Activity and a window show.
 *
 * [device] is the language that the device is set to. [back] is how the system's gesture of going back reaches it: called with whether there is a way back
 * inside the app, and what takes it.
 */
@Composable
fun App(
    desk: Desk,
    navigator: Navigator = rememberNavigator(listOf(Route.Nearby)),
    font: FontFamily = FontFamily.Default,
    device: Locale = Locale.getDefault(),
    back: @Composable (enabled: Boolean, go: () -> Unit) -> Unit = { _, _ -> },
) {
    Spoken(desk.shell, font, device) {
        back(navigator.canGoBack, navigator::back)
        val model = model(desk) { AppModel(it) }
        val membership by model.membership.collectAsState()
        var newcomer by rememberSaveable { mutableStateOf(false) }
        Show(membership, model::readAgain) { member ->
            when (member) {
                is Membership.NotJoined -> {
                    LaunchedEffect(Unit) { newcomer = true }
                    JoinPage(desk)
                }

                is Membership.Joined -> {
                    Joined(desk, navigator, member)
                    // The first steps: the directory comes in while the profile is filled in.
                    LaunchedEffect(newcomer) {
                        if (newcomer) {
                            newcomer = false
                            desk.syncing.start()
                            if (Role.Brigade !in member.roles) navigator.go(Route.Profile)
                        }
                    }
                }
            }
        }
    }
}

/** Colours, letters and words for what is inside; all follow the person's choices at once. */
@Composable
fun Spoken(
    shell: Shell,
    font: FontFamily = FontFamily.Default,
    device: Locale = Locale.getDefault(),
    content: @Composable () -> Unit,
) {
    val choices by shell.choices.collectAsState()
    val language = choices.language ?: Language.of(device)
    val words = remember(language) { shell.words(language) }
    val formats = remember(words, shell.zone) { Formats(words, shell.zone, shell::now) }
    SharenumTheme(choices.look, font) {
        CompositionLocalProvider(LocalWords provides words, LocalFormats provides formats, content = content)
    }
}

@Composable
private fun Joined(desk: Desk, navigator: Navigator, member: Membership.Joined) {
    val shared = Role.Brigade in member.roles
    // A school's shared tablet logs for its brigade, and has nothing else to show.
    val destinations = if (shared) DESTINATIONS.filter { it.route in SHARED } else DESTINATIONS
    if (shared && navigator.stack.first() !in SHARED) navigator.go(Route.Help)
    val arrived by desk.arrived.collectAsState()
    LaunchedEffect(arrived) { arrived?.let { desk.lead(it, navigator, shared) } }
    Frame(desk, navigator, destinations) { route, go, back ->
        val place = Place(desk, route, member, go, back, navigator::replace, navigator::stepInside)
        when (route.root) {
            Root.Nearby -> NearbyPages(place)

            Root.Tickets -> TicketsPages(place)

            Root.Agenda -> AgendaPages(place)

            Root.Help -> HelpPages(place)

            Root.More ->
                when (route) {
                    Route.Bus -> BusPages(place)
                    Route.Sync -> SyncPages(place)
                    else -> MePages(place)
                }
        }
    }
}

/** Where a link leads on a device that has joined; the page takes it up that knows what to do with it. */
private fun Desk.lead(arrival: Arrival, navigator: Navigator, shared: Boolean) {
    when (arrival) {
        is Arrival.Invitation -> navigator.go(Route.Renewal)

        is Arrival.Door -> navigator.go(Route.Sync)

        is Arrival.At -> {
            taken(arrival)
            // A school's tablet has no other pages, whoever asks for them.
            if (!shared || arrival.route.root in SHARED_ROOTS) navigator.go(arrival.route)
        }
    }
}

private val SHARED_ROOTS = setOf(Root.Help, Root.More)
private val SHARED = listOf(Route.Help, Route.More)

/** A page's surroundings: where it is, and the ways from it. */
class Place(
    val desk: Desk,
    val route: Route,
    val member: Membership.Joined,
    val go: (Route) -> Unit,
    /** None where the page is the first. */
    val back: (() -> Unit)?,
    /** Goes on without a way back here: a form that is done. */
    val replace: (Route) -> Unit,
    private val stepInside: ((() -> Unit)?) -> Unit,
) {
    /** While it is there, the system's gesture of going back takes this [step] inside of the page first. */
    @Composable
    fun BackInside(step: (() -> Unit)?) {
        val newest by rememberUpdatedState(step)
        val there = step != null
        DisposableEffect(there) {
            if (there) stepInside { newest?.invoke() }
            onDispose { if (there) stepInside(null) }
        }
    }
}

/** The model of a page, for as long as the page is there; [key] is what it is about. */
@Composable
fun <M : ScreenModel> model(desk: Desk, key: Any? = null, make: (Desk) -> M): M {
    val model = remember(desk, key) { make(desk) }
    DisposableEffect(model) { onDispose(model::close) }
    return model
}

/** Whether this phone belongs to a member. */
private class AppModel(desk: Desk) : ScreenModel(desk) {
    val membership = reading { membership() }
}
