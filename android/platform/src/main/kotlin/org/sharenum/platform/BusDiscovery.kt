package org.sharenum.platform

import android.content.Context
import android.net.nsd.NsdManager
import android.net.nsd.NsdServiceInfo
import android.os.Build
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.launch

/** A hub that announces itself on the network on which the phone is. */
data class AnnouncedHub(
    /** What it is called there, for people. */
    val name: String,
    /** Where it answers: scheme, address and port. Anybody may announce anything: a sync proves who it is. */
    val url: String,
    /** `bus` or `region`, as it says. */
    val role: String?,
    /** The region it says to belong to. */
    val region: String?,
)

/** What looking for hubs has come to. */
sealed interface BusSearch {
    /** The person does not let this app onto the local network; [LocalNetwork] is to be asked for. */
    data object NotAllowed : BusSearch

    /** The phone cannot look; the address on the bus's door goes on working. */
    data object NotPossible : BusSearch

    /** Those that announce themselves now, by name. */
    data class Found(val hubs: List<AnnouncedHub>) : BusSearch
}

/**
 * Finds hubs by what they announce (mDNS, `_sharenum._tcp`): a convenience, since the QR on the bus's
 * door says the address as well.
 */
class BusDiscovery internal constructor(private val context: Context, private val sdk: Int) {
    constructor(context: Context) : this(context, Build.VERSION.SDK_INT)

    private val nsd: NsdManager = context.service()

    /**
     * Looks for as long as somebody collects, which costs battery. Delivered on a thread of the
     * collector's; a faster change replaces the one before it.
     */
    val search: Flow<BusSearch> = callbackFlow {
        if (!LocalNetwork.allowed(context, sdk)) {
            send(BusSearch.NotAllowed)
            close()
            return@callbackFlow
        }
        val board = Board { trySend(it) }
        // API 34 watches a service; before, it is asked once, one after the other.
        val resolver =
            if (sdk >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
                WatchingResolver(nsd, board::put, board::remove)
            } else {
                SerialResolver(nsd, board::put)
            }
        val working = launch { resolver.work() }
        val listener =
            object : NsdManager.DiscoveryListener {
                override fun onDiscoveryStarted(serviceType: String) = board.tell()

                override fun onServiceFound(service: NsdServiceInfo) = resolver.add(service)

                override fun onServiceLost(service: NsdServiceInfo) {
                    resolver.remove(service)
                    board.remove(service.serviceName)
                }

                override fun onStartDiscoveryFailed(serviceType: String, errorCode: Int) {
                    trySend(BusSearch.NotPossible)
                    channel.close()
                }

                override fun onDiscoveryStopped(serviceType: String) = Unit

                override fun onStopDiscoveryFailed(serviceType: String, errorCode: Int) = Unit
            }
        nsd.discoverServices(SERVICE, NsdManager.PROTOCOL_DNS_SD, listener)
        awaitClose {
            working.cancel()
            resolver.close()
            try {
                nsd.stopServiceDiscovery(listener)
            } catch (_: IllegalArgumentException) {
                // It never started.
            }
        }
    }.conflate().distinctUntilChanged()

    /** Who is there, told at each change; from any thread. */
    private class Board(private val told: (BusSearch) -> Unit) {
        private val hubs = sortedMapOf<String, AnnouncedHub>()

        @Synchronized
        fun put(hub: AnnouncedHub) {
            hubs[hub.name] = hub
            tell()
        }

        @Synchronized
        fun remove(name: String) {
            if (hubs.remove(name) != null) tell()
        }

        @Synchronized
        fun tell() = told(BusSearch.Found(hubs.values.toList()))
    }

    companion object {
        /** What a hub announces. */
        const val SERVICE: String = "_sharenum._tcp"
    }
}
