package org.sharenum.app

import kotlin.test.assertFalse
import kotlin.test.assertTrue
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.sharenum.companion.DocumentId

/** Where the person is, and how they go back from there. */
@RunWith(RobolectricTestRunner::class)
class PlaceTest {
    @Test
    fun `a window that is made anew stands where it stood`() = app("teacher") {
        see(SAYS.text("view_alerts"))
        arrive("sharenum://open/workshop/${Scene["workshop_near"]}")
        val title = core { workshop(DocumentId(Scene["workshop_near"])) }.item.title
        see(title)
        madeAnew()
        see(title)
        goBack()
        see(SAYS.text("view_by_distance"))
    }

    @Test
    fun `a link is followed once, and not again by a window that is made anew`() =
        app("teacher", link("sharenum://open/sync")) {
            see(SAYS.text("sync_now"))
            goBack()
            see(SAYS.text("view_by_distance"))
            madeAnew()
            see(SAYS.text("view_by_distance"))
            gone(SAYS.text("sync_now"))
        }

    @Test
    fun `going back leaves the app from the first page only`() = app("teacher") {
        see(SAYS.text("view_by_distance"))
        arrive("sharenum://open/sync")
        see(SAYS.text("sync_now"))
        arrive("sharenum://open/workshop/${Scene["workshop_near"]}")
        see(core { workshop(DocumentId(Scene["workshop_near"])) }.item.title)
        assertTrue(activity.onBackPressedDispatcher.hasEnabledCallbacks())
        goBack()
        see(SAYS.text("sync_now"))
        goBack()
        see(SAYS.text("view_by_distance"))
        // The system takes it from here, and shows what lies behind while the finger moves.
        assertFalse(activity.onBackPressedDispatcher.hasEnabledCallbacks())
        goBack()
        assertTrue(activity.isFinishing)
    }
}
