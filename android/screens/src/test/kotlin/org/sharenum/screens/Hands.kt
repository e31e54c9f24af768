@file:OptIn(ExperimentalTestApi::class)

package org.sharenum.screens

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextReplacement
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.screens.words.Formats

// What a person does, by the words that they read, and what came of it.

/** What the core says now. */
fun <T> Window.core(read: suspend SharenumAppInterface.() -> T): T = runBlocking { desk.phone.call(read) }

/** Waits for what the core comes to say. */
fun Window.until(what: String, holds: suspend SharenumAppInterface.() -> Boolean) =
    test.waitUntil(what, PATIENCE) { core(holds) }

/** What carries this text, or has it as its name, and can be pressed. */
fun Window.button(text: String): SemanticsNodeInteraction {
    val named = named(text).and(hasClickAction())
    test.waitUntil("nothing to press is called $text", PATIENCE) { isThere(named) }
    return test.onAllNodes(named).onFirst()
}

/** One tap, where the person sees it. */
fun Window.tap(text: String) {
    val button = button(text)
    // What is in no scrolled column is in sight already.
    runCatching { button.performScrollTo() }
    button.performClick()
    test.waitForIdle()
}

/** Waits for it, wherever it stands in a list or on a long page, and brings it into sight: the first of several. */
fun Window.reach(what: SemanticsMatcher): SemanticsNodeInteraction {
    test.waitUntil("not there: ${what.description}", PATIENCE) { isThere(what) || scrollsTo(what) }
    val node = test.onAllNodes(what).onFirst()
    // What does not scroll is in sight.
    runCatching { node.performScrollTo() }
    test.waitForIdle()
    return node
}

/** Presses what is called so, wherever it stands, as a screen reader does: also what a notice covers. */
fun Window.press(text: String) {
    // A field with the same words in it is no button.
    val pressable = named(text).and(hasClickAction()).and(!hasSetTextAction())
    reach(pressable).assertIsEnabled().performSemanticsAction(SemanticsActions.OnClick)
    test.waitForIdle()
}

/** Types into the field of this label, over what stands in it. */
fun Window.type(label: String, text: String) {
    reach(hasText(label).and(hasSetTextAction())).performTextReplacement(text)
    test.waitForIdle()
}

/** How the window writes dates. */
fun Window.formats(): Formats {
    val words = shell.words(checkNotNull(shell.choices.value.language))
    return Formats(words, shell.zone, shell::now)
}

private fun named(text: String) = hasText(text).or(hasContentDescription(text))

private fun Window.isThere(what: SemanticsMatcher) = test.onAllNodes(what).fetchSemanticsNodes().isNotEmpty()

private fun Window.scrollsTo(what: SemanticsMatcher): Boolean {
    val lists = test.onAllNodes(hasScrollToNodeAction())
    return lists.fetchSemanticsNodes().indices.any { runCatching { lists[it].performScrollToNode(what) }.isSuccess }
}
