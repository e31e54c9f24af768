package org.sharenum.screens.app

import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.BoxWithConstraints
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxHeight
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.DateRange
import androidx.compose.material.icons.filled.Email
import androidx.compose.material.icons.filled.Home
import androidx.compose.material.icons.filled.Menu
import androidx.compose.material.icons.filled.ThumbUp
import androidx.compose.material3.Icon
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.NavigationBar
import androidx.compose.material3.NavigationBarItem
import androidx.compose.material3.NavigationRail
import androidx.compose.material3.NavigationRailItem
import androidx.compose.material3.SnackbarDuration
import androidx.compose.material3.SnackbarHost
import androidx.compose.material3.SnackbarHostState
import androidx.compose.material3.SnackbarResult
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.material3.VerticalDivider
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveableStateHolder
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.vector.ImageVector
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.text.style.TextOverflow
import androidx.compose.ui.unit.dp
import org.sharenum.screens.parts.Bounded
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.Formats
import org.sharenum.screens.words.Words
import org.sharenum.screens.words.error

/** From here on the navigation stands at the side. */
private val RAIL = 600.dp

/** From here on a list and what was opened from it stand side by side. */
private val TWO_PANES = 840.dp

/** One of the five, as the navigation shows it. */
class Destination(val route: Route.Top, val text: String, val icon: ImageVector)

val DESTINATIONS =
    listOf(
        Destination(Route.Nearby, "nav_nearby", Icons.Default.Home),
        Destination(Route.Tickets, "nav_tickets", Icons.Default.Email),
        Destination(Route.Agenda, "nav_agenda", Icons.Default.DateRange),
        Destination(Route.Help, "nav_help", Icons.Default.ThumbUp),
        Destination(Route.More, "nav_more", Icons.Default.Menu),
    )

/** The window around all pages: navigation, one page or two, and the line that says what was done. */
@Composable
fun Frame(
    desk: Desk,
    navigator: Navigator,
    destinations: List<Destination>,
    page: @Composable (Route, go: (Route) -> Unit, back: (() -> Unit)?) -> Unit,
) {
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.surface) {
        BoxWithConstraints(Modifier.fillMaxSize().windowInsetsPadding(WindowInsets.safeDrawing)) {
            val (rail, two) = (maxWidth >= RAIL) to (maxWidth >= TWO_PANES)
            Box(Modifier.fillMaxSize()) {
                if (rail) {
                    Row(Modifier.fillMaxSize()) {
                        Rail(destinations, navigator)
                        Panes(navigator, two, Modifier.weight(1f), page)
                    }
                } else {
                    Column(Modifier.fillMaxSize()) {
                        Panes(navigator, two, Modifier.weight(1f), page)
                        Bar(destinations, navigator)
                    }
                }
                Notices(desk, Modifier.align(Alignment.BottomCenter).padding(bottom = if (rail) 0.dp else 88.dp))
            }
        }
    }
}

@Composable
private fun Panes(
    navigator: Navigator,
    two: Boolean,
    modifier: Modifier,
    page: @Composable (Route, (Route) -> Unit, (() -> Unit)?) -> Unit,
) {
    val back = if (navigator.canLeave) navigator::leave else null
    val kept = kept(navigator, page)
    if (two && navigator.canLeave) {
        Row(modifier.fillMaxSize()) {
            Box(Modifier.weight(2f).fillMaxHeight()) { kept(navigator.stack.first(), navigator::goFromRoot, null) }
            VerticalDivider()
            Box(Modifier.weight(3f).fillMaxHeight()) { kept(navigator.here, navigator::go, back) }
        }
    } else {
        Box(modifier.fillMaxSize()) { kept(navigator.here, navigator::go, back) }
    }
}

/** A page that finds what it remembered, and how far it was scrolled, when one comes back to it. */
@Composable
private fun kept(
    navigator: Navigator,
    page: @Composable (Route, (Route) -> Unit, (() -> Unit)?) -> Unit,
): @Composable (Route, (Route) -> Unit, (() -> Unit)?) -> Unit {
    val holder = rememberSaveableStateHolder()
    var before by remember { mutableStateOf(navigator.stack) }
    val stack = navigator.stack
    LaunchedEffect(stack) {
        // What was left for good begins afresh the next time; the five are there all the time.
        for (gone in before - stack.toSet()) if (gone !is Route.Top) holder.removeState(gone.path)
        before = stack
    }
    return { route, go, back -> holder.SaveableStateProvider(route.path) { page(route, go, back) } }
}

@Composable
private fun Bar(destinations: List<Destination>, navigator: Navigator) =
    NavigationBar(windowInsets = WindowInsets(0, 0, 0, 0)) {
        for (destination in destinations) {
            NavigationBarItem(
                selected = navigator.stack.first() == destination.route,
                onClick = { navigator.go(destination.route) },
                icon = { Icon(destination.icon, contentDescription = null) },
                label = { Label(destination) },
            )
        }
    }

@Composable
private fun Rail(destinations: List<Destination>, navigator: Navigator) =
    NavigationRail(windowInsets = WindowInsets(0, 0, 0, 0)) {
        for (destination in destinations) {
            NavigationRailItem(
                selected = navigator.stack.first() == destination.route,
                onClick = { navigator.go(destination.route) },
                icon = { Icon(destination.icon, contentDescription = null) },
                label = { Label(destination) },
            )
        }
    }

/** Five words side by side: larger ones would be cut, and the icon and the page say the same. */
@Composable
private fun Label(destination: Destination) = Bounded {
    Text(say(destination.text), maxLines = 1, overflow = TextOverflow.Ellipsis, textAlign = TextAlign.Center)
}

/** Says what was done, offers to take it back, and says what was not done and why. */
@Composable
private fun Notices(desk: Desk, modifier: Modifier) {
    val host = remember { SnackbarHostState() }
    val notice by desk.notice.collectAsState()
    val (words, formats) = LocalWords.current to LocalFormats.current
    LaunchedEffect(notice) {
        val shown = notice ?: return@LaunchedEffect
        val text = words.notice(shown, formats) ?: return@LaunchedEffect
        val outcome =
            host.showSnackbar(
                text,
                actionLabel = shown.undo?.let { words.text("undo") },
                withDismissAction = shown.error != null,
                duration = if (shown.error != null) SnackbarDuration.Indefinite else SnackbarDuration.Long,
            )
        if (outcome == SnackbarResult.ActionPerformed) shown.undo?.invoke()
        desk.seen(shown)
    }
    SnackbarHost(host, modifier)
}

private fun Words.notice(notice: Notice, formats: Formats): String? {
    val (error, name, count) = Triple(notice.error, notice.text, notice.count)
    return when {
        error != null -> error(error, formats)
        name == null -> null
        count != null -> count(name, count)
        else -> text(name)
    }
}
