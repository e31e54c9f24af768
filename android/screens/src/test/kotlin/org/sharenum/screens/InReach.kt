package org.sharenum.screens

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.unit.toSize
import kotlin.test.assertTrue

/** What can be pressed has a name and a role, and is no smaller than a fingertip. */
@OptIn(ExperimentalTestApi::class)
fun Window.everythingIsInReach() {
    waitForIdle()
    val least = with(density) { FINGERTIP * density } - 1
    for (node in onAllNodes(hasClickAction()).fetchSemanticsNodes()) {
        // What is scrolled away, or half of it, is looked at where it stands.
        if (node.boundsInRoot.size != node.size.toSize()) continue
        val (config, name) = node.config to node.name()
        assertTrue(name.isNotBlank(), "a target without a name: $config")
        val isText = SemanticsActions.SetText in config
        assertTrue(isText || SemanticsProperties.Role in config, "$name has no role")
        val touch = node.touchBoundsInRoot
        val (width, height) = maxOf(touch.width, node.size.width.toFloat()) to
            maxOf(touch.height, node.size.height.toFloat())
        assertTrue(width >= least && height >= least, "$name is $width by $height pixels")
    }
}

private fun SemanticsNode.name(): String = (
    config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } +
        config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
    ).joinToString(" ")

/** In dp. */
private const val FINGERTIP = 48f
