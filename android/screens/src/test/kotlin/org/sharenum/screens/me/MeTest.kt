package org.sharenum.screens.me

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasClickAction
import androidx.compose.ui.test.hasSetTextAction
import androidx.compose.ui.test.hasText
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.sharenum.companion.PageRequest
import org.sharenum.screens.Device
import org.sharenum.screens.Look
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.app.Route
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.press
import org.sharenum.screens.reach
import org.sharenum.screens.type
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

/** The list of everything else, the person, and this phone. */
@OptIn(ExperimentalTestApi::class)
class MeTest {
    private val me = listOf(Route.More, Route.Me)

    @Test
    fun `what was given and received is listed with the way to reach each other`() =
        window(Scene.phone("teacher"), at = me) {
            val exchange = desk.phone.blocking { givenAndReceived(PageRequest()).items.first() }
            see(exchange.ticket.title)
            see("Collège Pasteur")
            everythingIsInReach()
            press("Write to ${exchange.contact?.name}")
            assertEquals("mailto:${exchange.contact?.mail}", shell.opened.single())
            press(exchange.ticket.title)
            assertEquals(Route.Ticket(exchange.ticket.common.id), navigator.here)
        }

    @Test
    fun `who has exchanged nothing yet is told what would stand there`() = window(Scene.phone("host"), at = me) {
        see("Nothing yet")
        press("Change my profile")
        assertEquals(Route.Profile, navigator.here)
    }

    @Test
    fun `language and look change at once`() = window(Scene.phone("teacher"), at = me) {
        press("This phone")
        press("Dark")
        assertEquals(Look.Dark, shell.choices.value.look)
        press("Français")
        see("Apparence")
        assertEquals(Language.French, shell.choices.value.language)
        everythingIsInReach()
    }

    @Test
    fun `the address of the hub is changed and taken back, and a wrong one is told under it`() =
        window(Scene.phone("teacher"), at = me) {
            press("This phone")
            type("Address of the hub", "https://hub.example/?who=me")
            press("Change the address")
            see("Take away what follows the ? or the # in this address")
            core(Scene["region_url"]) { regionUrl() }
            type("Address of the hub", "https://new.example")
            press("Change the address")
            core("https://new.example") { regionUrl() }
            see("The address is changed")
            press("Undo")
            core(Scene["region_url"]) { regionUrl() }
            reach(hasSetTextAction() and hasText(Scene["region_url"]))
        }

    @Test
    fun `an address that the school has set is shown and cannot be changed`() {
        val shell = TestShell { Scene.now }
        shell.managedHub = "https://school.example"
        window(Scene.phone("teacher"), shell, at = me) {
            press("This phone")
            reach(hasText("https://school.example"))
            assertTrue(test.onAllNodes(hasSetTextAction()).fetchSemanticsNodes().isEmpty())
        }
    }

    @Test
    fun `the membership is told, and an invitation that comes too early is refused by the core`() =
        window(Scene.phone("teacher"), at = me) {
            press("This phone")
            reach(hasText("Collège Pasteur (0711052H)"))
            reach(hasText("Member"))
            press("Use a new invitation")
            type("Invitation", Scene["newcomer_invitation"])
            press("Join")
            see("This phone has joined a region already")
            everythingIsInReach()
            press("Back")
            reach(hasClickAction() and hasText("Use a new invitation"))
        }

    @Test
    fun `diagnostics are listed and handed on as a text`() =
        window(Scene.phone("teacher"), at = listOf(Route.More, Route.Diagnostics)) {
            val lines = desk.phone.blocking { diagnostics() }
            see(lines.first().key)
            everythingIsInReach()
            press("Share")
            val file = shell.shared.single()
            assertEquals("text/plain", file.mediaType)
            assertEquals("sharenum-diagnostics.txt", file.name)
            assertEquals(lines.map { it.key }, file.text.trim().lines().map { it.substringBefore(": ") })
        }

    @Test
    fun `each entry of the list leads to its page, and the bus is there for who hosts it`() {
        window(Scene.phone("teacher"), at = listOf(Route.More)) {
            see("Diagnostics")
            everythingIsInReach()
            assertTrue(test.onAllNodes(hasText("The bus")).fetchSemanticsNodes().isEmpty())
            for ((entry, route) in entries) {
                press(entry)
                assertEquals(route, navigator.here)
                navigator.go(Route.More)
            }
        }
        window(Scene.phone("host"), at = listOf(Route.More)) {
            see("The bus")
            press("The bus")
            assertEquals(Route.Bus, navigator.here)
        }
    }

    @Test
    fun `a shared tablet begins with help and sees only what concerns it`() =
        window(Scene.phone("tablet"), device = Device.Tablet) {
            see("More")
            test.waitForIdle()
            assertEquals(listOf<Route>(Route.Help), navigator.stack)
            for (hidden in listOf("Nearby", "Tickets", "Agenda")) {
                assertTrue(test.onAllNodes(hasText(hidden)).fetchSemanticsNodes().isEmpty(), hidden)
            }
            press("More")
            see("This tablet")
            for (hidden in listOf("My profile", "Alerts and quiet hours", "The bus")) {
                assertTrue(test.onAllNodes(hasText(hidden)).fetchSemanticsNodes().isEmpty(), hidden)
            }
            press("This tablet")
            see("Shared tablet of a brigade")
            assertTrue(test.onAllNodes(hasText("Given and received")).fetchSemanticsNodes().isEmpty())
            everythingIsInReach()
        }

    private val entries =
        listOf(
            "My profile" to Route.Profile,
            "Alerts and quiet hours" to Route.Alerts,
            "Synchronisation" to Route.Sync,
            "Me and this phone" to Route.Me,
            "Diagnostics" to Route.Diagnostics,
        )
}
