@file:OptIn(ExperimentalTestApi::class)

package org.sharenum.screens.tickets

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTextReplacement
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.Scene
import org.sharenum.screens.Window

/** The teacher's phone of the scene, without the form that she had begun. */
internal fun teacher(): Sharenum =
    Scene.phone("teacher").also { phone -> runBlocking { phone.call { discardDraft(DraftForm.NewTicket) } } }

/** Asks the core what came of it. */
internal fun <T> Window.core(ask: suspend SharenumAppInterface.() -> T): T = runBlocking { desk.phone.call(ask) }

internal fun Window.eventually(what: String, holds: () -> Boolean) = test.waitUntil(what, PATIENCE, holds)

/** Words that count, in the language that is shown. */
internal fun Window.counted(name: String, count: Long, vararg arguments: Any): String =
    shell.words(checkNotNull(shell.choices.value.language)).count(name, count, *arguments)

internal fun labelled(text: String): SemanticsMatcher = hasText(text) or hasContentDescription(text)

internal fun Window.there(matcher: SemanticsMatcher): Boolean =
    test.onAllNodes(matcher).fetchSemanticsNodes().isNotEmpty()

internal fun Window.see(matcher: SemanticsMatcher) = eventually("not there: ${matcher.description}") { there(matcher) }

/** Presses what a person reads as [text]. */
internal fun Window.press(text: String) {
    // A field with the same words in it is no button.
    val button = labelled(text) and hasClickAction() and !hasSetTextAction()
    see(button)
    into(button).performClick()
}

/** Types [text] into the field that a person reads as [label]. */
internal fun Window.type(label: String, text: String) {
    val field = hasText(label) and hasSetTextAction()
    see(field)
    into(field).performTextReplacement(text)
}

/** Scrolls to where it stands, in a list or on a long page. */
internal fun Window.into(matcher: SemanticsMatcher): SemanticsNodeInteraction {
    val node = test.onNode(matcher)
    if (!scrolls(node.fetchSemanticsNode())) return node
    return node.performScrollTo()
}

internal fun Window.scrollTo(text: String) {
    test.onNode(hasScrollToNodeAction()).performScrollToNode(labelled(text))
}

private fun scrolls(node: SemanticsNode): Boolean =
    generateSequence(node.parent) { it.parent }.any { SemanticsActions.ScrollBy in it.config }

/** What a screen reader and a thumb need: a name, a role, and 48 dp. */
internal fun Window.assertUsable(where: String) {
    test.waitForIdle()
    val pressable = SemanticsMatcher.keyIsDefined(SemanticsActions.OnClick)
    for (node in test.onAllNodes(pressable).fetchSemanticsNodes()) {
        val config = node.config
        val names = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text } +
            config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()
        val edited = SemanticsActions.SetText in config
        assertTrue(names.any(String::isNotBlank), "$where: no name: $config")
        assertTrue(edited || SemanticsProperties.Role in config, "$where: no role: $names")
        val (width, height) = node.touchBoundsInRoot.let { it.width to it.height }
        val least = with(node.layoutInfo.density) { 48 * density } - 1
        val cut = node.boundsInRoot.height < node.size.height || node.boundsInRoot.width < node.size.width
        assertTrue(cut || (width >= least && height >= least), "$where: too small: $names, $width x $height")
    }
}
