package org.sharenum.platform

import android.net.ConnectivityManager
import android.net.Network
import android.net.NetworkCapabilities
import java.net.InetAddress
import java.net.ServerSocket
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.test.assertEquals
import kotlin.test.assertFailsWith
import kotlin.test.assertFalse
import kotlin.test.assertNull
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.CoroutineStart
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import org.junit.Before
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowNetwork
import org.robolectric.shadows.ShadowNetworkCapabilities
import org.sharenum.companion.SharenumException

/** The Wi-Fi of a bus, and what goes over it; the hub is the stage's. */
@RunWith(RobolectricTestRunner::class)
class BusNetworkTest {
    private val connectivity: ConnectivityManager = APP.service()
    private val bus = BusNetwork(APP)
    private val wifi = ShadowNetwork.newInstance(7)
    private val bound: Network?
        get() = connectivity.boundNetworkForProcess

    @Before
    fun `a guest's phone`() {
        APP.holds(Cast.guest)
        Roads.gone = null
    }

    @Test
    fun `a Wi-Fi that leads nowhere is a bus's, and another is not`() {
        val heard = CopyOnWriteArrayList<Set<Network>>()
        val scope = CoroutineScope(Dispatchers.Unconfined)
        scope.launch { bus.networks.collect(heard::add) }
        assertEquals(listOf(emptySet()), heard.toList())
        val callback = shadowOf(connectivity).networkCallbacks.single()
        val home = ShadowNetwork.newInstance(8)
        callback.onCapabilitiesChanged(home, having(INTERNET, VALIDATED))
        callback.onCapabilitiesChanged(wifi, having(INTERNET))
        assertEquals(setOf(wifi), heard.last())
        callback.onCapabilitiesChanged(home, having())
        assertEquals(setOf(wifi, home), heard.last())
        // The bus has found the Internet, and the other one is gone.
        callback.onCapabilitiesChanged(wifi, having(INTERNET, VALIDATED))
        callback.onLost(home)
        assertEquals(emptySet(), heard.last())
        scope.cancel()
        assertTrue(shadowOf(connectivity).networkCallbacks.isEmpty())
    }

    @Test
    fun `it is asked for by Wi-Fi alone, whatever it leads to`() {
        assertTrue(BusNetwork.REQUEST.hasTransport(NetworkCapabilities.TRANSPORT_WIFI))
        assertFalse(BusNetwork.REQUEST.hasCapability(INTERNET) || BusNetwork.REQUEST.hasCapability(VALIDATED))
    }

    @Test
    fun `a sync goes over the bus's Wi-Fi with a client of its own, and lets go of both`() = runBlocking<Unit> {
        val during = CopyOnWriteArrayList<Network?>()
        val summary = bus.sync(wifi, stage("region"), BUDGET) { during += bound }
        assertTrue(summary.finished)
        assertEquals(setOf<Network?>(wifi), during.toSet())
        assertNull(bound)
        assertEquals(2, APP.roads, "there, and back")
    }

    @Test
    fun `a sync that fails lets go as well`() = runBlocking<Unit> {
        val nobody = ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { it.localPort }
        assertFailsWith<SharenumException.CheckNetwork> { bus.sync(wifi, "http://127.0.0.1:$nobody", BUDGET) }
        assertNull(bound)
        assertEquals(2, APP.roads)
    }

    @Test
    fun `a sync that is given up lets go as well`() = runBlocking<Unit> {
        ServerSocket(0, 1, InetAddress.getLoopbackAddress()).use { silent ->
            silent.soTimeout = PATIENCE.inWholeMilliseconds.toInt()
            val syncing = launch(Dispatchers.Default) { bus.sync(wifi, "http://127.0.0.1:${silent.localPort}", BUDGET) }
            silent.accept().use {
                assertEquals(wifi, bound)
                syncing.cancelAndJoin()
                assertNull(bound)
            }
        }
        assertEquals(2, APP.roads)
    }

    @Test
    fun `it waits for who is on the road`() = runBlocking<Unit> {
        SyncJob.ROAD.lock()
        val syncing = async(start = CoroutineStart.UNDISPATCHED) { bus.sync(wifi, stage("region"), BUDGET) }
        assertNull(bound)
        assertEquals(0, APP.roads)
        SyncJob.ROAD.unlock()
        assertTrue(syncing.await().finished)
    }

    @Test
    fun `a Wi-Fi that is gone says so, and nothing goes elsewhere`() = runBlocking<Unit> {
        Roads.gone = wifi
        assertFailsWith<BusOutOfReach> { bus.sync(wifi, stage("region"), BUDGET) }
        assertNull(bound)
    }

    private fun having(vararg capabilities: Int): NetworkCapabilities {
        val all = ShadowNetworkCapabilities.newInstance()
        listOf(INTERNET, VALIDATED).forEach { shadowOf(all).removeCapability(it) }
        capabilities.forEach { shadowOf(all).addCapability(it) }
        return all
    }

    private companion object {
        const val INTERNET = NetworkCapabilities.NET_CAPABILITY_INTERNET
        const val VALIDATED = NetworkCapabilities.NET_CAPABILITY_VALIDATED
    }
}
