package org.sharenum.app

import android.Manifest
import android.content.Context
import android.content.SharedPreferences
import android.content.pm.PackageManager
import android.os.Build
import org.sharenum.platform.Notifications
import org.sharenum.screens.NotificationAccess

/**
 * What the person lets the app do. The system does not tell "never asked" from "refused for good": what
 * was asked is noted here.
 */
class Permissions(private val context: Context) {
    private val noted: SharedPreferences = context.getSharedPreferences("permissions", Context.MODE_PRIVATE)

    fun notifications(front: Front?): NotificationAccess = when {
        Notifications(context).allowed -> NotificationAccess.Allowed

        // API 33; before, and once it is granted, only the settings say no.
        Build.VERSION.SDK_INT < Build.VERSION_CODES.TIRAMISU -> NotificationAccess.Refused

        canAsk(Manifest.permission.POST_NOTIFICATIONS, front) -> NotificationAccess.NotAsked

        else -> NotificationAccess.Refused
    }

    /** From now on it counts as asked. */
    fun asked(permission: String) = noted.edit().putBoolean(permission, true).apply()

    /** Whether the system would ask for it, and not say no by itself. */
    fun canAsk(permission: String, front: Front?): Boolean {
        if (context.checkSelfPermission(permission) == PackageManager.PERMISSION_GRANTED) return false
        return !noted.getBoolean(permission, false) || front?.mayAskAgain(permission) == true
    }
}
