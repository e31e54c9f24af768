package org.sharenum.screens.bus

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isToggleable
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performClick
import androidx.compose.ui.test.performScrollTo
import java.time.LocalDate
import kotlin.test.Test
import kotlin.test.assertEquals
import org.sharenum.companion.Attendee
import org.sharenum.companion.BusWorkshop
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.ResourceId
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.screens.Device
import org.sharenum.screens.Scene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.eventually
import org.sharenum.screens.everythingIsInReach
import org.sharenum.screens.formats
import org.sharenum.screens.press
import org.sharenum.screens.scrollTo
import org.sharenum.screens.type
import org.sharenum.screens.typed
import org.sharenum.screens.until
import org.sharenum.screens.window
import org.sharenum.screens.words.Language

@OptIn(ExperimentalTestApi::class)
class BusTest {
    private fun aboard(
        who: String = "host",
        device: Device = Device.Phone,
        language: Language = Language.English,
        test: Window.() -> Unit,
    ) = window(
        Scene.phone(who),
        TestShell(language, clock = { Scene.now }),
        device,
        at = listOf(Route.More, Route.Bus),
        test = test,
    )

    private val morning = DocumentId(Scene["bus_morning"])

    private fun SharenumAppInterface.today() =
        busDay(ResourceId(Scene["resource_bus"]), LocalDate.parse(Scene["bus_day"]))

    private fun SharenumAppInterface.morning(): BusWorkshop =
        today().workshops.single { it.workshop.common.id == morning }

    private fun SharenumAppInterface.someone(registration: DocumentId): Attendee =
        morning().attendees.single { it.registration == registration }

    private fun Window.tick(attendee: Attendee) =
        onAllNodes(hasText(attendee.name ?: "Somebody from ${attendee.schoolName}").and(isToggleable()))
            .onFirst().performScrollTo().performClick()

    @Test
    fun `today's workshops stand in their order, with who comes and who is there`() = aboard {
        see("Today")
        val morning = core { morning() }
        see(morning.workshop.title)
        see("${morning.present} people there")
        for (attendee in morning.attendees) see(attendee.name ?: attendee.schoolName)
        everythingIsInReach()
        scrollTo(core { workshop(DocumentId(Scene["workshop_soon"])).item.title })
        everythingIsInReach()
    }

    @Test
    fun `one tap checks somebody in, without a network, and undo takes it back`() = aboard {
        val absent = core { morning().attendees.first { it.presentAt == null } }
        see(absent.name ?: absent.schoolName)
        tick(absent)
        until("they are checked in") { someone(absent.registration).presentAt != null }
        press("Undo")
        until("they are not checked in any more") { someone(absent.registration).presentAt == null }
    }

    @Test
    fun `one tap takes a mark back`() = aboard {
        val present = core { morning().attendees.first { it.presentAt != null } }
        see(present.name ?: present.schoolName)
        tick(present)
        until("the mark is gone") { someone(present.registration).presentAt == null }
    }

    @Test
    fun `whoever comes unannounced is added, one after the other`() = aboard {
        type("Who came?", "Une collègue de Cluny")
        press("Add")
        until("she is added") { morning().walkIns.any { it.label == "Une collègue de Cluny" } }
        eventually("the field is not empty again") { typed("Who came?").isEmpty() }
        type("Who came?", "Deux parents")
        until("the second is kept as a draft") {
            draft(DraftForm.WalkIn, morning)?.fields?.get(BusModel.LABEL) == "Deux parents"
        }
        press("Add")
        until("they are added") { morning().walkIns.any { it.label == "Deux parents" } }
        scrollTo("Deux parents")
    }

    @Test
    fun `whoever was added by mistake is taken back by undo`() = aboard {
        type("Who came?", "Une erreur")
        press("Add")
        until("she is added") { morning().walkIns.any { it.label == "Une erreur" } }
        val there = core { morning().present }
        press("Undo")
        until("she is taken back") { morning().walkIns.none { it.label == "Une erreur" } }
        assertEquals(there - 1uL, core { morning().present })
    }

    @Test
    fun `nobody without a name is added, and the field says why`() = aboard {
        see("Who came?")
        val before = core { morning().walkIns.size }
        press("Add")
        see("needed")
        assertEquals(before, core { morning().walkIns.size })
    }

    @Test
    fun `who was typed is there again after a kill`() = aboard {
        type("Who came?", "Un voisin")
        until("it is kept") { draft(DraftForm.WalkIn, morning)?.fields?.get(BusModel.LABEL) == "Un voisin" }
        navigator.back()
        navigator.go(Route.Bus)
        waitUntil { typed("Who came?") == "Un voisin" }
    }

    @Test
    fun `what is not carried home and the last contacts are said, and lead to the sync`() = aboard {
        scrollTo("Not carried home yet")
        val home = core { today().notHome }
        scrollTo("Last contact with the bus")
        see("${home.onThisPhone} changes only on this device")
        see(formats().instant(checkNotNull(core { today().lastBusContact })))
        see("Last contact with the region")
        press("Synchronise…")
        waitUntil { navigator.here == Route.Sync }
    }

    @Test
    fun `who asked for the day stands below`() = aboard {
        scrollTo("Who asked for this day")
        val booking = core { today().bookings.first() }
        scrollTo(booking.purpose)
        see(checkNotNull(booking.contact).name)
        see(booking.schoolName)
        see("Confirmed")
    }

    @Test
    fun `other days are looked at, and today is one tap away`() = aboard {
        press("The day after")
        see("Tomorrow")
        see("No workshop on this day")
        everythingIsInReach()
        press("Back to today")
        see(core { morning().workshop.title })
        press("The day before")
        see("Tuesday 13 October")
        press("Another day")
        see("Take this day")
        press("Take this day")
        see("Tuesday 13 October")
    }

    @Test
    fun `a workshop is opened from the day`() = aboard {
        press(core { morning().workshop.title })
        waitUntil { navigator.here == Route.Workshop(morning) }
    }

    @Test
    fun `whoever hosts nothing is told so`() = aboard("teacher") {
        see("You host no bus")
    }

    @Test
    fun `the day speaks French, with large letters too`() =
        aboard(device = Device.LargeLetters, language = Language.French) {
            see("À bord du bus")
            see("Aujourd’hui")
            everythingIsInReach()
        }
}
