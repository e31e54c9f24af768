@file:OptIn(ExperimentalTestApi::class)

package org.sharenum.screens

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.assertIsEnabled
import androidx.compose.ui.test.hasAnyAncestor
import androidx.compose.ui.test.hasAnySibling
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasParent
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isHeading
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
    test.waitUntil("nothing to press is called $text", PATIENCE) { there(named) }
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
    test.waitUntil("not there: ${what.description}", PATIENCE) { there(what) || scrollsTo(what) }
    val node = test.onAllNodes(what).onFirst()
    // What does not scroll is in sight.
    runCatching { node.performScrollTo() }
    test.waitForIdle()
    return node
}

/** Presses what is called so, wherever it stands, as a screen reader does: also what a notice covers. */
fun Window.press(text: String) {
    pressable(text).assertIsEnabled().performSemanticsAction(SemanticsActions.OnClick)
    test.waitForIdle()
}

/** Presses a chip, a switch or a button of the card with this title. */
fun Window.pressIn(card: String, text: String) {
    reach(hasText(card).and(isHeading()))
    val beside = hasAnySibling(hasText(card))
    reach(hasClickAction().and(named(text)).and(beside.or(hasParent(beside))))
        .performSemanticsAction(SemanticsActions.OnClick)
    test.waitForIdle()
}

/** What is called so and can be pressed; what stands on the page goes before what stands around it. */
fun Window.pressable(text: String): SemanticsNodeInteraction {
    // A field with the same words in it is no button.
    val says = named(text).and(hasClickAction()).and(!hasSetTextAction())
    val button = reach(says)
    val inside = says.and(hasAnyAncestor(hasScrollAction()))
    return if (there(inside)) test.onAllNodes(inside).onFirst().performScrollTo() else button
}

/** Types into the field of this label, over what stands in it. */
fun Window.type(label: String, text: String) {
    reach(hasText(label).and(hasSetTextAction())).performTextReplacement(text)
    test.waitForIdle()
}

/** What stands in a field. */
fun Window.typed(label: String): String {
    val field = reach(hasText(label).and(hasSetTextAction()))
    return field.fetchSemanticsNode().config[SemanticsProperties.EditableText].text
}

/** Scrolls a list until something is in it. */
fun Window.scrollTo(text: String) {
    val what = hasText(text, substring = true).or(hasContentDescription(text))
    test.waitUntil("no $text in the list", PATIENCE) { scrollsTo(what) }
}

/** Waits until this is on the screen. */
fun Window.see(what: SemanticsMatcher) = eventually("not there: ${what.description}") { there(what) }

/** Waits until something is not on the screen any more. */
fun Window.gone(text: String) = eventually("$text is still on the screen") { !there(hasText(text, substring = true)) }

fun Window.there(what: SemanticsMatcher): Boolean = test.onAllNodes(what).fetchSemanticsNodes().isNotEmpty()

fun Window.eventually(what: String, holds: () -> Boolean) = test.waitUntil(what, PATIENCE, holds)

/** Words that count, in the language that is shown. */
fun Window.counted(name: String, count: Long, vararg arguments: Any): String =
    shell.words(checkNotNull(shell.choices.value.language)).count(name, count, *arguments)

/** How the window writes dates. */
fun Window.formats(): Formats {
    val words = shell.words(checkNotNull(shell.choices.value.language))
    return Formats(words, shell.zone, shell::now)
}

/** What a person reads as this, or hears. */
fun named(text: String) = hasText(text).or(hasContentDescription(text))

private fun Window.scrollsTo(what: SemanticsMatcher): Boolean {
    val lists = test.onAllNodes(hasScrollToNodeAction())
    return lists.fetchSemanticsNodes().indices.any { runCatching { lists[it].performScrollToNode(what) }.isSuccess }
}
