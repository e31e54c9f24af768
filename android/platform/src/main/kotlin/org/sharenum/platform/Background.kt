package org.sharenum.platform

import android.app.ActivityManager
import android.app.usage.UsageStatsManager
import android.content.Context
import android.content.Intent
import android.net.ConnectivityManager
import android.net.Uri
import android.os.Build
import android.os.PowerManager
import android.provider.Settings

/** What may delay alerts while nobody looks at the app, for the screen that tells it plainly. */
data class Background(
    /** The person, or the system for them, lets it do nothing in the background. */
    val restricted: Boolean,
    /** The system lets it work although the battery is to last. */
    val batteryUnrestricted: Boolean,
    /** The whole phone saves its battery now. */
    val savingPower: Boolean,
    /** The phone saves mobile data, and this app is not exempted. */
    val savingData: Boolean,
    /** How often the system lets it work; null where it does not say (before API 28). */
    val standby: Standby?,
    /** Whether it may notify at all. */
    val mayNotify: Boolean,
) {
    /** In which bucket the system has put the app, by how much it is used. */
    enum class Standby {
        /** Used now, or a moment ago. */
        ACTIVE,

        /** Used regularly. */
        WORKING_SET,

        /** Used often, not every day. */
        FREQUENT,

        /** Used rarely: what comes may be a day late. */
        RARE,

        /** Hardly let work at all. */
        RESTRICTED,
    }

    companion object {
        /** As it is now: ask again whenever the screen comes back. */
        fun now(context: Context): Background {
            val power = context.service<PowerManager>()
            return Background(
                // API 28.
                restricted =
                    Build.VERSION.SDK_INT >= Build.VERSION_CODES.P &&
                        context.service<ActivityManager>().isBackgroundRestricted,
                batteryUnrestricted = power.isIgnoringBatteryOptimizations(context.packageName),
                savingPower = power.isPowerSaveMode,
                savingData =
                    context.service<ConnectivityManager>().restrictBackgroundStatus ==
                        ConnectivityManager.RESTRICT_BACKGROUND_STATUS_ENABLED,
                standby = standby(context),
                mayNotify = Notifications(context).allowed,
            )
        }

        private fun standby(context: Context): Standby? {
            // API 28; the bucket RESTRICTED is of API 30.
            if (Build.VERSION.SDK_INT < Build.VERSION_CODES.P) return null
            val bucket = context.service<UsageStatsManager>().appStandbyBucket
            return when {
                bucket <= UsageStatsManager.STANDBY_BUCKET_ACTIVE -> Standby.ACTIVE
                bucket <= UsageStatsManager.STANDBY_BUCKET_WORKING_SET -> Standby.WORKING_SET
                bucket <= UsageStatsManager.STANDBY_BUCKET_FREQUENT -> Standby.FREQUENT
                bucket <= UsageStatsManager.STANDBY_BUCKET_RARE -> Standby.RARE
                else -> Standby.RESTRICTED
            }
        }

        /** Where the person changes what this app may do: battery, data, permissions. */
        fun appSettings(context: Context): Intent =
            Intent(Settings.ACTION_APPLICATION_DETAILS_SETTINGS, ofThisApp(context))

        /** The list in which the person lets an app work in spite of the battery. */
        fun batterySettings(): Intent = Intent(Settings.ACTION_IGNORE_BATTERY_OPTIMIZATION_SETTINGS)

        /** Where the person lets this app use mobile data in spite of saving. API 24. */
        fun dataSettings(context: Context): Intent =
            Intent(Settings.ACTION_IGNORE_BACKGROUND_DATA_RESTRICTIONS_SETTINGS, ofThisApp(context))

        /** Where the person chooses what this app may notify of. API 26. */
        fun notificationSettings(context: Context): Intent = Intent(Settings.ACTION_APP_NOTIFICATION_SETTINGS)
            .putExtra(Settings.EXTRA_APP_PACKAGE, context.packageName)

        private fun ofThisApp(context: Context): Uri = Uri.fromParts("package", context.packageName, null)
    }
}
