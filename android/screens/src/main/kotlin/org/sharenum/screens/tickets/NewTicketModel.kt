package org.sharenum.screens.tickets

import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.launch
import org.sharenum.companion.Direction
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.OpenedTicket
import org.sharenum.companion.Phrase
import org.sharenum.companion.TicketStatus
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.WrongField

/** One page of the new ticket each, in their order, with the fields that stand on it. */
enum class TicketStep(internal val fields: List<String> = listOf()) {
    Direction(listOf(TicketField.DIRECTION)),
    Tools(listOf(TicketField.TOOLS)),
    Trainings(listOf(TicketField.TRAINING, TicketField.REASON)),
    Need(
        listOf(
            TicketField.TITLE,
            TicketField.NEED,
            TicketField.CLASS_LEVEL,
            TicketField.LEARNING_GOAL,
            TicketField.TRIED,
            TicketField.OBSTACLE,
        ),
    ),
    Radius(listOf(TicketField.RADIUS)),
    Review,
    ;

    internal val before: TicketStep?
        get() = entries.getOrNull(ordinal - 1)

    internal val after: TicketStep?
        get() = entries.getOrNull(ordinal + 1)
}

/** Where the person is. */
internal val FormState.step: TicketStep
    get() = TicketStep.entries.find { it.name == this[TicketField.STEP] } ?: TicketStep.Direction

/** A ticket to open, step by step; all of it is kept as it is typed, the step, too. */
class NewTicketModel(desk: Desk) :
    TicketFormModel(
        desk,
        DraftForm.NewTicket,
        initial = {
            mapOf(TicketField.DIRECTION to Direction.Request.word, TicketField.RADIUS to firstRadiusKm().toString())
        },
    ) {
    /** What the profile lacks before a ticket can be opened. */
    val missing: StateFlow<Loaded<Phrase?>> = reading { profile().missing }

    init {
        scope.launch { form.filled.map { it.wrong }.distinctUntilChanged().collect { it?.let(::correct) } }
    }

    fun goTo(step: TicketStep) = form.set(TicketField.STEP, step.name)

    fun choose(direction: Direction) {
        form.set(TicketField.DIRECTION, direction.word)
        goTo(TicketStep.Tools)
    }

    /** Opens the ticket, says whom it reaches, and leads to it. */
    fun send(go: (DocumentId) -> Unit) = form.send(
        done = null,
        then = { opened ->
            desk.tell(notice(opened))
            go(opened.id)
        },
    ) { filled -> openTicket(filled.newTicket()) }

    private fun notice(opened: OpenedTicket): Notice {
        val others = opened.coverage.others.toLong()
        val undo = { desk.act("ticket_taken_back") { setTicketStatus(opened.id, TicketStatus.Cancelled) } }
        return if (others == 0L) {
            Notice("ticket_opened_alone", undo = undo)
        } else {
            Notice("ticket_opened", undo = undo, count = others)
        }
    }

    /** Leads to the field that the core did not take; what stands on no page is told at the bottom. */
    private fun correct(wrong: WrongField) {
        val step = TicketStep.entries.find { wrong.name in it.fields }
        if (step != null) goTo(step) else desk.tell(Notice(error = wrong.error))
    }
}
