package org.sharenum.app

import android.content.Context
import kotlin.time.Duration.Companion.milliseconds
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.withTimeoutOrNull
import org.sharenum.companion.HubRole
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumException
import org.sharenum.platform.BusDiscovery
import org.sharenum.platform.BusNetwork
import org.sharenum.platform.BusOutOfReach
import org.sharenum.platform.BusSearch
import org.sharenum.screens.Around
import org.sharenum.screens.SeenHub

/** How this phone finds a bus, and reaches one whose Wi-Fi leads nowhere else. */
class Buses(private val context: Context) {
    private val wifi = BusNetwork(context)

    /** Who announces itself, for as long as somebody collects. */
    fun around(): Flow<Around> = BusDiscovery(context).search
        .map { found ->
            when (found) {
                BusSearch.NotAllowed -> Around.NotAllowed
                BusSearch.NotPossible -> Around.NotPossible
                is BusSearch.Found -> Around.Found(found.hubs.map { SeenHub(it.name, it.hub) })
            }
        }
        .catch { if (it is SharenumException) emit(Around.NotPossible) else throw it }

    /** Runs a sync over a Wi-Fi that leads nowhere, if the phone is on one. */
    suspend fun <T> over(sync: suspend () -> T): T {
        val network = here().firstOrNull() ?: return sync()
        return try {
            wifi.over(network, sync)
        } catch (_: BusOutOfReach) {
            // The library says in its own words that nobody answers.
            sync()
        }
    }

    /** Syncs with the buses that this phone has met, whenever it comes onto the Wi-Fi of one; quietly. */
    suspend fun meet(phone: Sharenum) = wifi.networks.collectLatest { networks ->
        for (network in networks) {
            for (bus in met(phone)) {
                try {
                    wifi.sync(network, bus, QUIET)
                } catch (_: SharenumException) {
                    // Another's Wi-Fi, or too far off: the page of syncs tells of the last contact.
                } catch (_: BusOutOfReach) {
                    break
                }
            }
        }
    }

    private suspend fun met(phone: Sharenum): List<String> = try {
        phone.call { syncStatus() }.hubs.filter { it.role == HubRole.BUS }.map { it.url }
    } catch (_: SharenumException) {
        // Not joined yet.
        emptyList()
    }

    /** The first answer is empty, and the next one comes at once where there is such a network. */
    private suspend fun here() = withTimeoutOrNull(SOON) { wifi.networks.first { it.isNotEmpty() } }.orEmpty()

    private companion object {
        val QUIET = 1.minutes

        /** A network that is there is told of at once. */
        val SOON = 500.milliseconds
    }
}
