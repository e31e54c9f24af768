package org.sharenum.screens.app

import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onRoot
import java.io.File
import kotlin.test.Test
import kotlin.test.assertEquals
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import org.junit.Assume.assumeTrue
import org.sharenum.screens.Device
import org.sharenum.screens.Look
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/**
 * Every page on every device, in every look and language, to be looked at: some hundred pictures in
 * target/pictures/every, drawn with `-Dsharenum.pictures=every` only.
 */
@OptIn(ExperimentalTestApi::class)
class EveryPictureTest {
    private val folder = File("target/pictures/every")

    @Test
    fun `every page in every combination`() {
        assumeTrue("skipped: drawn on demand", System.getProperty("sharenum.pictures") == "every")
        folder.deleteRecursively()
        folder.mkdirs()
        for (place in PLACES) for (device in Device.entries) draw(place, device)
        val looks = Device.entries.sumOf { looks(it).size }
        assertEquals(PLACES.size * looks * Language.entries.size, folder.list()?.size)
    }

    private fun draw(place: Where, device: Device) {
        val shell = TestShell { Scene.now }
        window(Scene.phone(place.person), shell, device, place.at, scale = 1f) {
            for (look in looks(device)) {
                for (language in Language.entries) {
                    // What is shown changes at once, as it does for a person.
                    shell.choose(shell.choices.value.copy(language = language, look = look))
                    settle()
                    keep("${place.name}-$device-$look-${language.tag}")
                }
            }
        }
    }

    private fun Window.keep(name: String) {
        val bitmap = test.onRoot().captureToImage().asSkiaBitmap()
        val png = checkNotNull(Image.makeFromBitmap(bitmap).encodeToData(EncodedImageFormat.PNG))
        folder.resolve("$name.png").writeBytes(png.bytes)
    }

    /** Large letters are a look of their own. */
    private fun looks(device: Device) = if (device.fontScale > 1f) listOf(Look.Light) else listOf(Look.Light, Look.Dark)
}
