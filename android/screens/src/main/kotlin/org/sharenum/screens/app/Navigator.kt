package org.sharenum.screens.app

import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.Saver
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue

/** Where the person is, and how they came there. Survives what the app does not. */
class Navigator(stack: List<Route>) {
    /** The last one is shown; the first is one of the five. Never empty. */
    var stack: List<Route> by mutableStateOf(stack)
        private set

    val here: Route
        get() = stack.last()

    fun go(route: Route) {
        if (route == here) return
        stack = if (route is Route.Top) listOf(route) else stack + route
    }

    /** From a list beside which the rest is shown: what was open there gives way. */
    fun goFromRoot(route: Route) {
        stack = listOf(stack.first(), route)
    }

    /** Instead of this place: a form that is done gives way to what it made. */
    fun replace(route: Route) {
        stack = stack.dropLast(1) + route
    }

    private var inside: (() -> Unit)? by mutableStateOf(null)

    /** Whether a page lies under this one. */
    val canLeave: Boolean
        get() = stack.size > 1

    /** Whether there is a way back inside the app. */
    val canGoBack: Boolean
        get() = inside != null || canLeave

    /** What the system's gesture and the keyboard do: one step back in the page that is shown, or else out of it. */
    fun back() = inside?.invoke() ?: leave()

    /** Out of this page, whatever was done inside of it. */
    fun leave() {
        if (canLeave) stack = stack.dropLast(1)
    }

    /** The page that is shown has a [step] of its own that going back takes first; or none any more. */
    fun stepInside(step: (() -> Unit)?) {
        inside = step
    }

    companion object {
        val SAVER: Saver<Navigator, Any> =
            Saver(
                save = { ArrayList(it.stack.map(Route::path)) },
                restore = { saved ->
                    val kept = (saved as List<*>).mapNotNull { Route.of(it as String) }
                    Navigator(kept.ifEmpty { listOf(Route.Nearby) })
                },
            )
    }
}

@Composable
fun rememberNavigator(first: List<Route>): Navigator = rememberSaveable(saver = Navigator.SAVER) { Navigator(first) }
