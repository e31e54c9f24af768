@file:OptIn(ExperimentalTestApi::class)

package org.sharenum.screens.story

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isToggleable
import androidx.compose.ui.test.performClick
import java.time.LocalTime
import kotlin.properties.Delegates
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.AlertKind
import org.sharenum.companion.Attendee
import org.sharenum.companion.Delivery
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest
import org.sharenum.companion.RequestState
import org.sharenum.companion.ResourceId
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.TicketFilter
import org.sharenum.companion.ToolId
import org.sharenum.companion.WorkshopStatus
import org.sharenum.screens.LiveScene
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.ZONE
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.SyncRun
import org.sharenum.screens.core
import org.sharenum.screens.eventually
import org.sharenum.screens.formats
import org.sharenum.screens.meet
import org.sharenum.screens.parts.inField
import org.sharenum.screens.press
import org.sharenum.screens.pressIn
import org.sharenum.screens.reach
import org.sharenum.screens.type
import org.sharenum.screens.until
import org.sharenum.screens.window
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.phrase

/** The story of the product, each on their own phone, and what each step did as others read it from the hubs. */
class StoryTest {
    @Test
    fun `join, ticket offline, bus, alert, seat, check-in and co-signature, through the screens of five people`() =
        LiveScene.start().use { live ->
            Story(live).run {
                sheJoins()
                sheFilesATicketOffline()
                theBusCarriesItHome()
                aColleagueIsAlertedAndPublishesAWorkshopOnTheBus()
                sheIsAlertedAndAsksForASeat()
                theHostChecksHerIn()
                aMiniTechLogsHelp()
                sheCoSigns()
            }
        }
}

private const val HER_SCHOOL = "0711052H"
private const val HER_SCHOOL_NAME = "Collège Pasteur"
private const val TICKET = "Mesurer le vent dans la cour"
private const val WORKSHOP = "Le vent, mesuré à bord"
private val MICROBIT = ToolId("microbit")

private class Story(private val live: LiveScene) {
    private val bus = ResourceId(live["resource_bus"])
    private val zone = ZONE

    /** Nobody has booked it yet. */
    private val day = live.now.atZone(zone).toLocalDate().plusDays(6)
    private val onTheDay = day.atTime(LocalTime.of(10, 5)).atZone(zone).toInstant()

    private val teacher = live.phone("newcomer")
    private val colleague = live.phone("colleague")
    private val host = live.phone("host") { onTheDay }
    private val tablet = live.phone("tablet")
    private var ticket: DocumentId by Delegates.notNull()
    private var workshop: DocumentId by Delegates.notNull()
    private var session: DocumentId by Delegates.notNull()

    /** Opens somebody's app, on its first page. */
    private fun Sharenum.opens(test: Window.() -> Unit) {
        val phone = this
        val now = if (phone === host) onTheDay else live.now
        window(phone, TestShell(clock = { now }), keep = true, scale = 1f, test = test)
    }

    private fun <T> Sharenum.reads(read: suspend SharenumAppInterface.() -> T): T = runBlocking { call(read) }

    private fun Window.syncs(button: String) {
        val before = desk.syncing.run.value
        press(word(button))
        eventually("the sync does not end") { desk.syncing.run.value.let { it !== before && it !is SyncRun.Running } }
        // It is told at the top of the page.
        reach(hasText(word("sync_finished"), substring = true))
    }

    /** With the region: what it decides on the way out comes with the second. */
    private fun Window.syncsNow() {
        press(word("nav_more"))
        press(word("me_to_sync"))
        repeat(2) { syncs("sync_now") }
    }

    fun sheJoins() = teacher.opens {
        see(word("join_title"))
        type(word("join_invitation"), live.invite(HER_SCHOOL))
        press(word("join_join"))
        see(word("me_to_profile"))
        see(HER_SCHOOL_NAME)
        pressIn("micro:bit board", "Novice")
        press(word("save"))
        see(word("nearby_title"))
    }

    fun sheFilesATicketOffline() = teacher.opens {
        press(word("nav_tickets"))
        press(word("draft_new_ticket"))
        press(word("direction_request"))
        press("micro:bit board")
        press(word("next"))
        if (core { trainingsFor(listOf(MICROBIT)) }.isNotEmpty()) type(word("phrase_field_reason"), "Trop tard")
        press(word("next"))
        type(word("phrase_field_title"), TICKET)
        type(word("phrase_field_need"), "Quelqu'un qui a déjà branché un anémomètre")
        type(word("phrase_field_class_level"), "5e")
        type(word("phrase_field_learning_goal"), "Lire une courbe")
        press(word("next"))
        press(word("radius_more", 10))
        press(word("next"))
        press(word("ticket_send"))
        eventually("the ticket is not opened") { navigator.here is Route.Ticket }
        ticket = (navigator.here as Route.Ticket).id
        see(word("delivery_on_this_phone"))
        assertEquals(Delivery.ON_THIS_PHONE, core { ticket(ticket) }.item.common.delivery)
        colleague.meet()
        assertFalse(colleague.knowsHerTicket(), "nobody has carried it yet")
    }

