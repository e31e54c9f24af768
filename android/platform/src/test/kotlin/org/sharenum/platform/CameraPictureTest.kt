package org.sharenum.platform

import android.content.Intent
import android.content.pm.PackageManager
import android.graphics.Bitmap
import android.graphics.Color
import android.net.Uri
import android.provider.MediaStore
import java.awt.Graphics2D
import java.awt.image.BufferedImage
import java.io.File
import javax.imageio.ImageIO
import kotlin.test.assertContentEquals
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNotEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlin.test.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.sharenum.companion.SharenumException
import org.sharenum.companion.readInvitation

/** Pictures are decoded by the framework's own code, not by a shadow of it: `graphicsMode=NATIVE`. */
@RunWith(RobolectricTestRunner::class)
class CameraPictureTest {
    private val camera = CameraPicture(APP) { Uri.parse("content://org.sharenum/${it.name}") }
    private val file = File(PhoneFiles.shared(APP), "picture.jpg")

    @Test
    fun `the phone's own camera may write one file, and nothing else`() {
        val intent = camera.request()
        assertEquals(MediaStore.ACTION_IMAGE_CAPTURE, intent.action)
        val target = intent.getParcelableExtra(MediaStore.EXTRA_OUTPUT, Uri::class.java)
        assertEquals(Uri.parse("content://org.sharenum/picture.jpg"), target)
        assertEquals(target, intent.clipData?.getItemAt(0)?.uri)
        assertNotEquals(0, intent.flags and Intent.FLAG_GRANT_WRITE_URI_PERMISSION)
    }

    @Test
    fun `without a camera none is offered`() {
        val packages = shadowOf(APP.packageManager)
        for (has in listOf(true, false)) {
            packages.setSystemFeature(PackageManager.FEATURE_CAMERA_ANY, has)
            assertEquals(has, camera.hasCamera)
        }
    }

    @Test
    fun `colours become shades of grey, row by row`() {
        val colors = listOf(Color.BLACK, Color.WHITE, Color.RED, Color.GREEN, Color.BLUE, Color.GRAY)
        val bitmap = Bitmap.createBitmap(colors.toIntArray(), 3, 2, Bitmap.Config.ARGB_8888)
        val luma = CameraPicture.luma(bitmap)
        assertEquals(listOf(3u, 2u, 3u), listOf(luma.width, luma.height, luma.stride))
        val expected = listOf(0, 255, 76, 149, 29, 136).map(Int::toByte)
        assertContentEquals(expected, luma.pixels.toList())
    }

    @Test
    fun `a large photograph is read small, and deleted`() {
        photograph(4000, 3000)
        val luma = assertNotNull(camera.take())
        assertEquals(1000u to 750u, luma.width to luma.height)
        assertTrue(luma.pixels.size <= CameraPicture.LONGEST * CameraPicture.LONGEST)
        assertFalse(file.exists())
    }

    @Test
    fun `every size comes to at most the longest side`() {
        for (longest in listOf(1, 1600, 1601, 3200, 3201, 12_000, 40_000)) {
            val kept = longest / CameraPicture.sampling(longest, 1)
            assertTrue(kept <= CameraPicture.LONGEST, "$longest")
            assertTrue(kept > CameraPicture.LONGEST / 2 - 1 || longest <= CameraPicture.LONGEST, "$longest")
        }
    }

    @Test
    fun `no picture, and what is no picture, is none`() {
        assertNull(camera.take())
        file.writeText("not a picture")
        assertNull(camera.take())
        assertFalse(file.exists())
    }

    @Test
    fun `the core reads the code on the door of a bus`() {
        photograph(3000, 2250) { door(it, at = 700, module = 24) }
        val scanned = readInvitation(assertNotNull(camera.take()))
        assertEquals("https://hub.example.org", scanned.hub)
        assertTrue(scanned.link.startsWith("sharenum://join?"), scanned.link)
    }

    @Test
    fun `a picture without a code is no invitation`() {
        photograph(2000, 1500)
        val luma = assertNotNull(camera.take())
        assertFailsWith<SharenumException> { readInvitation(luma) }
    }

    private fun photograph(width: Int, height: Int, draw: (Graphics2D) -> Unit = {}) {
        val picture = BufferedImage(width, height, BufferedImage.TYPE_INT_RGB)
        val graphics = picture.createGraphics()
        graphics.color = java.awt.Color.LIGHT_GRAY
        graphics.fillRect(0, 0, width, height)
        draw(graphics)
        check(ImageIO.write(picture, "jpg", file))
    }

    /** What `sharenum-hub invite` prints: two squares in each letter, light ones drawn. */
    private fun door(graphics: Graphics2D, at: Int, module: Int) {
        val lines = checkNotNull(javaClass.getResource("/door.txt")).readText().trimEnd().lines()
        for ((row, line) in lines.withIndex()) {
            for ((column, letter) in line.withIndex()) {
                for ((half, light) in listOf("█▀", "█▄").withIndex()) {
                    graphics.color = if (letter in light) java.awt.Color.WHITE else java.awt.Color.DARK_GRAY
                    graphics.fillRect(at + column * module, 300 + (2 * row + half) * module, module, module)
                }
            }
        }
    }
}
