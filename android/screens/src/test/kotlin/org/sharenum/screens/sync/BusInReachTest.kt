package org.sharenum.screens.sync

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasText
import java.net.ServerSocket
import java.net.URLEncoder
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.sharenum.companion.HubRole
import org.sharenum.companion.LumaImage
import org.sharenum.companion.MetHub
import org.sharenum.screens.Around
import org.sharenum.screens.Device
import org.sharenum.screens.Scene
import org.sharenum.screens.SeenHub
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.SyncRun
import org.sharenum.screens.eventually
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.gone
import org.sharenum.screens.picture
import org.sharenum.screens.press
import org.sharenum.screens.scrollTo
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/** The ways to a bus that this device does not know yet. */
@OptIn(ExperimentalTestApi::class)
class BusInReachTest {
    private val region = Scene["newcomer_invitation"].substringAfter("region=")

    /** The code on the door of a bus, as the hub writes it. */
    private fun door(url: String, region: String = this.region) =
        "sharenum://bus?hub=${URLEncoder.encode(url, Charsets.UTF_8)}&region=$region"

    private fun at(
        shell: TestShell = TestShell { Scene.now },
        device: Device = Device.Phone,
        at: List<Route> = listOf(Route.More, Route.Sync),
        link: String? = null,
        test: Window.() -> Unit,
    ) = window(Scene.phone("teacher"), shell, device, at, link, test = test)

    private fun Window.photograph() {
        val button = "Photograph the code on the bus’s door"
        scrollTo(button)
        press(button)
    }

    @Test
    fun `the code on a door is photographed, shown, and synced with by one tap`() {
        val nobody = "http://127.0.0.1:${ServerSocket(0).use { it.localPort }}"
        val shell = TestShell { Scene.now }
        shell.picture = picture(door(nobody))
        at(shell) {
            photograph()
            // Without scrolling.
            see("The code on the door was read")
            see(nobody)
            everythingIsInReach()
            assertEquals<Any?>(SyncRun.None, desk.syncing.run.value, "nothing is asked before the tap")
            press("Synchronise with it")
            eventually("nobody was asked") { desk.syncing.run.value is SyncRun.Failed }
            assertTrue("the network around" in shell.asked)
        }
    }

    @Test
    fun `what is no door, and the door of another region, are told in the words of the core`() {
        val shell = TestShell { Scene.now }
        at(shell) {
            shell.picture = LumaImage(200u, 200u, 200u, ByteArray(200 * 200) { 127 })
            photograph()
            see("No QR code can be read in this picture")
            shell.picture = picture(door("http://192.168.4.1:8480", region.reversed()))
            photograph()
            see("another region")
            gone("The code on the door was read")
        }
    }

    @Test
    fun `a link from a door leads to the page, which shows the bus`() =
        at(at = listOf(Route.Nearby), link = door("http://192.168.4.1:8480")) {
            scrollTo("The code on the door was read")
            scrollTo("http://192.168.4.1:8480")
            assertEquals(Route.Sync, navigator.here)
            assertEquals(null, desk.arrived.value)
        }

    @Test
    fun `a bus that announces itself is shown while it is there`() {
        val shell = TestShell { Scene.now }
        at(shell) {
            val bus = MetHub("http://10.0.0.9:8480", HubRole.BUS)
            shell.around.value = Around.Found(listOf(SeenHub("BusNum 71", bus)))
            scrollTo("BusNum 71")
            scrollTo("http://10.0.0.9:8480")
            everythingIsInReach()
            shell.around.value = Around.Found(listOf())
            gone("BusNum 71")
        }
    }

    @Test
    fun `without leave for the local network, it is said and can be asked for`() {
        val shell = TestShell(Language.French) { Scene.now }
        shell.around.value = Around.NotAllowed
        at(shell, Device.LargeLetters) {
            scrollTo("aucun bus ne peut être joint")
            everythingIsInReach()
            scrollTo("Autoriser les appareils à proximité")
            press("Autoriser les appareils à proximité")
            waitUntil { "local network" in shell.asked }
        }
    }

    @Test
    fun `without a camera the address goes on working`() {
        val shell = TestShell { Scene.now }
        shell.hasCamera = false
        shell.around.value = Around.NotPossible
        at(shell) {
            scrollTo("Address of a bus")
            assertTrue(onAllNodes(hasText("Photograph the code on the bus’s door")).fetchSemanticsNodes().isEmpty())
        }
    }
}
