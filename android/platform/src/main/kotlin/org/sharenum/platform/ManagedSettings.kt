package org.sharenum.platform

import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import android.content.IntentFilter
import android.content.RestrictionsManager
import android.os.Build
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged

/** What the school's management of devices has set for this app (`res/xml/app_restrictions.xml`). */
data class Managed(
    /** The address of the region's hub; null where nobody has set one. */
    val hub: String?,
)

/** Reads the managed configuration, which may change while the app runs. */
class ManagedSettings(private val context: Context) {
    private val restrictions: RestrictionsManager = context.service()

    /** As it is now; asks the system, so not for the main thread. */
    val now: Managed
        get() {
            val hub = restrictions.applicationRestrictions?.getString(HUB)
            // A console sends an empty text for what was cleared.
            return Managed(hub?.trim()?.ifEmpty { null })
        }

    /** As it is, and at each change. */
    val changes: Flow<Managed> = callbackFlow {
        val receiver =
            object : BroadcastReceiver() {
                override fun onReceive(context: Context, intent: Intent) {
                    trySend(now)
                }
            }
        val told = IntentFilter(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED)
        // API 33; before, it is the system's word alone that no other app sends it.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.TIRAMISU) {
            context.registerReceiver(receiver, told, Context.RECEIVER_NOT_EXPORTED)
        } else {
            context.registerReceiver(receiver, told)
        }
        send(now)
        awaitClose { context.unregisterReceiver(receiver) }
    }.conflate().distinctUntilChanged()

    companion object {
        /** The key in the configuration. */
        const val HUB: String = "hub_url"
    }
}
