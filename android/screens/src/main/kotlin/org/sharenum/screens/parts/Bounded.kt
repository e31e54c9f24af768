package org.sharenum.screens.parts

import androidx.compose.runtime.Composable
import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.unit.Density

/** Where there is room for no more: beyond this, letters around a page do not grow with those on it. */
private const val LARGEST = 1.3f

/** Letters that grow with the person's choice, but not beyond what bars around a page have room for. */
@Composable
fun Bounded(content: @Composable () -> Unit) {
    val density = LocalDensity.current
    val bounded = Density(density.density, density.fontScale.coerceAtMost(LARGEST))
    CompositionLocalProvider(LocalDensity provides bounded, content = content)
}
