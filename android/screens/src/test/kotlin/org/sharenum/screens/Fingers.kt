@file:OptIn(ExperimentalTestApi::class)

package org.sharenum.screens

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsNodeInteraction
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.SharenumAppInterface

/** What the core says now. */
fun <T> Window.core(read: suspend SharenumAppInterface.() -> T): T = runBlocking { desk.phone.call(read) }

/** Waits for what the core comes to say. */
@OptIn(ExperimentalTestApi::class)
fun Window.until(what: String, holds: suspend SharenumAppInterface.() -> Boolean) =
    test.waitUntil(what, PATIENCE) { core(holds) }

/** What carries this text, or has it as its name, and can be pressed. */
fun Window.button(text: String): SemanticsNodeInteraction {
    val named = hasText(text).or(hasContentDescription(text)).and(hasClickAction())
    test.waitUntil("nothing to press is called $text", PATIENCE) {
        test.onAllNodes(named).fetchSemanticsNodes().isNotEmpty()
    }
    return test.onAllNodes(named).onFirst()
}

/** One tap, where the person sees it. */
@OptIn(ExperimentalTestApi::class)
fun Window.tap(text: String) {
    val button = button(text)
    // What is in no scrolled column is in sight already.
    runCatching { button.performScrollTo() }
    button.performClick()
    test.waitForIdle()
}
