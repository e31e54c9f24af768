package org.sharenum.screens.agenda

import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.Action
import org.sharenum.companion.Booking
import org.sharenum.companion.CivilDate
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.WorkshopItem
import org.sharenum.screens.SharedFile
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.handEvent
import org.sharenum.screens.parts.inField
import org.sharenum.screens.words.Words

/** A day that was asked for, and the workshops that wait for it or take place on it. */
class BookedDay(val booking: Booking, val workshops: List<WorkshopItem>)

/** One booking. */
class BookingModel(desk: Desk, private val id: DocumentId) : ScreenModel(desk) {
    val day: StateFlow<Loaded<BookedDay>> =
        reading { booking(id).let { BookedDay(it, it.workshops.map { on -> workshop(on).item }) } }

    /** Does what the core offered; [go] leads to a form. */
    fun perform(action: Action, booking: Booking, go: (Route) -> Unit) {
        when (action) {
            Action.CANCEL_DAY ->
                desk.act(
                    "day_given_back",
                    undo = { askDayAgain(id, booking.day) },
                ) { cancelDay(id) }

            Action.ASK_DAY -> go(Route.AskDay(booking.resource))

            Action.PUBLISH_WORKSHOP -> beginWorkshop(booking) { go(Route.NewWorkshop(null)) }

            Action.SEND_AGAIN -> desk.act("sent_again") { sendAgain(id) }

            Action.DISCARD -> desk.act("discarded") { discard(id) }

            else -> {}
        }
    }

    fun askInstead(booking: Booking, day: CivilDate) = askInstead(desk, booking, day)

    /** The event as a file: for this device's calendar, or for somebody else. */
    fun calendar(words: Words, hand: (SharedFile) -> Unit) = desk.handEvent(id, words, hand)

    /** The form of a new workshop opens with this day in it; what was typed there before stays. */
    private fun beginWorkshop(booking: Booking, open: () -> Unit) = desk.act(done = null, then = { open() }) {
        val kept = draft(DraftForm.NewWorkshop)?.fields ?: blankWorkshop(desk.shell, firstRadiusKm())
        val onThisDay = mapOf(WorkshopFields.BOOKING to id.value, WorkshopFields.DAY to inField(booking.day))
        saveDraft(DraftForm.NewWorkshop, null, kept + onThisDay)
    }
}
