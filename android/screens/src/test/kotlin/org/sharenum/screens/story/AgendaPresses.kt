package org.sharenum.screens.story

import org.sharenum.companion.Action
import org.sharenum.companion.Booking
import org.sharenum.companion.CivilDate
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest
import org.sharenum.companion.RequestState
import org.sharenum.companion.ResourceId
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.screens.Window
import org.sharenum.screens.ZONE
import org.sharenum.screens.app.Route
import org.sharenum.screens.parts.inField
import org.sharenum.screens.press
import org.sharenum.screens.type

private const val FIRST = "Une semaine plus tard"
private const val INSTEAD = "Un autre jour, alors"
private const val WORKSHOP = "À bord, pour tout le secteur"

/** Days of the bus: those who ask, and its host who hears of it. */
class AgendaPresses(cast: Cast) : Presses(cast) {
    private val bus = ResourceId(cast.live["resource_bus"])
    private val today = cast.live.now.atZone(ZONE).toLocalDate()
    private val given = cast.scene("booking_asked")
    private val everything = PageRequest(limit = 500u)

    private fun SharenumAppInterface.asked(purpose: String): Booking? =
        myBookings(everything).items.find { it.purpose == purpose }

    private fun SharenumAppInterface.onBoard(day: CivilDate, purpose: String) =
        busDay(bus, day).bookings.any { it.purpose == purpose }

    private val booked: DocumentId by lazy { checkNotNull(cast.teacher.does { asked(FIRST) }).common.id }
    private val givenDay by lazy { cast.teacher.does { booking(given) }.day }

    init {
        val (day, other) = today.plusDays(8) to today.plusDays(9)
        pressed(
            Cell("Resource", Action.ASK_DAY),
            by = cast.teacher,
            at = { Route.Agenda },
            here = { asked(FIRST) != null },
            reader = cast.host,
            there = { onBoard(day, FIRST) },
        ) {
            press(word("agenda_view_days"))
            press(word("ask_for", "BusNum"))
            asks(day, FIRST)
        }
        pressed(
            Cell("Booking", Action.PUBLISH_WORKSHOP),
            by = cast.teacher,
            at = { Route.Booking(booked) },
            here = { booking(booked).workshops.isNotEmpty() },
            reader = cast.host,
            there = { busDay(bus, day).workshops.any { it.workshop.title == WORKSHOP } },
        ) {
            press(Action.PUBLISH_WORKSHOP)
            type(word("workshop_title_field"), WORKSHOP)
            press(word("workshop_publish"))
        }
        pressed(
            Cell("Booking", Action.ASK_DAY),
            by = cast.teacher,
            at = { Route.Booking(cast.scene("booking_refused")) },
            here = { asked(INSTEAD) != null },
            reader = cast.host,
            there = { onBoard(other, INSTEAD) },
        ) {
            press(Action.ASK_DAY)
            asks(other, INSTEAD)
        }
        pressed(
            Cell("Booking", Action.CANCEL_DAY),
            by = cast.teacher,
            at = { Route.Booking(given) },
            here = { booking(given).state == RequestState.Cancelled },
            reader = cast.host,
            there = {
                busDay(bus, givenDay).bookings.none { it.common.id == given && it.state != RequestState.Cancelled }
            },
            before = {
                // The host has heard of it, so that it can be gone.
                cast.teacher.meets()
                cast.host.meets()
            },
        ) { press(Action.CANCEL_DAY) }
    }

    private fun Window.asks(day: CivilDate, purpose: String) {
        type(word("ask_day_day"), inField(day))
        type(word("purpose"), purpose)
        press(word("ask_day_send"))
    }
}
