package org.sharenum.app

import android.content.Intent
import android.net.Uri
import androidx.core.content.FileProvider
import java.io.File
import java.io.FileNotFoundException
import kotlin.test.assertEquals
import kotlin.test.assertFails
import kotlin.test.assertFailsWith
import kotlin.test.assertNotNull
import kotlin.test.assertTrue
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.sharenum.platform.PhoneFiles
import org.sharenum.screens.SharedFile

/** What other apps get to read. */
@RunWith(RobolectricTestRunner::class)
class FilesTest {
    @Before
    fun `folders of this test`() = forgetFolders()

    @Test
    fun `an event goes to the calendar, which may read it`() =
        app("teacher", link("sharenum://open/workshop/${Scene["workshop_near"]}")) {
            scrollTo(SAYS.text("to_calendar"))
            press(SAYS.text("to_calendar"))
            lateinit var sent: Intent
            until("another app is asked") {
                shadowOf(activity).nextStartedActivity?.also { sent = it } != null
            }
            assertEquals(Intent.ACTION_VIEW, sent.action)
            assertEquals("text/calendar", sent.type)
            assertTrue(sent.flags and Intent.FLAG_GRANT_READ_URI_PERMISSION != 0)
            val text = read(assertNotNull(sent.data))
            assertTrue(text.startsWith("BEGIN:VCALENDAR") && "BEGIN:VEVENT" in text, text)
        }

    @Test
    fun `diagnostics go to whom the person chooses`() {
        val sent = SharedFiles(APP).send(SharedFile("../report.txt", "text/plain", "a=b"))
        assertEquals(Intent.ACTION_SEND, sent.action)
        assertEquals("text/plain", sent.type)
        val uri = assertNotNull(sent.clipData).getItemAt(0).uri
        assertEquals("a=b", read(uri))
        assertEquals("report.txt", uri.lastPathSegment)
    }

    @Test
    fun `nothing outside of the folder is handed out`() {
        val files = SharedFiles(APP)
        val vault = PhoneFiles.vault(APP).apply { writeText("secret") }
        for (file in listOf(PhoneFiles.database(APP), vault, File(APP.cacheDir, "other"))) {
            assertFailsWith<IllegalArgumentException>(file.path) { files.uri(file) }
        }
        val inside = files.uri(File(PhoneFiles.shared(APP), "a"))
        for (way in listOf("../../no_backup/secrets.vault", "%2e%2e%2f%2e%2e%2fno_backup%2fsecrets.vault")) {
            val outside = Uri.parse(inside.toString().removeSuffix("a") + way)
            assertFails(way) { read(outside) }
        }
        assertFailsWith<FileNotFoundException> { read(files.uri(File(PhoneFiles.shared(APP), "not-there"))) }
    }

    @Test
    fun `the provider is no other app's to ask`() {
        val info = assertNotNull(APP.packageManager.resolveContentProvider("${APP.packageName}.files", 0))
        assertEquals(FileProvider::class.java.name, info.name)
        assertTrue(!info.exported && info.grantUriPermissions)
    }

    private fun read(uri: Uri): String =
        assertNotNull(APP.contentResolver.openInputStream(uri)).use { it.readBytes().decodeToString() }
}
