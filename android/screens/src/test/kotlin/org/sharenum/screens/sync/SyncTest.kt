package org.sharenum.screens.sync

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsNotEnabled
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertIs
import kotlin.test.assertNull
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DocumentKind
import org.sharenum.companion.DraftForm
import org.sharenum.companion.PageRequest
import org.sharenum.screens.BackgroundAccess
import org.sharenum.screens.Device
import org.sharenum.screens.NotificationAccess
import org.sharenum.screens.Scene
import org.sharenum.screens.Stage
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.SyncRun
import org.sharenum.screens.core
import org.sharenum.screens.eventually
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.gone
import org.sharenum.screens.press
import org.sharenum.screens.pressable
import org.sharenum.screens.scrollTo
import org.sharenum.screens.type
import org.sharenum.screens.until
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

@OptIn(ExperimentalTestApi::class)
class SyncTest {
    private fun at(
        device: Device = Device.Phone,
        language: Language = Language.English,
        shell: TestShell = TestShell(language, clock = { Scene.now }),
        test: Window.() -> Unit,
    ) = window(Scene.phone("teacher"), shell, device, at = listOf(Route.More, Route.Sync), test = test)

    @Test
    fun `what is not delivered, each hub and the certificate are said`() = at {
        val status = core { syncStatus() }
        see("${status.undelivered.onThisPhone} changes only on this device")
        everythingIsInReach()
        val going = core { outgoing(PageRequest()).items }
        for (item in going) scrollTo(item.title)
        see("On this phone")
        scrollTo("Last checked with the region")
        see("1 hour ago")
        scrollTo("Valid until Saturday 7 November")
        for (hub in status.hubs) scrollTo(hub.url)
        see("Box of a bus")
        everythingIsInReach()
    }

    @Test
    fun `what is not delivered is opened where it stands`() = at {
        val booking = core { outgoing(PageRequest()).items.first { it.kind == DocumentKind.BOOKING } }
        scrollTo("Booking of a day")
        press("Booking of a day")
        waitUntil { navigator.here == Route.Booking(booking.document) }
    }

    @Test
    fun `a refused change is sent again, or given up once its effect was said`() {
        val ways = listOf(listOf("Send again"), listOf("Give up", "Yes, give up what the region refused"))
        for (buttons in ways) {
            at {
                val refused = core { refused().single() }
                scrollTo(refused.code)
                for (button in buttons) press(button)
                until("$buttons does nothing") { refused().isEmpty() }
                gone(refused.code)
            }
        }
    }

    @Test
    fun `a phone that has never met its hub waits for nobody`() = at {
        scrollTo("Synchronise with it")
        press("Synchronise with it")
        waitUntil { desk.syncing.run.value !is SyncRun.None }
        desk.syncing.cancel()
        eventually("it does not end") { desk.syncing.run.value !is SyncRun.Running }
    }

    @Test
    fun `an address that is none is refused in words`() = at {
        scrollTo("Address of a bus")
        pressable("Synchronise with this address").assertIsNotEnabled()
        type("Address of a bus", "ftp://bus")
        press("Synchronise with this address")
        scrollTo("Synchronise now")
        see("https://hub.example")
        assertIs<SyncRun.Failed>(desk.syncing.run.value)
    }

    @Test
    fun `a draft is opened where it is written on, thrown away, and taken back`() = at {
        see("Synchronise now")
        // As another page does, while this one is open.
        core { saveDraft(DraftForm.NewWorkshop, null, mapOf("field.title" to "Plus tard")) }
        scrollTo("New workshop")
        everythingIsInReach()
        press("Throw away")
        until("it is thrown away") { draft(DraftForm.NewWorkshop) == null }
        gone("New workshop")
        press("Undo")
        until("it is there again") { draft(DraftForm.NewWorkshop)?.fields?.get("field.title") == "Plus tard" }
        scrollTo("New workshop")
        press("New workshop")
        waitUntil { navigator.here == Route.NewWorkshop(null) }
    }

