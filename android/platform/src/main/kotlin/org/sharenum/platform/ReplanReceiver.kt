package org.sharenum.platform

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.sharenum.companion.SharenumException

/**
 * Plans notifications anew when an alarm is due, and after what the system forgets or moves alarms
 * by: a start of the phone, an update, another time, zone or language.
 */
class ReplanReceiver : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        if (intent.action !in HEARD) return
        SyncSchedule(context).keep()
        receive { replanQuietly(context) }
    }

    internal companion object {
        /** This app's own alarm. */
        const val DUE = "org.sharenum.platform.DUE"

        val HEARD =
            setOf(
                DUE,
                Intent.ACTION_BOOT_COMPLETED,
                Intent.ACTION_MY_PACKAGE_REPLACED,
                Intent.ACTION_TIME_CHANGED,
                Intent.ACTION_TIMEZONE_CHANGED,
                Intent.ACTION_LOCALE_CHANGED,
            )
    }
}

/** A phone that cannot be opened now is told of on its screen, not from the background. */
internal suspend fun replanQuietly(context: Context) {
    try {
        NotificationSchedule(context).replan()
    } catch (_: SharenumException) {
        // The next change or sync plans again.
    }
}
