package org.sharenum.screens.nearby

import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.Action
import org.sharenum.companion.Attendee
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.WalkIn
import org.sharenum.companion.WorkshopDetail
import org.sharenum.screens.SharedFile
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.handEvent
import org.sharenum.screens.words.Words

/** One workshop: a seat in it, who comes, and its event for the phone's calendar. */
class WorkshopModel(desk: Desk, private val id: DocumentId) : ScreenModel(desk) {
    val workshop: StateFlow<Loaded<WorkshopDetail>> = reading { workshop(id) }

    /** Somebody who comes unannounced. */
    val walkIn = Form(desk, scope, DraftForm.WalkIn, id)

    /** Does what the core offered; [edit] leads to the form of the workshop. */
    fun perform(action: Action, shown: WorkshopDetail, edit: () -> Unit) {
        when (action) {
            Action.ASK_SEAT -> desk.act("seat_asked", undo = { cancelSeat(it) }) { askSeat(id) }
            Action.CANCEL_SEAT -> cancelSeat(shown)
            Action.CANCEL -> desk.act("workshop_cancelled") { cancelWorkshop(id) }
            Action.CLOSE -> desk.act("workshop_closed") { closeWorkshop(id) }
            Action.EDIT -> edit()
            Action.SEND_AGAIN -> desk.act("sent_again") { sendAgain(id) }
            Action.DISCARD -> desk.act("discarded") { discard(id) }
            else -> {}
        }
    }

    private fun cancelSeat(shown: WorkshopDetail) {
        val mine = shown.item.myRegistration ?: return
        desk.act("seat_given_back", undo = { askSeat(id) }) { cancelSeat(mine) }
    }

    fun checkIn(attendee: Attendee, present: Boolean) = desk.act(
        done = if (present) "checked_in" else "checked_out",
        undo = { checkIn(id, attendee.registration, !present) },
    ) { checkIn(id, attendee.registration, present) }

    fun addWalkIn() = walkIn.send("walk_in_added", next = { mapOf() }) { filled -> addWalkIn(id, filled[LABEL]) }

    /** The event as a file: for this phone's calendar, or for somebody else. */
    fun calendar(words: Words, hand: (SharedFile) -> Unit) = desk.handEvent(id, words, hand)

    companion object {
        /** The field of the form of a walk-in. */
        const val LABEL = "field.walk-ins"
    }
}
