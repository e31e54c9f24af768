package org.sharenum.platform

import android.net.ConnectivityManager
import android.net.Network
import org.robolectric.annotation.Implementation
import org.robolectric.annotation.Implements
import org.robolectric.shadows.ShadowConnectivityManager

/** Networks, one of which may go before anything is bound to it. */
@Implements(ConnectivityManager::class)
class Roads : ShadowConnectivityManager() {
    @Implementation
    override fun bindProcessToNetwork(network: Network?): Boolean =
        (network == null || network != gone) && super.bindProcessToNetwork(network)

    companion object {
        /** The one that is gone. */
        @Volatile var gone: Network? = null
    }
}
