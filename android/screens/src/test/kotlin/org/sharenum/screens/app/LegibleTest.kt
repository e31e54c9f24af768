package org.sharenum.screens.app

import androidx.compose.ui.geometry.Rect
import androidx.compose.ui.graphics.Color
import androidx.compose.ui.graphics.PixelMap
import androidx.compose.ui.graphics.luminance
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.text.TextLayoutResult
import kotlin.math.max
import kotlin.math.min
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.sharenum.screens.Device
import org.sharenum.screens.Look
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/** Every page, as eyes that tire find it: what is drawn is measured, not what the theme promises. */
@OptIn(ExperimentalTestApi::class)
class LegibleTest {
    /** Contrast of WCAG 2.2, 1.4.3: at least 4.5:1; what cannot be used just now is exempt. */
    @Test
    fun `every text stands out from its ground, by day and in the dark`() {
        var measured = 0
        val faults =
            PLACES.flatMap { (person, at) ->
                val found = mutableListOf<String>()
                val shell = TestShell { Scene.now }
                window(Scene.phone(person), shell, Device.Phone, at) {
                    for (look in listOf(Look.Light, Look.Dark)) {
                        shell.choose(shell.choices.value.copy(look = look))
                        settle()
                        val picture = test.onRoot().captureToImage().toPixelMap()
                        for (node in texts().filterNot(::disabled)) {
                            val contrast = contrast(picture, node.boundsInRoot) ?: continue
                            measured++
                            if (contrast <
                                LEAST
                            ) {
                                found += "$person at ${at.last().path}, $look: ${said(node)}: $contrast"
                            }
                        }
                    }
                }
                found
            }
        assertEquals(listOf(), faults)
        assertTrue(measured > PLACES.size * 2 * A_FEW, "only $measured texts were measured")
    }

    @Test
    fun `with letters twice as large no text is cut, in either language`() {
        var measured = 0
        val faults =
            PLACES.flatMap { (person, at) ->
                val found = mutableListOf<String>()
                val shell = TestShell { Scene.now }
                window(Scene.phone(person), shell, Device.LargeLetters, at, scale = 1f) {
                    for (language in Language.entries) {
                        shell.choose(shell.choices.value.copy(language = language))
                        settle()
                        for (node in texts()) {
                            val laid = laid(node) ?: continue
                            measured++
                            if (cut(laid)) found += "$person at ${at.last().path}: ${said(node)}"
                        }
                    }
                }
                found
            }
        assertEquals(listOf(), faults)
        assertTrue(measured > PLACES.size * 2 * A_FEW, "only $measured texts were measured")
    }

    private fun Window.texts(): List<SemanticsNode> =
        test.onAllNodes(SemanticsMatcher.keyIsDefined(SemanticsProperties.Text), useUnmergedTree = true)
            .fetchSemanticsNodes()

    private fun said(node: SemanticsNode) = node.config[SemanticsProperties.Text].joinToString { it.text }

    private fun disabled(node: SemanticsNode): Boolean =
        generateSequence(node) { it.parent }.any { SemanticsProperties.Disabled in it.config }

    private fun laid(node: SemanticsNode): TextLayoutResult? {
        val results = mutableListOf<TextLayoutResult>()
        node.config.getOrNull(SemanticsActions.GetTextLayoutResult)?.action?.invoke(results)
        return results.singleOrNull()
    }

    /** Lines, or more than the pixel that rounding takes, are not drawn. */
    private fun cut(laid: TextLayoutResult): Boolean {
        val lines = 0 until laid.lineCount
        return laid.didOverflowHeight ||
            lines.any {
                laid.isLineEllipsized(it) || laid.getLineRight(it) - laid.getLineLeft(it) > laid.size.width + 1
            }
    }

    /**
     * Between the ground, which most pixels show, and the pixel that stands out most: letters' edges are
     * drawn in between. None where too little of it is in view to have a ground.
     */
    private fun contrast(picture: PixelMap, bounds: Rect): Float? {
        val (left, right) = max(0, bounds.left.toInt()) to min(picture.width, bounds.right.toInt())
        val (top, bottom) = max(0, bounds.top.toInt()) to min(picture.height, bounds.bottom.toInt())
        if (right - left < SMALL || bottom - top < SMALL) return null
        val seen = HashMap<Color, Int>()
        for (y in top until bottom) for (x in left until right) seen.merge(picture[x, y], 1, Int::plus)
        val ground = seen.maxBy { it.value }.key
        return seen.keys.maxOf { contrast(it, ground) }
    }

    /** WCAG's ratio of relative luminances. */
    private fun contrast(one: Color, other: Color): Float {
        val (a, b) = one.luminance() to other.luminance()
        return (max(a, b) + DARK) / (min(a, b) + DARK)
    }

    private companion object {
        const val LEAST = 4.5f
        const val DARK = 0.05f

        /** In pixels: half a line of the smallest letters. */
        const val SMALL = 16

        /** Fewer texts than on any page. */
        const val A_FEW = 3
    }
}
