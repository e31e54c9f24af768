package org.sharenum.screens.app

import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.isHeading
import kotlin.test.Test
import kotlin.test.assertEquals
import org.sharenum.screens.Device
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.Scene
import org.sharenum.screens.Window
import org.sharenum.screens.window

/** Every screen as a screen reader and a finger find it. */
@OptIn(ExperimentalTestApi::class)
class AccessTest {
    @Test
    fun `whatever can be pressed has a name, a role and a finger's size`() =
        assertEquals(listOf(), everywhere { faults() })

    /** A screen reader reads by place, line by line from the top: nothing may tell it otherwise. */
    @Test
    fun `the title is read first and the navigation last, and nothing is out of its order`() =
        assertEquals(listOf(), everywhere { misplaced() })

    /** What is wrong, with the place where it is. */
    private fun everywhere(faults: Window.() -> List<String>): List<String> = PLACES.flatMap { (person, at) ->
        val found = mutableListOf<String>()
        window(Scene.phone(person), device = Device.Phone, at = at, scale = 1f) {
            settled()
            found += faults().map { "$person at ${at.last().path}: $it" }
        }
        found
    }

    private fun Window.misplaced(): List<String> {
        val shown = test.onAllNodes(isRead).fetchSemanticsNodes().filter { !it.boundsInRoot.isEmpty }
        val title = shown.filter { SemanticsProperties.Heading in it.config }.minByOrNull { it.boundsInRoot.top }
            ?: return listOf("no title")
        val bar = DESTINATIONS.map { word(it.text) }
        val (navigation, page) = shown.partition { SemanticsProperties.Selected in it.config && name(it) in bar }
        val above = page.filter { it.boundsInRoot.bottom <= title.boundsInRoot.top }
        val below = page.filter { node -> navigation.any { node.boundsInRoot.top >= it.boundsInRoot.bottom } }
        val moved = shown.filter { (it.config.getOrNull(SemanticsProperties.TraversalIndex) ?: 0f) != 0f }
        return above.map { "${name(it)} is read before the title" } +
            below.map { "${name(it)} is read after the navigation" } +
            moved.map { "${name(it)} is read out of its order" }
    }

    private fun Window.settled() {
        test.waitUntil("a heading is there", PATIENCE) {
            test.onAllNodes(isHeading()).fetchSemanticsNodes().isNotEmpty()
        }
        test.waitForIdle()
    }

    private fun Window.faults(): List<String> =
        test.onAllNodes(hasClickAction()).fetchSemanticsNodes().mapNotNull { node ->
            val (name, role) = name(node) to node.config.getOrNull(SemanticsProperties.Role)
            val (width, height) = node.touchBoundsInRoot.let { it.width to it.height }
            when {
                name.isBlank() -> "something without a name at ${node.boundsInRoot}"

                role == null && !typed(node) -> "$name has no role"

                // Half a pixel is lost in rounding; what is cut at the window's edge can be scrolled.
                (width < FINGER || height < FINGER) && whole(node) -> "$name is $width x $height"

                role == Role.Image -> "$name is a picture that can be pressed"

                else -> null
            }
        }

    private fun typed(node: SemanticsNode) = node.config.getOrNull(SemanticsActions.SetText) != null

    private fun whole(node: SemanticsNode) = node.size.height.toFloat() <= node.boundsInRoot.height + 1 &&
        node.size.width.toFloat() <= node.boundsInRoot.width + 1

    private fun name(node: SemanticsNode): String {
        val config = node.config
        val described = config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val said = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        val inside = node.children.map(::name)
        return (described + said + inside).joinToString(" ").trim()
    }

    private companion object {
        val isRead =
            SemanticsMatcher("is read") { node ->
                listOf(SemanticsProperties.Text, SemanticsProperties.ContentDescription).any { it in node.config }
            }

        const val FINGER = 47.5f
    }
}
