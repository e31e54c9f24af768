package org.sharenum.screens.agenda

import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.Action
import org.sharenum.companion.AgendaItem
import org.sharenum.companion.Booking
import org.sharenum.companion.CivilDate
import org.sharenum.companion.Registration
import org.sharenum.companion.Resource
import org.sharenum.companion.WorkshopFilter
import org.sharenum.companion.WorkshopItem
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.ScreenModel

/** What stands on the agenda's page. */
enum class AgendaView { Next, Organised, Seats, Days }

/** One's own workshops, seats and days. */
class AgendaModel(desk: Desk) : ScreenModel(desk) {
    /** What can be asked for. */
    val resources: StateFlow<Loaded<List<Resource>>> = reading { resources() }

    /** Where this person is expected, and the days that are theirs or asked for, soonest first. */
    val next: Pages<AgendaItem> =
        Pages(desk.phone, scope, occasions()) { page ->
            agenda(desk.shell.zone.id, page).let { Page(it.items, it.next, it.total) }
        }

    val organised: Pages<WorkshopItem> =
        Pages(desk.phone, scope, occasions()) { page ->
            workshops(WorkshopFilter.MINE, page).let { Page(it.items, it.next, it.total) }
        }

    val seats: Pages<Registration> =
        Pages(desk.phone, scope, occasions()) { page ->
            myRegistrations(page).let { Page(it.items, it.next, it.total) }
        }

    val days: Pages<Booking> =
        Pages(desk.phone, scope, occasions()) { page -> myBookings(page).let { Page(it.items, it.next, it.total) } }

    /** Does what the core offered for a seat. */
    fun perform(action: Action, seat: Registration) {
        val id = seat.common.id
        when (action) {
            Action.CANCEL_SEAT ->
                desk.act("seat_given_back", undo = { askSeat(seat.workshop) }) { cancelSeat(id) }

            Action.SEND_AGAIN -> desk.act("sent_again") { sendAgain(id) }

            Action.DISCARD -> desk.act("discarded") { discard(id) }

            else -> {}
        }
    }

    /** Asks for a free day that came with a refusal. */
    fun askInstead(refused: Booking, day: CivilDate) = askInstead(desk, refused, day)
}

/** Asks for a free day that came with a refusal, for the same purpose. */
internal fun askInstead(desk: Desk, refused: Booking, day: CivilDate) =
    desk.act("day_asked", undo = { cancelDay(it) }) { askDayAgain(refused.common.id, day) }
