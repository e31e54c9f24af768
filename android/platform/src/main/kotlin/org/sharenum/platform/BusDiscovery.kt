package org.sharenum.platform

import android.content.Context
import android.net.nsd.NsdManager
import android.net.nsd.NsdServiceInfo
import android.os.Build
import kotlinx.coroutines.CoroutineDispatcher
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.channels.awaitClose
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.callbackFlow
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.flowOn
import kotlinx.coroutines.launch
import org.sharenum.companion.HubSign
import org.sharenum.companion.MetHub
import org.sharenum.companion.SharenumException

/** A hub of this phone's region that announces itself on the network on which the phone is. */
data class AnnouncedHub(
    /** What it is called there, for people. */
    val name: String,
    /** Where it answers and what it says it is, as the core has read it; a sync proves it. */
    val hub: MetHub,
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
class BusDiscovery internal constructor(
    private val context: Context,
    private val sdk: Int,
    private val dispatcher: CoroutineDispatcher,
    private val reader: suspend () -> (HubSign) -> MetHub,
) {
    constructor(context: Context) : this(context, Build.VERSION.SDK_INT, Dispatchers.IO, reader(context))

    private val nsd: NsdManager = context.service()

    /**
     * Looks for as long as somebody collects, which costs battery. Delivered where it is collected; a
     * faster change replaces the one before it. Before joining no hub is found.
     *
     * Errors: those of opening the phone.
     */
    val search: Flow<BusSearch> = callbackFlow {
        if (!LocalNetwork.allowed(context, sdk)) {
            send(BusSearch.NotAllowed)
            close()
            return@callbackFlow
        }
        val read = reader()
        val board = Board { trySend(it) }
        // What is of another region, or of no use, nobody need hear of.
        val found = { name: String, sign: HubSign.Announced ->
            try {
                board.put(AnnouncedHub(name, read(sign)))
            } catch (_: SharenumException) {
                board.remove(name)
            }
        }
        // API 34 watches a service; before, it is asked once, one after the other.
        val resolver =
            if (sdk >= Build.VERSION_CODES.UPSIDE_DOWN_CAKE) {
                WatchingResolver(nsd, found, board::remove)
            } else {
                SerialResolver(nsd, found)
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
    }.flowOn(dispatcher).conflate().distinctUntilChanged()

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

        /** The core reads what is announced, and refuses what is of another region. */
        private fun reader(context: Context): suspend () -> (HubSign) -> MetHub = {
            val phone = context.holder.phone();
            { sign -> phone.blocking { meet(sign) } }
        }
    }
}
