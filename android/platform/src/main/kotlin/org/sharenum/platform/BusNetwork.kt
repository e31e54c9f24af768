package org.sharenum.platform

import android.content.Context
import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities
import android.net.NetworkRequest
import java.util.concurrent.ConcurrentHashMap
import kotlin.time.Duration
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.sync.withLock
import kotlinx.coroutines.withContext
import org.sharenum.companion.SyncProgress
import org.sharenum.companion.SyncSummary
import org.sharenum.companion.SyncTarget

/** The Wi-Fi went before the process could be bound to it: come closer, and try again. */
class BusOutOfReach : Exception()

/**
 * The Wi-Fi of a bus, which has no Internet: the phone keeps its other network for everything, and no
 * job with a network constraint ever runs on this one.
 */
class BusNetwork(private val context: Context) {
    private val connectivity: ConnectivityManager = context.service()

    /**
     * The Wi-Fi networks in reach that lead nowhere else, as a set that begins empty. A bus that has
     * Internet is the phone's usual network and needs none of this. Delivered on a thread of the system.
     */
    val networks: Flow<Set<Network>> = callbackFlow {
        val reachable = ConcurrentHashMap.newKeySet<Network>()
        val callback =
            object : ConnectivityManager.NetworkCallback() {
                override fun onCapabilitiesChanged(network: Network, capabilities: NetworkCapabilities) {
                    if (leadsNowhere(capabilities)) reachable += network else reachable -= network
                    trySend(reachable.toSet())
                }

                override fun onLost(network: Network) {
                    reachable -= network
                    trySend(reachable.toSet())
                }
            }
        trySend(emptySet())
        connectivity.registerNetworkCallback(REQUEST, callback)
        awaitClose { connectivity.unregisterNetworkCallback(callback) }
    }.conflate().distinctUntilChanged()

    /**
     * Syncs with the hub at [url] over [network].
     *
     * Errors: [BusOutOfReach], and those of a sync.
     */
    suspend fun sync(
        network: Network,
        url: String,
        budget: Duration,
        progress: ((SyncProgress) -> Unit)? = null,
    ): SyncSummary = over(network) { context.holder.phone().sync(budget, SyncTarget.Hub(url), progress) }

    /**
     * Runs a [sync] over [network]. Until it has ended, everything that this process newly connects goes
     * there, so it waits for a sync with the region that runs, and that waits for it.
     *
     * Errors: [BusOutOfReach] before anything was done, and what [sync] throws.
     */
    suspend fun <T> over(network: Network, sync: suspend () -> T): T {
        val phone = context.holder.phone()
        return SyncJob.ROAD.withLock {
            try {
                if (!connectivity.bindProcessToNetwork(network)) throw BusOutOfReach()
                // Connections that are open stay on the road on which they were made.
                phone.call { setNetwork(context.holder.network) }
                sync()
            } finally {
                connectivity.bindProcessToNetwork(null)
                withContext(NonCancellable) { phone.call { setNetwork(context.holder.network) } }
            }
        }
    }

    internal companion object {
        /** Wi-Fi with or without Internet: what a network has may change while it stays. */
        val REQUEST: NetworkRequest =
            NetworkRequest.Builder()
                .addTransportType(NetworkCapabilities.TRANSPORT_WIFI)
                .removeCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET)
                .removeCapability(NetworkCapabilities.NET_CAPABILITY_VALIDATED)
                .build()

        /** An access point says INTERNET until the system has looked, which VALIDATED tells. */
        fun leadsNowhere(capabilities: NetworkCapabilities): Boolean =
            !capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_INTERNET) ||
                !capabilities.hasCapability(NetworkCapabilities.NET_CAPABILITY_VALIDATED)
    }
}
