package org.sharenum.platform

import android.net.nsd.NsdManager
import android.net.nsd.NsdServiceInfo
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.launch
import kotlinx.coroutines.test.TestScope
import kotlinx.coroutines.test.UnconfinedTestDispatcher
import kotlinx.coroutines.test.advanceTimeBy
import kotlinx.coroutines.test.runTest
import org.junit.Test
import org.junit.runner.RunWith
import org.robolectric.RobolectricTestRunner
import org.robolectric.Shadows.shadowOf
import org.robolectric.shadows.ShadowNsdManager
import java.net.InetAddress
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.test.assertEquals
import kotlin.test.assertTrue

/** What the system says of the network, said by the test; time is the test's, too. */
@OptIn(ExperimentalCoroutinesApi::class)
@RunWith(RobolectricTestRunner::class)
class BusDiscoveryTest {
    private val nsd: ShadowNsdManager = shadowOf(APP.service<NsdManager>())
    private val listener: NsdManager.DiscoveryListener
        get() = looking().single()
    private val heard = CopyOnWriteArrayList<BusSearch>()
    private val bus = AnnouncedHub("bus", "http://192.168.4.1:8080", role = "bus", region = "ab12")

    @Test
    fun `a hub that announces itself is found, moves and goes`() = runTest {
        search(sdk = 35)
        listener.onDiscoveryStarted(BusDiscovery.SERVICE)
        assertEquals(listOf<BusSearch>(BusSearch.Found(emptyList())), heard.toList())
        listener.onServiceFound(named("bus"))
        listener.onServiceFound(named("bus"))
        val callback = watching("bus").single()
        callback.onServiceUpdated(resolved("bus"))
        assertEquals(BusSearch.Found(listOf(bus)), heard.last())
        callback.onServiceUpdated(resolved("bus", "192.168.4.9"))
        assertEquals(BusSearch.Found(listOf(bus.copy(url = "http://192.168.4.9:8080"))), heard.last())
        listener.onServiceLost(named("bus"))
        assertEquals(BusSearch.Found(emptyList()), heard.last())
        assertTrue(watching("bus").isEmpty())
    }

    @Test
    fun `who looks no more leaves nothing behind`() = runTest {
        val searching = search(sdk = 35)
        listener.onServiceFound(named("bus"))
        searching.cancel()
        assertTrue(looking().isEmpty())
        assertTrue(watching("bus").isEmpty())
    }

    @Test
    fun `an older phone is asked for one after the other, and again when it is busy`() = runTest {
        search(sdk = 33)
        listener.onServiceFound(named("bus"))
        listener.onServiceFound(named("region"))
        val first = asking("bus").single()
        assertTrue(asking("region").isEmpty())
        first.onResolveFailed(named("bus"), NsdManager.FAILURE_ALREADY_ACTIVE)
        assertEquals(1, asking("bus").size)
        advanceTimeBy(1_000)
        val second = asking("bus").last()
        assertTrue(second != first)
        second.onServiceResolved(resolved("bus"))
        assertEquals(BusSearch.Found(listOf(bus)), heard.last())
        asking("region").single().onServiceResolved(resolved("region"))
        assertEquals(BusSearch.Found(listOf(bus, bus.copy(name = "region"))), heard.last())
    }

    @Test
    fun `one that cannot be resolved does not hold up the others`() = runTest {
        search(sdk = 33)
        listener.onServiceFound(named("broken"))
        listener.onServiceFound(named("bus"))
        repeat(5) {
            asking("broken").last().onResolveFailed(named("broken"), NsdManager.FAILURE_ALREADY_ACTIVE)
            advanceTimeBy(2_000)
        }
        asking("bus").single().onServiceResolved(resolved("bus"))
        assertEquals(BusSearch.Found(listOf(bus)), heard.last())
    }

    @Test
    fun `a phone that cannot look says so, and ends`() = runTest {
        val searching = search(sdk = 35)
        listener.onStartDiscoveryFailed(BusDiscovery.SERVICE, NsdManager.FAILURE_INTERNAL_ERROR)
        assertEquals(BusSearch.NotPossible, heard.last())
        assertTrue(searching.isCompleted)
    }

    @Test
    fun `Android 17 asks the person, and a refusal is told`() = runTest {
        val cases =
            listOf(
                Case(sdk = 36, target = 37, granted = false, allowed = true),
                Case(sdk = 37, target = 36, granted = false, allowed = true),
                Case(sdk = 37, target = 37, granted = false, allowed = false),
                Case(sdk = 37, target = 37, granted = true, allowed = true),
            )
        for (case in cases) {
            APP.applicationInfo.targetSdkVersion = case.target
            if (case.granted) {
                shadowOf(APP).grantPermissions(LocalNetwork.PERMISSION)
            } else {
                shadowOf(APP).denyPermissions(LocalNetwork.PERMISSION)
            }
            assertEquals(case.allowed, LocalNetwork.allowed(APP, case.sdk), "$case")
        }
        shadowOf(APP).denyPermissions(LocalNetwork.PERMISSION)
        val searching = search(sdk = 37)
        assertEquals(listOf<BusSearch>(BusSearch.NotAllowed), heard.toList())
        assertTrue(searching.isCompleted)
        assertTrue(looking().isEmpty())
    }

    @Test
    fun `an address is one that an URL can say`() {
        val urls =
            listOf(
                listOf("192.168.4.1") to "http://192.168.4.1:8080",
                listOf("fd00::1", "192.168.4.1") to "http://192.168.4.1:8080",
                listOf("fe80::1", "fd00::1") to "http://[fd00:0:0:0:0:0:0:1]:8080",
                listOf("fe80::1") to null,
                listOf<String>() to null,
            )
        for ((addresses, url) in urls) {
            assertEquals(url, announced(named("bus"), addresses.map(InetAddress::getByName))?.url, "$addresses")
        }
        val secure = named("region").apply { setAttribute("scheme", "https") }
        val region = announced(secure, listOf(InetAddress.getByName("10.0.0.1")))
        assertEquals(AnnouncedHub("region", "https://10.0.0.1:8080", role = null, region = null), region)
    }

    private data class Case(val sdk: Int, val target: Int, val granted: Boolean, val allowed: Boolean)

    private fun TestScope.search(sdk: Int): Job = backgroundScope.launch(UnconfinedTestDispatcher(testScheduler)) {
        BusDiscovery(APP, sdk).search.collect(heard::add)
    }

    private fun looking() = nsd.getDiscoveryListeners(BusDiscovery.SERVICE).orEmpty()

    private fun watching(name: String) = nsd.getServiceInfoCallbacks(named(name)).orEmpty()

    private fun asking(name: String) = nsd.getResolveListeners(named(name)).orEmpty()

    private fun named(name: String) = NsdServiceInfo().apply {
        serviceName = name
        serviceType = BusDiscovery.SERVICE
        port = 8080
    }

    @Suppress("DEPRECATION")
    private fun resolved(name: String, address: String = "192.168.4.1") = named(name).apply {
        setAttribute("role", "bus")
        setAttribute("region", "ab12")
        setAttribute("scheme", "http")
        // What a phone before API 34 has, and what a later one adds.
        host = InetAddress.getByName(address)
        hostAddresses = listOf(InetAddress.getByName(address))
    }
}
