package org.sharenum.app

import android.Manifest
import android.app.NotificationManager
import android.content.pm.PackageManager
import android.provider.Settings
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.sharenum.screens.NotificationAccess

/** What the app may do, and what it says where it may not. */
@RunWith(RobolectricTestRunner::class)
class PermissionsTest {
    private val manager = shadowOf(APP.getSystemService(NotificationManager::class.java))

    @Test
    fun `notifications are asked for where they are spoken of, and a refusal is told`() =
        app("teacher", link("sharenum://open/sync"), before = { manager.setNotificationsEnabled(false) }) {
            see(SAYS.text("sync_now"))
            scrollTo(SAYS.text("sync_notifications_not_asked"))
            scrollTo(SAYS.text("sync_allow_notifications"))
            press(SAYS.text("sync_allow_notifications"))
            until("the system asks") { shadowOf(activity).lastRequestedPermission != null }
            val asked = assertNotNull(shadowOf(activity).lastRequestedPermission)
            assertEquals(listOf(Manifest.permission.POST_NOTIFICATIONS), asked.requestedPermissions.toList())
            refuse(asked.requestCode)
            see(SAYS.text("sync_notifications_refused"))
            gone(SAYS.text("sync_allow_notifications"))
            scrollTo(SAYS.text("sync_open_settings"))
            press(SAYS.text("sync_open_settings"))
            val settings = assertNotNull(shadowOf(activity).nextStartedActivity)
            assertEquals(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, settings.action)
        }

    @Test
    fun `what was allowed elsewhere is seen when the person comes back`() =
        app("teacher", before = { manager.setNotificationsEnabled(false) }) {
            see(SAYS.text("view_alerts"))
            assertEquals(NotificationAccess.NotAsked, APP.shell.notifications.value)
            manager.setNotificationsEnabled(true)
            madeAnew()
            until("it is allowed") { APP.shell.notifications.value == NotificationAccess.Allowed }
        }

    /** As the system answers; what is deprecated is asking this way. */
    @Suppress("DEPRECATION")
    private fun Shown.refuse(code: Int) = activity.onRequestPermissionsResult(
        code,
        arrayOf(Manifest.permission.POST_NOTIFICATIONS),
        intArrayOf(PackageManager.PERMISSION_DENIED),
    )
}
