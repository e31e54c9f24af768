package org.sharenum.platform

import android.content.Intent
import android.content.RestrictionsManager
import android.os.Bundle
import android.os.Looper
import kotlin.test.assertEquals
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.cancel
import kotlinx.coroutines.launch
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf

@RunWith(RobolectricTestRunner::class)
class ManagedSettingsTest {
    private val settings = ManagedSettings(APP)

    @Test
    fun `a hub that nobody has set is none`() {
        assertEquals(Managed(null), settings.now)
        for (cleared in listOf("", "  ")) {
            set(cleared)
            assertEquals(Managed(null), settings.now)
        }
    }

    @Test
    fun `a change is heard while the app runs, and only then`() {
        set("https://hub.example.org ")
        val heard = mutableListOf<Managed>()
        val scope = CoroutineScope(Dispatchers.Unconfined)
        scope.launch { settings.changes.collect(heard::add) }
        assertEquals(listOf(Managed("https://hub.example.org")), heard)
        set("https://other.example.org")
        tell()
        tell()
        val both = listOf(Managed("https://hub.example.org"), Managed("https://other.example.org"))
        assertEquals(both, heard)
        scope.cancel()
        set("https://third.example.org")
        tell()
        assertEquals(both, heard)
    }

    private fun set(hub: String) {
        val bundle = Bundle().apply { putString("hub_url", hub) }
        shadowOf(APP.service<RestrictionsManager>()).setApplicationRestrictions(bundle)
    }

    private fun tell() {
        APP.sendBroadcast(Intent(Intent.ACTION_APPLICATION_RESTRICTIONS_CHANGED))
        shadowOf(Looper.getMainLooper()).idle()
    }
}
