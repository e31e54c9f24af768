package org.sharenum.desktop

import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.input.key.Key
import androidx.compose.ui.input.key.KeyEvent
import androidx.compose.ui.input.key.KeyEventType
import androidx.compose.ui.input.key.isAltPressed
import androidx.compose.ui.input.key.key
import androidx.compose.ui.input.key.type
import androidx.compose.ui.unit.DpSize
import androidx.compose.ui.unit.dp
import androidx.compose.ui.window.Window
import androidx.compose.ui.window.application
import androidx.compose.ui.window.rememberWindowState
import java.util.Locale
import kotlin.system.exitProcess
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.SharenumException
import org.sharenum.screens.app.App
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Navigator
import org.sharenum.screens.app.Route
import org.sharenum.screens.words.Formats
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.XmlWords
import org.sharenum.screens.words.error

/**
 * The app in a window: what the laptop of a BusNum runs, and how a stranger tries it.
 *
 * `--folder FOLDER` is where the account lies; `--demo FILE --as NAME` opens somebody of a scene;
 * `--hub URL` sets the address of the hub; `--language fr|en`; a `sharenum://` link opens at its place.
 */
fun main(arguments: Array<String>) {
    val options =
        try {
            Options.read(arguments.toList())
        } catch (error: Misread) {
            System.err.println(XmlWords.read(Language.of(Locale.getDefault())).text(error.text, error.part))
            exitProcess(USAGE)
        }
    val words = XmlWords.read(options.language ?: Language.of(Locale.getDefault()))
    val account = Account.of(options)
    val phone =
        try {
            runBlocking { account.open() }
        } catch (error: SharenumException) {
            System.err.println(words.error(error, Formats(words)))
            exitProcess(1)
        }
    val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    val shell = DesktopShell(options, account, phone, scope)
    val desk = Desk(phone, shell, scope)
    val navigator = Navigator(listOf(Route.Nearby))
    options.link?.let(desk::arrive)
    try {
        application {
            val choices by shell.choices.collectAsState()
            val title = shell.words(choices.language ?: Language.of(Locale.getDefault())).text("app_name")
            Window(
                onCloseRequest = ::exitApplication,
                state = rememberWindowState(size = DpSize(1180.dp, 800.dp)),
                title = title,
                onKeyEvent = { goesBack(it, navigator) },
            ) {
                App(desk, navigator)
                Ready(options)
            }
        }
    } finally {
        scope.cancel()
        phone.close()
    }
}

/** Escape, or Alt and the left arrow, as in a browser. */
private fun goesBack(event: KeyEvent, navigator: Navigator): Boolean {
    val asked = event.key == Key.Escape || (event.key == Key.DirectionLeft && event.isAltPressed)
    if (event.type != KeyEventType.KeyUp || !asked || !navigator.canGoBack) return false
    navigator.back()
    return true
}

/** Says on standard output that the window is there, for what started it. */
@Composable
private fun Ready(options: Options) = LaunchedEffect(options) { println("ready") }

/** The exit code of a command line that cannot be read (sysexits.h). */
private const val USAGE = 64
