package org.sharenum.screens.me

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasAnySibling
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasParent
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isHeading
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextReplacement
import kotlin.test.assertTrue
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.Window

// What a hand does, by the labels that a person reads; and what a screen reader needs.

/** Waits for it, and brings into view what a list or a page holds. */
@OptIn(ExperimentalTestApi::class)
fun Window.reach(what: SemanticsMatcher): SemanticsNodeInteraction {
    test.waitUntil("no node: ${what.description}", PATIENCE) { isThere(what) || scrollsTo(what) }
    val node = test.onNode(what)
    // What does not scroll is in view.
    runCatching { node.performScrollTo() }
    test.waitForIdle()
    return node
}

@OptIn(ExperimentalTestApi::class)
private fun Window.isThere(what: SemanticsMatcher) = test.onAllNodes(what).fetchSemanticsNodes().isNotEmpty()

@OptIn(ExperimentalTestApi::class)
private fun Window.scrollsTo(what: SemanticsMatcher): Boolean {
    val lists = test.onAllNodes(hasScrollToNodeAction())
    return lists.fetchSemanticsNodes().indices.any { runCatching { lists[it].performScrollToNode(what) }.isSuccess }
}

/** Presses what is called so, wherever it stands on the page. */
@OptIn(ExperimentalTestApi::class)
fun Window.press(text: String) {
    reach(hasClickAction() and !hasSetTextAction() and named(text)).performSemanticsAction(SemanticsActions.OnClick)
    test.waitForIdle()
}

/** Presses the first that is called so: several rows may have the same button. */
@OptIn(ExperimentalTestApi::class)
fun Window.pressFirst(text: String) {
    test.onAllNodes(hasClickAction() and named(text))[0].performSemanticsAction(SemanticsActions.OnClick)
    test.waitForIdle()
}

/** Presses a chip, a switch or a button of the card with this title. */
@OptIn(ExperimentalTestApi::class)
fun Window.pressIn(card: String, text: String) {
    reach(hasText(card) and isHeading())
    val beside = hasAnySibling(hasText(card))
    reach(
        hasClickAction() and named(text) and (beside or hasParent(beside)),
    ).performSemanticsAction(SemanticsActions.OnClick)
    test.waitForIdle()
}

@OptIn(ExperimentalTestApi::class)
fun Window.type(label: String, text: String) {
    reach(hasSetTextAction() and hasText(label)).performTextReplacement(text)
    test.waitForIdle()
}

/** Waits until the core says so. */
@OptIn(ExperimentalTestApi::class)
fun <T> Window.core(expected: T, read: SharenumAppInterface.() -> T) {
    var last: T? = null
    try {
        test.waitUntil("the core", PATIENCE) { desk.phone.blocking(read).also { last = it } == expected }
    } catch (error: androidx.compose.ui.test.ComposeTimeoutException) {
        throw AssertionError("expected $expected, the core has $last", error)
    }
}

private fun named(text: String) = hasText(text) or hasContentDescription(text)

/** Each target has a name and a role, and is as large as a finger. */
@OptIn(ExperimentalTestApi::class)
fun Window.everyTargetIsAccessible() {
    test.waitForIdle()
    val targets = test.onAllNodes(hasClickAction()).fetchSemanticsNodes()
    assertTrue(targets.isNotEmpty())
    for (node in targets) {
        assertTrue(node.name.isNotBlank(), "a target without a name: ${node.config}")
        val text = SemanticsActions.SetText in node.config
        assertTrue(text || SemanticsProperties.Role in node.config, "${node.name} has no role")
        val least = 48 * node.layoutInfo.density.density - 1
        assertTrue(node.layoutInfo.height >= least, "${node.name} is ${node.layoutInfo.height} px high")
        assertTrue(node.layoutInfo.width >= least, "${node.name} is ${node.layoutInfo.width} px wide")
    }
}

private val SemanticsNode.name: String
    get() =
        config.getOrNull(SemanticsProperties.Text).orEmpty().joinToString { it.text } +
            config.getOrNull(SemanticsProperties.ContentDescription).orEmpty().joinToString()
