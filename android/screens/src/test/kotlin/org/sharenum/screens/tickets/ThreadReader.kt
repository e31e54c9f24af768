package org.sharenum.screens.tickets

import androidx.compose.ui.semantics.SemanticsActions
import androidx.compose.ui.semantics.SemanticsNode
import androidx.compose.ui.semantics.SemanticsProperties
import androidx.compose.ui.semantics.getOrNull
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.SemanticsNodeInteractionCollection
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performSemanticsAction
import androidx.compose.ui.test.performTextInput
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.screens.Device
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/** A document of the scene. */
internal fun scene(name: String) = DocumentId(Scene[name])

/** Somebody in front of a page, who reads labels, presses and types, and sees in the core what came of it. */
@OptIn(ExperimentalTestApi::class)
internal class ThreadReader(val window: Window) {
    fun see(text: String) = window.see(text)

    fun sees(text: String): Boolean = window.test.onAllNodes(hasText(text, substring = true)).any()

    fun word(name: String, vararg arguments: Any): String = window.word(name, *arguments)

    fun press(text: String) {
        val button = hasText(text).or(hasContentDescription(text)).and(hasClickAction())
        window.test.waitUntil("no button $text", PATIENCE) { window.test.onAllNodes(button).any() }
        window.test.onAllNodes(button).onFirst().performSemanticsAction(SemanticsActions.OnClick)
    }

    fun type(label: String, text: String) {
        val field = field(label)
        window.test.waitUntil("no field $label", PATIENCE) { window.test.onAllNodes(field).any() }
        window.test.onNode(field).performTextInput(text)
    }

    fun field(label: String): SemanticsMatcher = hasSetTextAction().and(hasText(label))

    fun <T> core(read: SharenumAppInterface.() -> T): T = runBlocking { window.desk.phone.call { read() } }

    fun until(what: String, check: SharenumAppInterface.() -> Boolean) =
        window.test.waitUntil(what, PATIENCE) { core(check) }

    fun isAt(route: Route) = window.test.waitUntil("not at $route", PATIENCE) { window.navigator.here == route }

    /** What a screen reader could not use: clickable without a name or a role, or smaller than a finger. */
    fun unusable(): List<String> {
        window.test.waitForIdle()
        val least = with(window.test.density) { 48.dp.toPx() } - 0.5f
        return window.test.onAllNodes(hasClickAction()).fetchSemanticsNodes().mapNotNull { node ->
            val name = node.name()
            val typed = node.config.contains(SemanticsActions.SetText)
            val role = typed || node.config.getOrNull(SemanticsProperties.Role) != null
            val size = node.touchBoundsInRoot
            when {
                name.isBlank() -> "no name at ${node.boundsInRoot}"

                !role -> "no role: $name"

                // What is cut by the edge of its list is scrolled to.
                node.size.height < least && size.height < least && node.isWhole() -> "too low: $name"

                size.width < least && node.isWhole() -> "too narrow: $name"

                else -> null
            }
        }
    }

    private fun SemanticsNode.isWhole() = boundsInRoot.height >= size.height && boundsInRoot.width >= size.width

    private fun SemanticsNode.name(): String {
        val texts = config.getOrNull(SemanticsProperties.Text).orEmpty().map { it.text }
        return (texts + config.getOrNull(SemanticsProperties.ContentDescription).orEmpty()).joinToString(" ")
    }

    private fun SemanticsNodeInteractionCollection.any() = fetchSemanticsNodes().isNotEmpty()
}

/** Opens a page on somebody's phone. */
internal fun reading(
    at: Route,
    phone: Sharenum = Scene.phone("teacher"),
    language: Language = Language.English,
    device: Device = Device.Phone,
    test: ThreadReader.() -> Unit,
) = window(phone, TestShell(language, clock = { Scene.now }), device, listOf(Route.Tickets, at)) {
    ThreadReader(this).test()
}
