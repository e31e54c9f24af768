package org.sharenum.platform

import android.content.Context
import android.content.pm.PackageManager

/**
 * Whether this app may reach devices on the local network, such as a bus: a question to the person
 * since Android 17, for apps made for it. Without it, a bus is never reached, and nothing fails loudly.
 */
object LocalNetwork {
    /** What a screen asks for, in context; the name is spelled out, as no older framework has it. */
    const val PERMISSION: String = "android.permission.ACCESS_LOCAL_NETWORK"

    /** API level and target from which it is asked. */
    private const val ENFORCED = 37

    /** Whether the bus may be reached; when not, the screen says so and asks. */
    fun allowed(context: Context): Boolean = allowed(context, android.os.Build.VERSION.SDK_INT)

    internal fun allowed(context: Context, sdk: Int): Boolean {
        // Android 16 had it as a trial that nobody takes part in unasked.
        if (sdk < ENFORCED || context.applicationInfo.targetSdkVersion < ENFORCED) return true
        return context.checkSelfPermission(PERMISSION) == PackageManager.PERMISSION_GRANTED
    }
}
