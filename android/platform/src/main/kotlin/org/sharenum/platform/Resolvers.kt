package org.sharenum.platform

import android.annotation.TargetApi
import android.net.nsd.NsdManager
import android.net.nsd.NsdServiceInfo
import android.os.Build
import java.net.InetAddress
import java.util.concurrent.ConcurrentHashMap
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CompletableDeferred
import kotlinx.coroutines.awaitCancellation
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.delay
import org.sharenum.companion.HubSign

/** From the name of a service to where it answers. */
internal interface Resolver {
    /** Does what has to be done one after the other, until it is cancelled. */
    suspend fun work()

    /** A name appeared; on a thread of the system. */
    fun add(service: NsdServiceInfo)

    /** A name went. */
    fun remove(service: NsdServiceInfo)

    /** Lets go of everything at the system. */
    fun close()
}

/** Hears of every new address of a service. API 34. */
@TargetApi(Build.VERSION_CODES.UPSIDE_DOWN_CAKE)
internal class WatchingResolver(
    private val nsd: NsdManager,
    private val found: (String, HubSign.Announced) -> Unit,
    private val lost: (String) -> Unit,
) : Resolver {
    private val watched = ConcurrentHashMap<String, NsdManager.ServiceInfoCallback>()

    override suspend fun work() = awaitCancellation()

    override fun add(service: NsdServiceInfo) {
        val name = service.serviceName
        val callback =
            object : NsdManager.ServiceInfoCallback {
                override fun onServiceUpdated(info: NsdServiceInfo) {
                    found(name, sign(info, info.hostAddresses))
                }

                override fun onServiceLost() = lost(name)

                override fun onServiceInfoCallbackRegistrationFailed(errorCode: Int) {
                    watched.remove(name, this)
                }

                override fun onServiceInfoCallbackUnregistered() = Unit
            }
        // One service is found again on each network on which it is.
        if (watched.putIfAbsent(name, callback) == null) {
            nsd.registerServiceInfoCallback(service, Runnable::run, callback)
        }
    }

    override fun remove(service: NsdServiceInfo) {
        watched.remove(service.serviceName)?.let(::unregister)
    }

    override fun close() {
        watched.keys.toList().mapNotNull(watched::remove).forEach(::unregister)
    }

    private fun unregister(callback: NsdManager.ServiceInfoCallback) {
        try {
            nsd.unregisterServiceInfoCallback(callback)
        } catch (_: IllegalArgumentException) {
            // Its registration has failed meanwhile.
        }
    }
}

/**
 * Asks once for each service, and for one at a time: before API 34 the system refuses a second
 * question while one is open, of this app or, on some phones, of another.
 */
@Suppress("DEPRECATION")
internal class SerialResolver(private val nsd: NsdManager, private val found: (String, HubSign.Announced) -> Unit) :
    Resolver {
    private val queue = Channel<NsdServiceInfo>(Channel.UNLIMITED)
    private val gone = ConcurrentHashMap.newKeySet<String>()

    override suspend fun work() {
        for (service in queue) settle(service)
    }

    private suspend fun settle(service: NsdServiceInfo) {
        for (attempt in 1..TRIES) {
            val answer = resolve(service)
            if (answer != BUSY) return deliver(service, answer)
            delay(PAUSE * attempt)
        }
    }

    override fun add(service: NsdServiceInfo) {
        gone -= service.serviceName
        queue.trySend(service)
    }

    override fun remove(service: NsdServiceInfo) {
        gone += service.serviceName
    }

    override fun close() {
        queue.close()
    }

    private suspend fun resolve(service: NsdServiceInfo): Any? {
        val answer = CompletableDeferred<Any?>()
        val listener =
            object : NsdManager.ResolveListener {
                override fun onServiceResolved(info: NsdServiceInfo) {
                    answer.complete(info)
                }

                override fun onResolveFailed(info: NsdServiceInfo, errorCode: Int) {
                    answer.complete(if (errorCode == NsdManager.FAILURE_ALREADY_ACTIVE) BUSY else null)
                }
            }
        nsd.resolveService(service, listener)
        return answer.await()
    }

    private fun deliver(service: NsdServiceInfo, answer: Any?) {
        if (answer !is NsdServiceInfo || service.serviceName in gone) return
        found(service.serviceName, sign(answer, listOfNotNull(answer.host)))
    }

    private companion object {
        val BUSY = Any()
        const val TRIES = 5
        val PAUSE = 200.milliseconds
    }
}

/** What the system gives of a service, for the core to read: it knows which address is of use. */
private fun sign(service: NsdServiceInfo, addresses: List<InetAddress>): HubSign.Announced = HubSign.Announced(
    addresses = addresses.mapNotNull(InetAddress::getHostAddress),
    port = service.port.toUShort(),
    txt = service.attributes,
)
