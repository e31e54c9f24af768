package org.sharenum.platform

import android.app.ActivityManager
import android.app.usage.UsageStatsManager
import android.net.ConnectivityManager
import android.os.PowerManager
import android.provider.Settings
import kotlin.test.assertEquals
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

@RunWith(RobolectricTestRunner::class)
class BackgroundTest {
    @Test
    fun `it tells what the system says, one thing at a time`() {
        val free = Background(false, false, false, false, Background.Standby.ACTIVE, mayNotify = true)
        assertEquals(free, Background.now(APP))

        shadowOf(APP.service<ActivityManager>()).setBackgroundRestricted(true)
        assertEquals(free.copy(restricted = true), Background.now(APP))
        shadowOf(APP.service<ActivityManager>()).setBackgroundRestricted(false)

        val power = shadowOf(APP.service<PowerManager>())
        power.setIgnoringBatteryOptimizations(APP.packageName, true)
        assertEquals(free.copy(batteryUnrestricted = true), Background.now(APP))
        power.setIgnoringBatteryOptimizations(APP.packageName, false)
        power.setIsPowerSaveMode(true)
        assertEquals(free.copy(savingPower = true), Background.now(APP))
        power.setIsPowerSaveMode(false)

        val connectivity = shadowOf(APP.service<ConnectivityManager>())
        connectivity.setRestrictBackgroundStatus(ConnectivityManager.RESTRICT_BACKGROUND_STATUS_WHITELISTED)
        assertEquals(free, Background.now(APP))
        connectivity.setRestrictBackgroundStatus(ConnectivityManager.RESTRICT_BACKGROUND_STATUS_ENABLED)
        assertEquals(free.copy(savingData = true), Background.now(APP))
        connectivity.setRestrictBackgroundStatus(ConnectivityManager.RESTRICT_BACKGROUND_STATUS_DISABLED)

        shadowOf(Shade.manager).setNotificationsEnabled(false)
        assertEquals(free.copy(mayNotify = false), Background.now(APP))
    }

    @Test
    fun `it tells how often the system lets the app work`() {
        val buckets =
            mapOf(
                5 to Background.Standby.ACTIVE,
                UsageStatsManager.STANDBY_BUCKET_ACTIVE to Background.Standby.ACTIVE,
                UsageStatsManager.STANDBY_BUCKET_WORKING_SET to Background.Standby.WORKING_SET,
                UsageStatsManager.STANDBY_BUCKET_FREQUENT to Background.Standby.FREQUENT,
                UsageStatsManager.STANDBY_BUCKET_RARE to Background.Standby.RARE,
                UsageStatsManager.STANDBY_BUCKET_RESTRICTED to Background.Standby.RESTRICTED,
                50 to Background.Standby.RESTRICTED,
            )
        for ((bucket, told) in buckets) {
            shadowOf(APP.service<UsageStatsManager>()).setCurrentAppStandbyBucket(bucket)
            assertEquals(told, Background.now(APP).standby, "$bucket")
        }
    }

    @Test
    fun `each way to the settings names this app, or the list that has it`() {
        val own = "package:${APP.packageName}"
        assertEquals(own, Background.appSettings(APP).dataString)
        assertEquals(own, Background.dataSettings(APP).dataString)
        assertEquals(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS, Background.batterySettings().action)
        val notifications = Background.notificationSettings(APP)
        assertEquals(APP.packageName, notifications.getStringExtra(Settings.EXTRA_APP_PACKAGE))
    }
}
