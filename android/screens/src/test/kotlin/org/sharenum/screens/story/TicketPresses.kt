package org.sharenum.screens.story

import org.sharenum.companion.Action
import org.sharenum.companion.TicketStatus
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.press
import org.sharenum.screens.type
import org.sharenum.screens.words.action

private const val TITLE = "Des ponts imprimés en 3D"
private const val PROPOSED = "Je viens avec ma machine, un vendredi."

/** A ticket, from the moment that nobody has answered it. */
class TicketPresses(cast: Cast) : Presses(cast) {
    private val open = cast.scene("ticket_open")
    private val page = { Route.Ticket(open) }
    private val wider by lazy { checkNotNull(cast.teacher.does { ticket(open) }.coverage?.widen).radiusKm }

    /** Until somebody proposes help. */
    fun beforeHelp() = apply {
        ticket(Action.WIDEN, { ticket(open).item.radiusKm == wider }) {
            press(word("threads_widen_to", "$wider\u00a0km"))
        }
        ticket(Action.EDIT, { ticket(open).item.title == TITLE }) {
            press(Action.EDIT)
            type(word("phrase_field_title"), TITLE)
            press(word("save"))
        }
        becomes(Action.START_DISCUSSION, TicketStatus.InDiscussion, "threads_in_discussion_effect")
        pressed(
            Cell("Ticket", Action.PROPOSE),
            by = cast.colleague,
            at = page,
            here = { ticket(open).proposals.any { it.text == PROPOSED } },
            reader = cast.teacher,
        ) {
            press(Action.PROPOSE)
            type(word("threads_proposal_text"), PROPOSED)
            press(word("send"))
        }
    }

    /** Once it was found. */
    fun afterHelp() = apply {
        becomes(Action.MARK_SCHEDULED, TicketStatus.Scheduled, "threads_scheduled_effect")
        becomes(Action.CLOSE, TicketStatus.Done, "threads_done_effect")
        val other = cast.scene("ticket_discussed")
        ticket(Action.CANCEL, { ticket(other).item.status == TicketStatus.Cancelled }, { Route.Ticket(other) }) {
            press(Action.CANCEL)
            press(word("threads_cancel_effect"))
        }
    }

    private fun becomes(action: Action, status: TicketStatus, effect: String) =
        ticket(action, { ticket(open).item.status == status }) {
            press(action)
            press(word(effect))
        }

    private fun ticket(action: Action, holds: Holds, at: () -> Route = page, hand: Window.() -> Unit) =
        pressed(Cell("Ticket", action), cast.teacher, at, holds, reader = cast.colleague, hand = hand)
}

/** Presses the button of an action, by what a person reads on it. */
internal fun Window.press(action: Action) =
    press(shell.words(checkNotNull(shell.choices.value.language)).action(action))
