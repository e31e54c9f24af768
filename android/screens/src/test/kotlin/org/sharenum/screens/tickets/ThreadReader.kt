package org.sharenum.screens.tickets

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SemanticsMatcher
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.performTextInput
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.screens.Device
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.press
import org.sharenum.screens.see
import org.sharenum.screens.there
import org.sharenum.screens.until
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/** A document of the scene. */
internal fun scene(name: String) = DocumentId(Scene[name])

/** Somebody in front of a page, who reads labels, presses and types, and sees in the core what came of it. */
@OptIn(ExperimentalTestApi::class)
internal class ThreadReader(val window: Window) {
    fun see(text: String) = window.see(text)

    fun sees(text: String): Boolean = window.there(hasText(text, substring = true))

    fun word(name: String, vararg arguments: Any): String = window.word(name, *arguments)

    fun press(text: String) = window.press(text)

    fun type(label: String, text: String) {
        val field = field(label)
        window.see(field)
        window.test.onNode(field).performTextInput(text)
    }

    fun field(label: String): SemanticsMatcher = hasSetTextAction().and(hasText(label))

    fun <T> core(read: SharenumAppInterface.() -> T): T = window.core { read() }

    fun until(what: String, check: SharenumAppInterface.() -> Boolean) = window.until(what) { check() }

    fun isAt(route: Route) = window.test.waitUntil("not at $route", PATIENCE) { window.navigator.here == route }
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
