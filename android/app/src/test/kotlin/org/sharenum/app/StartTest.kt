package org.sharenum.app

import android.app.job.JobScheduler
import android.content.ComponentName
import android.os.UserManager
import java.io.File
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.RuntimeEnvironment
import org.robolectric.Shadows.shadowOf
import org.sharenum.platform.PhoneFiles
import org.sharenum.platform.SyncSchedule
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.XmlWords

/** The app as its icon starts it. */
@RunWith(RobolectricTestRunner::class)
class StartTest {
    @Test
    fun `the icon and every link of ours lead to the one window`() {
        val window = ComponentName(APP, MainActivity::class.java)
        assertEquals(window, launcher().component)
        for (link in listOf("join?hub=x", "open/alerts", "open/document/ab?about=more&alert=1", "bus?hub=x")) {
            assertEquals(window, link("sharenum://$link").resolveActivity(APP.packageManager), link)
        }
        assertEquals(null, link("sharenum://elsewhere").resolveActivity(APP.packageManager))
    }

    @Test
    fun `a new phone begins with joining, and nothing is scheduled`() = app(phone = null) {
        see(SAYS.text("join_title"))
        assertTrue(PhoneFiles.database(APP).exists())
        assertEquals(emptyList(), jobs())
    }

    @Test
    fun `a phone that has joined begins with what is near, and keeps in step`() = app("teacher") {
        see(SAYS.text("view_alerts"))
        until("the syncs are asked for") { jobs().toSet() == setOf(SyncSchedule.REGULAR, SyncSchedule.SOON) }
    }

    @Test
    fun `the language is the phone's until another one is chosen`() {
        RuntimeEnvironment.setQualifiers("+fr-rFR")
        val french = XmlWords.read(Language.French)
        app(phone = null) {
            see(french.text("join_title"))
            press(SAYS.text("language_english"))
            see(SAYS.text("join_title"))
            madeAnew()
            see(SAYS.text("join_title"))
            assertEquals(Language.English, APP.shell.choices.value.language)
        }
    }

    @Test
    fun `a key that is lost is told, and the file is kept aside`() {
        app("teacher", before = { StandInKeyStore.install() }) {
            see(SAYS.text("join_key_gone"))
            // Under the name that the person is told.
            val (aside) = core { filesSetAside() }
            assertTrue(File(aside).length() > 0, aside)
            see(aside)
        }
    }

    @Test
    fun `before the first unlock it says so, and opens when it is asked again`() {
        val users = shadowOf(APP.getSystemService(UserManager::class.java))
        app("teacher", before = { users.setUserUnlocked(false) }) {
            press(SAYS.text("retry"))
            gone(SAYS.text("view_alerts"))
            users.setUserUnlocked(true)
            press(SAYS.text("retry"))
            see(SAYS.text("view_alerts"))
        }
    }

    private fun jobs(): List<Int> =
        checkNotNull(APP.getSystemService(JobScheduler::class.java)).allPendingJobs.map { it.id }.sorted()
}