    private fun Sharenum.knowsHerTicket() =
        reads { tickets(TicketFilter.ALL, PageRequest(limit = 500u)) }.items.any { it.common.id == ticket }

    fun theBusCarriesItHome() {
        teacher.opens {
            press(word("nav_more"))
            press(word("me_to_sync"))
            type(word("sync_address"), live["bus_url"])
            syncs("sync_with_address")
            assertEquals(Delivery.WITH_BUS, core { ticket(ticket) }.item.common.delivery)
        }
        live.carryHome()
        // She has no other phone: what a second one would find is what the region holds of her.
        live.secondPhone(teacher).use { hers ->
            assertEquals(TICKET, hers.reads { ticket(ticket) }.item.title)
            assertEquals(setOf(MICROBIT), hers.reads { profile() }.tools.keys)
        }
    }

    fun aColleagueIsAlertedAndPublishesAWorkshopOnTheBus() = colleague.opens {
        syncsNow()
        press(word("nav_nearby"))
        val alert = core { alerts(PageRequest()) }.items.single { it.subject == ticket }
        assertEquals(AlertKind.TicketNearby, alert.kind)
        see(shell.words(Language.English).phrase(alert.text, formats()))

        press(word("nav_agenda"))
        press(word("agenda_view_days"))
        press(word("ask_for", "BusNum"))
        type(word("ask_day_day"), inField(day))
        type(word("purpose"), "Une matinée ouverte")
        press(word("ask_day_send"))
        eventually("the day is not asked for") { navigator.here is Route.Booking }
        val booking = navigator.here as Route.Booking
        syncsNow()
        until("the day is not hers") { booking(booking.id).state == RequestState.Confirmed }

        press(word("nav_agenda"))
        press(word("agenda_view_days"))
        press(formats().day(day))
        press(word("action_publish_workshop"))
        type(word("workshop_title_field"), WORKSHOP)
        type(word("workshop_description"), "On branche, on mesure, on compare.")
        press("micro:bit board")
        type(word("workshop_time"), "10h00")
        type(word("workshop_minutes"), "90")
        type(word("workshop_radius"), "30")
        type(word("workshop_seats"), "8")
        press(word("workshop_publish"))
        eventually("the workshop is not published") { navigator.here is Route.Workshop }
        workshop = (navigator.here as Route.Workshop).id
        syncsNow()
        until("it waits for its bus") { workshop(workshop).item.status == WorkshopStatus.Published }
    }

    fun sheIsAlertedAndAsksForASeat() {
        teacher.opens {
            syncsNow()
            see(word("sync_all_home"))
            press(word("nav_nearby"))
            val alert = core { alerts(PageRequest()) }.items.single { it.subject == workshop }
            assertEquals(AlertKind.WorkshopNearby, alert.kind)
            press(shell.words(Language.English).phrase(alert.text, formats()))
            see(WORKSHOP)
            press(word("action_ask_seat"))
            until("no seat is asked for") { workshop(workshop).item.mySeat is RequestState.Asked }
            syncsNow()
            until("the seat is not hers") { workshop(workshop).item.mySeat is RequestState.Confirmed }
        }
        colleague.meet()
        assertEquals(RequestState.Confirmed, colleague.seesHer().state)
    }

    private fun Sharenum.seesHer(): Attendee =
        reads { workshop(workshop) }.attendees.single { it.schoolName == HER_SCHOOL_NAME }

    fun theHostChecksHerIn() {
        host.opens {
            syncsNow()
            press(word("nav_more"))
            press(word("me_to_bus"))
            val her = core { busDay(bus, day) }.workshops.single().attendees.single()
            val name = her.name ?: word("somebody_of", her.schoolName)
            reach(hasText(name).and(isToggleable())).performClick()
            until("she is not checked in") { busDay(bus, day).workshops.single().present == 1uL }
            press(word("nav_more"))
            press(word("me_to_sync"))
            syncs("sync_with_this")
        }
        live.carryHome()
        colleague.meet()
        assertEquals(onTheDay, colleague.seesHer().presentAt)
    }

    fun aMiniTechLogsHelp() = tablet.opens {
        see(word("help_who"))
        val offered = core { helpChoices(12u) }
        val before = core { helpSessions(PageRequest()) }.items.map { it.common.id }
        for (text in listOf(offered.helpers[0], offered.tools[0].name.en, word("help_log_solved"))) press(text)
        until("it is not logged") { helpSessions(PageRequest()).total == before.size.toULong() + 1uL }
        session = core { helpSessions(PageRequest()) }.items.map { it.common.id }.single { it !in before }
        syncsNow()
    }

    fun sheCoSigns() {
        teacher.opens {
            syncsNow()
            press(word("nav_help"))
            val first = core { helpSessionsToCoSign(PageRequest()) }.items.first()
            assertEquals(session, first.common.id, "the newest stands first")
            press(word("action_co_sign"))
            until("it does not count") { helpSession(session).counts }
            syncsNow()
        }
        tablet.meet()
        assertTrue(tablet.reads { helpSession(session) }.counts)
        for (phone in listOf(teacher, colleague, host, tablet)) phone.close()
    }
}
