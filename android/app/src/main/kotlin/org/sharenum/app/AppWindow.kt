package org.sharenum.app

import androidx.activity.compose.PredictiveBackHandler
import androidx.compose.foundation.isSystemInDarkTheme
import androidx.compose.foundation.layout.Box
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableFloatStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.graphics.graphicsLayer
import androidx.compose.ui.platform.LocalConfiguration
import java.util.Locale
import org.sharenum.screens.Look
import org.sharenum.screens.app.App
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Opening
import org.sharenum.screens.app.Spoken

/**
 * All that the window shows: the phone that is being opened, and then its pages. [bars] makes the system's
 * bars fit to what is dark or not.
 */
@Composable
internal fun AppWindow(app: SharenumApplication, bars: (dark: Boolean) -> Unit) {
    val opened by app.desk.collectAsState()
    val choices by app.shell.choices.collectAsState()
    val dark = choices.look == Look.Dark || (choices.look == Look.System && isSystemInDarkTheme())
    LaunchedEffect(dark) { bars(dark) }
    val device = LocalConfiguration.current.locales[0]
    Spoken(app.shell, device = device) {
        Opening(opened, app::open, app::setAside) { desk -> Pages(desk, device) }
    }
}

@Composable
private fun Pages(desk: Desk, device: Locale) {
    var gone by remember { mutableFloatStateOf(0f) }
    val shrinks = Modifier.graphicsLayer {
        scaleX = 1f - gone * SHRINKS
        scaleY = scaleX
    }
    Box(shrinks) {
        App(desk, device = device, back = { enabled, go -> Back(enabled, go) { gone = it } })
    }
}

/** The gesture of going back: says how far it is, and goes when the finger lets go; 0 when it does not. */
@Composable
private fun Back(enabled: Boolean, go: () -> Unit, shown: (Float) -> Unit) = PredictiveBackHandler(enabled) { gesture ->
    try {
        gesture.collect { shown(it.progress) }
        go()
    } finally {
        shown(0f)
    }
}

/** By how much the page becomes smaller until the gesture is complete. */
private const val SHRINKS = 0.1f
