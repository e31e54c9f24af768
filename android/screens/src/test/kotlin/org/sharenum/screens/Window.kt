package org.sharenum.screens

import androidx.compose.runtime.CompositionLocalProvider
import androidx.compose.ui.geometry.Size
import androidx.compose.ui.graphics.toPixelMap
import androidx.compose.ui.platform.LocalDensity
import androidx.compose.ui.test.ComposeUiTest
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.SkikoComposeUiTest
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onRoot
import androidx.compose.ui.test.v2.runSkikoComposeUiTest
import androidx.compose.ui.text.font.FontFamily
import androidx.compose.ui.text.font.FontWeight
import androidx.compose.ui.text.platform.Font
import androidx.compose.ui.unit.Density
import java.io.File
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import org.sharenum.companion.Sharenum
import org.sharenum.screens.app.App
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Navigator
import org.sharenum.screens.app.Route

/** How large a window is, in dp, and how large its letters. */
enum class Device(val width: Int, val height: Int, val fontScale: Float = 1f) {
    Phone(412, 892),
    LargeLetters(412, 892, 2f),
    Tablet(1280, 800),
    TabletWithLargeLetters(1280, 800, 2f),
}

/** Longest that a test waits for what must happen, in ms; nothing waits that long. */
const val PATIENCE = 30_000L

private val ROBOTO_FOLDER = File("/usr/share/fonts/truetype/roboto/unhinted/RobotoTTF")

/** Whether letters as a phone has them are installed: Debian's fonts-roboto-unhinted. */
val ROBOTO_IS_THERE: Boolean = ROBOTO_FOLDER.resolve("Roboto-Regular.ttf").exists()

/** Letters as a phone has them, where they are installed. */
val ROBOTO: FontFamily by lazy {
    if (!ROBOTO_IS_THERE) return@lazy FontFamily.Default
    FontFamily(
        Font(ROBOTO_FOLDER.resolve("Roboto-Regular.ttf")),
        Font(ROBOTO_FOLDER.resolve("Roboto-Medium.ttf"), FontWeight.Medium),
    )
}

/** The app on a phone of the scene or of the stage, in a window without a screen. */
@OptIn(ExperimentalTestApi::class)
class Window(val test: SkikoComposeUiTest, val desk: Desk, val shell: TestShell, val navigator: Navigator) :
    ComposeUiTest by test {
    /** Waits until this is on the screen. */
    fun see(text: String) = test.waitUntil("no $text on the screen", PATIENCE) {
        val found = hasText(text, substring = true).or(hasContentDescription(text, substring = true))
        test.onAllNodes(found).fetchSemanticsNodes().isNotEmpty()
    }

    /** Waits until all that the pages have asked for is there, and drawn. */
    fun settle() {
        var last: IntArray? = null
        test.waitUntil("the screen is still", PATIENCE) {
            // What was read before is drawn by now; drawing it may ask for more.
            val before = AtWork.rest
            test.waitForIdle()
            val seen = test.onRoot().captureToImage().toPixelMap().buffer
            val still = before != null && before == AtWork.rest && last.contentEquals(seen)
            last = seen
            still
        }
    }

    /** The words of the language that is shown. */
    fun word(name: String, vararg arguments: Any): String =
        shell.words(checkNotNull(shell.choices.value.language)).text(name, *arguments)
}

/** Opens the app at a place, and closes everything behind the test; the phone stays open to [keep] it. [scale] is pixels per dp. */
@OptIn(ExperimentalTestApi::class)
fun window(
    phone: Sharenum,
    shell: TestShell = TestShell(clock = { Scene.now }),
    device: Device = Device.Phone,
    at: List<Route> = listOf(Route.Nearby),
    link: String? = null,
    keep: Boolean = false,
    scale: Float = 2f,
    test: Window.() -> Unit,
) {
    val scope = CoroutineScope(SupervisorJob() + AtWork.models)
    val desk = Desk(phone, shell, scope)
    val navigator = Navigator(at)
    link?.let(desk::arrive)
    try {
        // Of `v2`: before, what a page heard from another thread was written into it on that thread, while this one
        // composed it, and was now and then not drawn.
        runSkikoComposeUiTest(
            Size(device.width * scale, device.height * scale),
            density = Density(scale, device.fontScale),
        ) {
            setContent {
                CompositionLocalProvider(LocalDensity provides Density(scale, device.fontScale)) {
                    App(desk, navigator, ROBOTO)
                }
            }
            Window(this, desk, shell, navigator).test()
        }
    } finally {
        scope.cancel()
        if (!keep) phone.close()
    }
}
