package org.sharenum.screens.agenda

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextReplacement
import androidx.compose.ui.unit.toSize
import kotlin.test.assertTrue
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.Window
import org.sharenum.screens.words.Formats

// What a person does in these rooms, by the words that they read.

/** Waits until something is not on the screen any more. */
@OptIn(ExperimentalTestApi::class)
fun Window.gone(text: String) = waitUntil("$text is still on the screen", PATIENCE) {
    onAllNodes(hasText(text, substring = true)).fetchSemanticsNodes().isEmpty()
}

/** Scrolls a list until something is in it. */
@OptIn(ExperimentalTestApi::class)
fun Window.scrollTo(text: String) {
    waitUntil("no list", PATIENCE) { onAllNodes(hasScrollToNodeAction()).fetchSemanticsNodes().isNotEmpty() }
    waitUntil("no $text in the list", PATIENCE) {
        try {
            onAllNodes(hasScrollToNodeAction()).onFirst().performScrollToNode(hasText(text, substring = true))
            true
        } catch (_: AssertionError) {
            // It is read from the file yet.
            false
        }
    }
}

/** Presses what says this, the first if there are several, as a screen reader does: also what a notice covers. */
@OptIn(ExperimentalTestApi::class)
fun Window.press(text: String) = pressable(text).assertIsEnabled().performSemanticsAction(SemanticsActions.OnClick)

@OptIn(ExperimentalTestApi::class)
fun Window.pressable(text: String): SemanticsNodeInteraction {
    val says = (hasText(text).or(hasContentDescription(text))).and(hasClickAction())
    waitUntil("nothing to press says $text", PATIENCE) { onAllNodes(says).fetchSemanticsNodes().isNotEmpty() }
    val inside = says.and(hasAnyAncestor(hasScrollAction()))
    if (onAllNodes(inside).fetchSemanticsNodes().isEmpty()) return onAllNodes(says).onFirst()
    return onAllNodes(inside).onFirst().performScrollTo()
}

/** Types into the field of this label, over what stands in it. */
@OptIn(ExperimentalTestApi::class)
fun Window.type(label: String, text: String) {
    val field = hasText(label).and(hasSetTextAction())
    waitUntil("no field $label", PATIENCE) { onAllNodes(field).fetchSemanticsNodes().isNotEmpty() }
    onAllNodes(field).onFirst().performScrollTo().performTextReplacement(text)
}

/** What stands in a field. */
@OptIn(ExperimentalTestApi::class)
fun Window.typed(label: String): String {
    val field = hasText(label).and(hasSetTextAction())
    waitUntil("no field $label", PATIENCE) { onAllNodes(field).fetchSemanticsNodes().isNotEmpty() }
    return onAllNodes(field).onFirst().fetchSemanticsNode().config[SemanticsProperties.EditableText].text
}

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

/** How the window writes dates. */
fun Window.formats(): Formats {
    val words = shell.words(checkNotNull(shell.choices.value.language))
    return Formats(words, shell.zone, shell::now)
}