    @Test
    fun `each draft leads to its form`() {
        val (ticket, proposal) = DocumentId(Scene["ticket_open"]) to DocumentId(Scene["proposal"])
        val (plan, workshop) = DocumentId(Scene["plan"]) to DocumentId(Scene["workshop_organised"])
        val session = DocumentId(Scene["session_corrected"])
        val bus = mapOf("resource" to Scene["resource_bus"], "field.purpose" to "Un jour")
        val forms =
            listOf(
                Triple(DraftForm.NewTicket, null, "new-ticket"),
                Triple(DraftForm.EditTicket, ticket, "edit-ticket/${ticket.value}"),
                Triple(DraftForm.Proposal, ticket, "ticket/${ticket.value}"),
                Triple(DraftForm.EditProposal, proposal, "proposal/${proposal.value}"),
                Triple(DraftForm.Message, proposal, "proposal/${proposal.value}"),
                Triple(DraftForm.Plan, proposal, "proposal/${proposal.value}"),
                Triple(DraftForm.Plan, plan, "plan/${plan.value}"),
                Triple(DraftForm.PlanDate, plan, "plan/${plan.value}"),
                Triple(DraftForm.NewWorkshop, plan, "new-workshop/${plan.value}"),
                Triple(DraftForm.EditWorkshop, workshop, "edit-workshop/${workshop.value}"),
                Triple(DraftForm.BusDay, null, "ask-day/${Scene["resource_bus"]}"),
                Triple(DraftForm.WalkIn, workshop, "workshop/${workshop.value}"),
                Triple(DraftForm.HelpSession, null, "log-help"),
                Triple(DraftForm.EditHelpSession, session, "help-session/${session.value}"),
                Triple(DraftForm.Profile, null, "profile"),
                Triple(DraftForm.Card, null, "me"),
            )
        at {
            val model = SyncModel(desk)
            for ((form, about, path) in forms) {
                core { saveDraft(form, about, bus) }
                val draft = checkNotNull(core { draft(form, about) })
                var led: Route? = null
                model.open(draft) { led = it }
                eventually("$form leads nowhere") { led != null }
                assertEquals(path, led?.path)
            }
            model.close()
        }
    }

    @Test
    fun `what delays alerts is said plainly, with what to allow`() {
        val shell = TestShell(clock = { Scene.now })
        at(shell = shell) {
            scrollTo("alerts can come late")
            scrollTo("Notifications are allowed")
            shell.background.value = BackgroundAccess(restricted = true, savesBattery = true, savesData = true)
            shell.notifications.value = NotificationAccess.NotAsked
            scrollTo("forbids the app to work")
            scrollTo("saves its battery")
            scrollTo("saves mobile data")
            press("Allow notifications")
            waitUntil { "notify" in shell.asked }
            shell.notifications.value = NotificationAccess.Refused
            scrollTo("switched off")
            press("Open the settings")
            waitUntil { "background" in shell.asked }
        }
    }

    @Test
    fun `a sync shows how it goes, is stopped, and ends with everything delivered`() {
        val phone = Stage.phone()
        runBlocking {
            phone.join(Stage["screens_sync"], Stage["region"])
            phone.call { setCard("Mme Exemple", "exemple@ac-dijon.example") }
        }
        val shell = TestShell(clock = Instant::now)
        window(phone, shell, at = listOf(Route.More, Route.Sync)) {
            see("1 change only on this device")
            see("synchronises by itself")
            type("Address of a bus", Stage["slow"])
            press("Synchronise with this address")
            press("Stop")
            see("Stopped.")
            press("Synchronise now")
            see("Everything is exchanged")
            see("1 change sent")
            see("The region has received everything")
            assertEquals(0uL, core { syncStatus().undelivered.onThisPhone })
            scrollTo("Drafts")
            see("No draft")
            // A hub that is typed is synced with as well.
            type("Address of a bus", Stage["region"])
            core { setCard("Mme Exemple", "autre@ac-dijon.example") }
            press("Synchronise with this address")
            until("it is delivered") { syncStatus().undelivered.onThisPhone == 0uL }
            // What this phone has none of.
            navigator.go(Route.Agenda)
            see("Nothing planned yet")
            press("I organise")
            see("You organise no workshop yet")
            press("My seats")
            see("You asked for no seat yet")
            press("Days of the bus")
            see("You asked for no day yet")
            assertNull(core { draft(DraftForm.NewWorkshop) })
        }
    }

    @Test
    fun `the page speaks French, with large letters too`() = at(Device.LargeLetters, Language.French) {
        see("Synchroniser maintenant")
        everythingIsInReach()
        scrollTo("Brouillons")
        everythingIsInReach()
    }
}
