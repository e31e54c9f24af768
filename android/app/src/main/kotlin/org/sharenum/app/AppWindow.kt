package org.sharenum.app

import androidx.activity.compose.PredictiveBackHandler
import androidx.compose.foundation.layout.Box
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableFloatStateOf
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.platform.LocalConfiguration
import kotlin.coroutines.cancellation.CancellationException
import org.sharenum.screens.app.App
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Opening
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.Spoken
import org.sharenum.screens.app.rememberNavigator

/** All that the window shows: the phone that is being opened, and then its pages. */
@Composable
internal fun AppWindow(app: SharenumApplication) {
    val opened by app.desk.collectAsState()
    val device = LocalConfiguration.current.locales[0]
    Spoken(app.shell, device = device) {
        Opening(opened, app::open, app::setAside) { desk -> Pages(app, desk) }
    }
}

@Composable
private fun Pages(app: SharenumApplication, desk: Desk) {
    val navigator = rememberNavigator(listOf(Route.Nearby))
    var invitation by rememberSaveable { mutableStateOf<String?>(null) }
    val arrival by app.arrival.collectAsState()
    LaunchedEffect(arrival) {
        val came = arrival ?: return@LaunchedEffect
        if (came is Arrival.Invitation) invitation = came.link
        desk.follow(came, navigator)
        // Only once it was followed: a window that is made anew follows it again.
        app.arrival.compareAndSet(came, null)
    }
    var going by remember { mutableFloatStateOf(0f) }
    Box(
        Modifier.graphicsLayer {
            val scale = 1f - going * SHRINKS
            scaleX = scale
            scaleY = scale
        },
    ) {
        App(
            desk,
            navigator,
            invitation,
            device = LocalConfiguration.current.locales[0],
            back = { enabled, go -> Back(enabled, go) { going = it } },
        )
    }
}

/** The gesture of going back: shows how far it is, and goes when the finger lets go; 0 when it does not. */
@Composable
private fun Back(enabled: Boolean, go: () -> Unit, shown: (Float) -> Unit) = PredictiveBackHandler(enabled) { gesture ->
    try {
        gesture.collect { shown(it.progress) }
        go()
    } catch (cancelled: CancellationException) {
        // The finger went back; this coroutine ends as it was told to.
        throw cancelled
    } finally {
        shown(0f)
    }
}

/** By how much the page becomes smaller until the gesture is complete. */
private const val SHRINKS = 0.1f
