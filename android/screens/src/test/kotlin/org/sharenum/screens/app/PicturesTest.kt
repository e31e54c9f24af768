package org.sharenum.screens.app

import androidx.compose.ui.graphics.asSkiaBitmap
import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.captureToImage
import androidx.compose.ui.test.onRoot
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO
import kotlin.math.abs
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.fail
import org.jetbrains.skia.EncodedImageFormat
import org.jetbrains.skia.Image
import org.junit.Assume.assumeTrue
import org.sharenum.companion.DocumentId
import org.sharenum.screens.Device
import org.sharenum.screens.Look
import org.sharenum.screens.ROBOTO_IS_THERE
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.tap
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/**
 * What every screen looks like, drawn from the real core on the scene: compared with docs/screens, where
 * a person has looked at them. `-Dsharenum.pictures=update` draws them anew; their diff is to be looked at.
 */
@OptIn(ExperimentalTestApi::class)
class PicturesTest {
    private class Picture(
        val name: String,
        val person: String,
        val at: List<Route>,
        val device: Device = Device.Phone,
        val language: Language = Language.French,
        val look: Look = Look.Light,
        val before: Window.() -> Unit = {},
    )

    private fun id(name: String) = DocumentId(Scene[name])

    private val pictures by lazy {
        val byDistance: Window.() -> Unit = { tap(word("view_by_distance")) }
        listOf(
            Picture("join", "newcomer", listOf(Route.Nearby)),
            Picture("join-large", "newcomer", listOf(Route.Nearby), Device.LargeLetters, Language.English),
            Picture("alerts", "teacher", listOf(Route.Nearby)),
            Picture("nearby", "teacher", listOf(Route.Nearby), before = byDistance),
            Picture(
                "nearby-dark",
                "teacher",
                listOf(Route.Nearby),
                language = Language.English,
                look = Look.Dark,
                before = byDistance,
            ),
            Picture("nearby-large", "teacher", listOf(Route.Nearby), Device.LargeLetters, before = byDistance),
            Picture("workshop", "teacher", listOf(Route.Nearby, Route.Workshop(id("workshop_soon")))),
            Picture(
                "workshop-tablet",
                "teacher",
                listOf(Route.Nearby, Route.Workshop(id("workshop_organised"))),
                Device.Tablet,
                Language.English,
            ),
            Picture("tickets", "teacher", listOf(Route.Tickets)),
            Picture(
                "tickets-tablet",
                "teacher",
                listOf(Route.Tickets, Route.Ticket(id("ticket_discussed"))),
                Device.Tablet,
            ),
            Picture(
                "ticket-dark",
                "teacher",
                listOf(Route.Tickets, Route.Ticket(id("ticket_discussed"))),
                language = Language.English,
                look = Look.Dark,
            ),
            Picture("ticket-new", "teacher", listOf(Route.Tickets, Route.NewTicket)),
            Picture("thread", "teacher", listOf(Route.Tickets, Route.Proposal(id("proposal")))),
            Picture("plan", "teacher", listOf(Route.Tickets, Route.Plan(id("plan"))), language = Language.English),
            Picture("agenda", "teacher", listOf(Route.Agenda)),
            Picture(
                "agenda-tablet-dark",
                "teacher",
                listOf(Route.Agenda, Route.Booking(id("booking_refused"))),
                Device.Tablet,
                Language.English,
                Look.Dark,
            ),
            Picture("help-log", "tablet", listOf(Route.Help)),
            Picture("help-log-tablet", "tablet", listOf(Route.Help), Device.Tablet, Language.English),
            Picture("help-co-sign", "teacher", listOf(Route.Help), language = Language.English),
            Picture("bus", "host", listOf(Route.More, Route.Bus)),
            Picture("bus-tablet", "host", listOf(Route.More, Route.Bus), Device.Tablet, Language.English),
            Picture("sync", "teacher", listOf(Route.More, Route.Sync)),
            Picture("me-dark", "teacher", listOf(Route.More, Route.Me), look = Look.Dark),
            Picture(
                "settings-large",
                "teacher",
                listOf(Route.More, Route.Alerts),
                Device.LargeLetters,
                Language.English,
            ),
        )
    }

    @Test
    fun `every screen looks as it did when somebody looked at it`() {
        if (!ROBOTO_IS_THERE) {
            check(System.getenv("SHARENUM_ALL_LANGUAGES") == null) { "install fonts-roboto-unhinted" }
            assumeTrue("skipped: pictures need Debian's fonts-roboto-unhinted", false)
        }
        val differ = pictures.mapNotNull { picture -> compare(picture)?.let { "${picture.name}: $it" } }
        if (differ.isNotEmpty()) fail("look at target/pictures:\n" + differ.joinToString("\n"))
    }

    @Test
    fun `each picture has a name of its own, and no other lies beside them`() {
        val names = pictures.map { it.name }
        assertEquals(names.toSet().size, names.size)
        val there = GOLDENS.listFiles { file -> file.extension == "png" }.orEmpty().map { it.nameWithoutExtension }
        assertEquals(names.sorted(), there.sorted())
    }

    private fun compare(picture: Picture): String? {
        val drawn = File("target/pictures/${picture.name}.png").apply { parentFile.mkdirs() }
        draw(picture, drawn)
        val golden = GOLDENS.resolve(drawn.name)
        if (System.getProperty("sharenum.pictures") == "update") {
            drawn.copyTo(golden, overwrite = true)
            return null
        }
        if (!golden.exists()) return "there is none in docs/screens"
        return difference(ImageIO.read(golden), ImageIO.read(drawn))
    }

    private fun draw(picture: Picture, to: File) {
        val scale = if (picture.device == Device.Tablet) 1f else 1.5f
        val shell = TestShell(picture.language, picture.look) { Scene.now }
        window(Scene.phone(picture.person), shell, picture.device, picture.at, scale = scale) {
            settle()
            val before = picture.before
            before()
            settle()
            val bitmap = test.onRoot().captureToImage().asSkiaBitmap()
            to.writeBytes(checkNotNull(Image.makeFromBitmap(bitmap).encodeToData(EncodedImageFormat.PNG)).bytes)
        }
    }

    private fun difference(golden: BufferedImage, drawn: BufferedImage): String? {
        if (golden.width != drawn.width || golden.height != drawn.height) return "another size"
        var off = 0
        for (y in 0 until golden.height) {
            for (x in 0 until golden.width) if (apart(golden.getRGB(x, y), drawn.getRGB(x, y)) > SHADE) off++
        }
        val part = off.toDouble() / (golden.width * golden.height)
        return if (part <= TOLERANCE) null else "%.3f %% of it differs".format(part * 100)
    }

    private fun apart(one: Int, other: Int) =
        (0..2).maxOf { channel -> abs((one shr (8 * channel) and 0xff) - (other shr (8 * channel) and 0xff)) }

    private companion object {
        val GOLDENS = File("../../docs/screens")

        /** A letter's edge may be drawn a little otherwise by another machine. */
        const val SHADE = 24
        const val TOLERANCE = 0.002
    }
}
