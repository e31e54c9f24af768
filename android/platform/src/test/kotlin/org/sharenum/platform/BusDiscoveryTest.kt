package org.sharenum.platform

import android.net.nsd.NsdManager
import android.net.nsd.NsdServiceInfo
import java.net.InetAddress
import java.util.concurrent.CopyOnWriteArrayList
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.Job
import kotlinx.coroutines.cancel
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
import org.sharenum.companion.HubRole
import org.sharenum.companion.HubSign
import org.sharenum.companion.MetHub
import org.sharenum.companion.Phrase
import org.sharenum.companion.SharenumException

/** What the system says of the network, said by the test; time is the test's, too. */
@OptIn(ExperimentalCoroutinesApi::class)
@RunWith(RobolectricTestRunner::class)
class BusDiscoveryTest {
    private val nsd: ShadowNsdManager = shadowOf(APP.service<NsdManager>())
    private val listener: NsdManager.DiscoveryListener
        get() = looking().single()
    private val heard = CopyOnWriteArrayList<BusSearch>()
    private val bus = at("bus", "192.168.4.1")

    /** What the core was given to read. */
    private val given = CopyOnWriteArrayList<HubSign.Announced>()

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
        assertEquals(BusSearch.Found(listOf(at("bus", "192.168.4.9"))), heard.last())
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
    fun `the core is given all that the system knows`() = runTest {
        search(sdk = 35)
        listener.onServiceFound(named("bus"))
        val service = resolved("bus").apply {
            hostAddresses = listOf("fe80::1", "192.168.4.1").map(InetAddress::getByName)
            setAttribute("flag", null as String?)
        }
        watching("bus").single().onServiceUpdated(service)
        val sign = given.single()
        assertEquals(listOf("fe80:0:0:0:0:0:0:1", "192.168.4.1"), sign.addresses)
        assertEquals(8080u, sign.port.toUInt())
        val txt = sign.txt.mapValues { (_, value) -> value?.decodeToString() }
        assertEquals(mapOf("role" to "bus", "region" to "ab12", "scheme" to "http", "flag" to null), txt)
    }

    @Test
    fun `what the core refuses is not found, and what it refuses later is found no more`() = runTest {
        search(sdk = 35)
        listener.onServiceFound(named("bus"))
        val callback = watching("bus").single()
        callback.onServiceUpdated(resolved("bus"))
        refuses = true
        callback.onServiceUpdated(resolved("bus"))
        assertEquals(BusSearch.Found(emptyList()), heard.last())
    }

    @Test
    fun `a bus of another region, and what is no hub, are refused by the core itself`() = runTest {
        APP.holds(Cast.guest)
        val scope = CoroutineScope(Dispatchers.Default)
        scope.launch { BusDiscovery(APP).search.collect { heard += it } }
        eventually("it looks") { looking().isNotEmpty() && heard.isNotEmpty() }
        val others = mapOf("txtvers" to "1", "role" to "bus", "region" to "0".repeat(32), "scheme" to "http")
        for (txt in listOf(others, others - "role", emptyMap())) {
            listener.onServiceFound(named("stranger"))
            val service = named("stranger").apply {
                txt.forEach { (key, value) -> setAttribute(key, value) }
                hostAddresses = listOf(InetAddress.getByName("192.168.4.1"))
            }
            watching("stranger").single().onServiceUpdated(service)
        }
        assertEquals(setOf<BusSearch>(BusSearch.Found(emptyList())), heard.toSet())
        scope.cancel()
        eventually("it looks no more") { looking().isEmpty() }
    }

    private data class Case(val sdk: Int, val target: Int, val granted: Boolean, val allowed: Boolean)

    private fun TestScope.search(sdk: Int): Job {
        val dispatcher = UnconfinedTestDispatcher(testScheduler)
        val discovery = BusDiscovery(APP, sdk, dispatcher) { { sign -> read(sign) } }
        return backgroundScope.launch(dispatcher) { discovery.search.collect { heard += it } }
    }

    @Volatile private var refuses = false

    /** In place of the core: it takes the first address. */
    private fun read(sign: HubSign): MetHub {
        if (refuses) throw SharenumException.NotPossible("other-region", Phrase("other-region", emptyMap()))
        given += sign as HubSign.Announced
        return MetHub("http://${sign.addresses.first()}:${sign.port}", HubRole.BUS)
    }

    private fun at(name: String, address: String) = AnnouncedHub(name, MetHub("http://$address:8080", HubRole.BUS))

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
