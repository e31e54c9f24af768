package org.sharenum.app

import android.content.Intent
import android.net.Uri
import android.os.Bundle
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.test.ComposeTimeoutException
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollAction
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.v2.runEmptyComposeUiTest
import androidx.core.content.FileProvider
import kotlinx.coroutines.runBlocking
import org.robolectric.Robolectric
import org.robolectric.android.controller.ActivityController
import org.robolectric.util.ReflectionHelpers
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.XmlWords

/** Longest that a test waits for what must happen, in ms; nothing waits that long. */
const val PATIENCE = 30_000L

/** The app's window on Robolectric, read as a person reads it. */
@OptIn(ExperimentalTestApi::class)
class Shown(private val test: ComposeUiTest, start: Intent) {
    private var window: ActivityController<MainActivity> = opened(start)

    val activity: MainActivity get() = window.get()

    /** Waits until this is on the screen. */
    fun see(text: String) = try {
        test.waitUntil("no $text on the screen", PATIENCE) { isThere(saying(text)) }
    } catch (late: ComposeTimeoutException) {
        throw AssertionError("no $text on the screen, but ${texts()}", late)
    }

    private fun texts(): List<String> = test.onAllNodes(hasText("", substring = true)).fetchSemanticsNodes()
        .flatMap { it.config.getOrElse(SemanticsProperties.Text) { listOf() } }.map { it.text }

    /** Waits until this is not, or not any more. */
    fun gone(text: String) = test.waitUntil("$text is still on the screen", PATIENCE) { !isThere(saying(text)) }

    fun press(text: String) {
        val button = saying(text) and hasClickAction()
        test.waitUntil("no $text to press", PATIENCE) { isThere(button) }
        test.onAllNodes(button).onFirst().performClick()
    }

    /** Brings it into sight: from further down on a page, or further on in a list. */
    fun scrollTo(text: String) {
        test.waitUntil("nothing to scroll on the screen", PATIENCE) { isThere(hasScrollAction()) }
        if (isThere(saying(text))) {
            test.onAllNodes(saying(text)).onFirst().performScrollTo()
        } else {
            test.onAllNodes(hasScrollToNodeAction()).onFirst().performScrollToNode(saying(text))
        }
    }

    /** Waits until this holds, which the app brings about, at times on its main thread. */
    fun until(what: String, holds: () -> Boolean) = test.waitUntil("it never came to this: $what", PATIENCE) {
        test.waitForIdle()
        holds()
    }

    /** What the system's button or gesture of going back does. */
    fun goBack() {
        test.waitForIdle()
        test.runOnUiThread { activity.onBackPressedDispatcher.onBackPressed() }
        test.waitForIdle()
    }

    /** A link comes while the window is there. */
    fun arrive(link: String) {
        window.newIntent(link(link))
        test.waitForIdle()
    }

    /** The system takes the window away and makes a new one of what was kept, as after a kill. */
    fun madeAnew() {
        test.waitForIdle()
        val kept = Bundle()
        val intent = window.intent
        window.pause().stop().saveInstanceState(kept).destroy()
        window = Robolectric.buildActivity(MainActivity::class.java, intent)
        window.create(kept).start().restoreInstanceState(kept).resume().visible()
    }

    /** What the core says. */
    fun <T> core(call: suspend SharenumAppInterface.() -> T): T = runBlocking { APP.phone().call(call) }

    fun close() {
        window.close()
    }

    private fun isThere(what: SemanticsMatcher) = test.onAllNodes(what).fetchSemanticsNodes().isNotEmpty()

    private fun saying(text: String) = hasText(text, substring = true) or hasContentDescription(text, substring = true)

    private fun opened(intent: Intent) = Robolectric.buildActivity(MainActivity::class.java, intent).setup()
}

/**
 * Starts the app as its icon does, or as a link. [phone] is somebody of the scene; none is a new phone.
 * [before] is what happens to the phone before.
 */
@OptIn(ExperimentalTestApi::class)
fun app(phone: String?, start: Intent = launcher(), before: () -> Unit = {}, test: Shown.() -> Unit) {
    forgetFolders()
    StandInKeyStore.install()
    if (phone != null) Scene.install(phone)
    before()
    runEmptyComposeUiTest {
        val shown = Shown(this, start)
        try {
            shown.test()
        } finally {
            shown.close()
            close()
        }
    }
}

/** The provider keeps for a process which folders it shares; here, each test has folders of its own. */
fun forgetFolders() = ReflectionHelpers.getStaticField<MutableMap<*, *>>(FileProvider::class.java, "sCache").clear()

private fun close() = runBlocking {
    try {
        APP.phone().close()
    } catch (_: SharenumException) {
        // It was never opened.
    }
}

/** What the system's list of apps starts. */
fun launcher(): Intent = checkNotNull(APP.packageManager.getLaunchIntentForPackage(APP.packageName))

fun link(link: String): Intent = Intent(Intent.ACTION_VIEW, Uri.parse(link)).setPackage(APP.packageName)

/** The words in English, which the phone of these tests is set to. */
val SAYS: XmlWords = XmlWords.read(Language.English)
