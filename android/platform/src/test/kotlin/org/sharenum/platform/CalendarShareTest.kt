package org.sharenum.platform

import android.content.Intent
import android.net.Uri
import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertNotEquals
import kotlinx.coroutines.runBlocking
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.sharenum.companion.CalendarFile
import org.sharenum.companion.CalendarWords

@RunWith(RobolectricTestRunner::class)
class CalendarShareTest {
    private val share = CalendarShare(APP) { Uri.parse("content://org.sharenum/${it.name}") }
    private val folder = File(APP.cacheDir, "shared")

    @Test
    fun `a calendar is asked to read the file that the core wrote, and may read this one only`() = runBlocking<Unit> {
        val workshop = Cast.workshop(Cast.title("Robots"))
        val words = CalendarWords(cancelled = "cancelled", tentative = "tentative", forWhom = "for")
        val event = Cast.author.call { calendarEvent(workshop, words) }
        val intent = share.open(event)
        assertEquals(Intent.ACTION_VIEW, intent.action)
        assertEquals("text/calendar", intent.type)
        assertEquals(event.text, File(folder, event.fileName).readText())
        assertEquals(Uri.parse("content://org.sharenum/${event.fileName}"), intent.data)
        assertReadable(intent)
    }

    @Test
    fun `another app gets it as a stream`() {
        val intent = share.send(CalendarFile("uid", "workshop.ics", "BEGIN:VCALENDAR"))
        assertEquals(Intent.ACTION_SEND, intent.action)
        assertEquals("text/calendar", intent.type)
        val stream = intent.getParcelableExtra(Intent.EXTRA_STREAM, Uri::class.java)
        assertEquals(intent.clipData?.getItemAt(0)?.uri, stream)
        assertReadable(intent)
    }

    @Test
    fun `only the newest is left, and nothing outside the folder`() {
        share.open(CalendarFile("a", "first.ics", "1"))
        File(folder, "picture.jpg").writeText("not ours")
        share.open(CalendarFile("b", "../../escaped.ics", "2"))
        assertEquals(listOf("escaped.ics", "picture.jpg"), folder.list().orEmpty().sorted())
    }

    private fun assertReadable(intent: Intent) {
        assertEquals(1, intent.clipData?.itemCount)
        assertNotEquals(0, intent.flags and Intent.FLAG_GRANT_READ_URI_PERMISSION)
        assertEquals(0, intent.flags and Intent.FLAG_GRANT_WRITE_URI_PERMISSION)
    }
}
