package org.sharenum.screens.tickets

import java.time.LocalDate
import java.time.LocalTime
import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.Action
import org.sharenum.companion.DateChoice
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Plan
import org.sharenum.companion.PlanEdit
import org.sharenum.companion.Slot
import org.sharenum.screens.SharedFile
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.handEvent
import org.sharenum.screens.words.Words

/**
 * What two people prepare together.
 *
 * The form holds only what was typed: what was not touched follows the other's changes, and only what
 * was touched is sent.
 */
class PlanModel(desk: Desk, private val id: DocumentId) : ScreenModel(desk) {
    val plan: StateFlow<Loaded<Plan>> = reading { plan(id) }

    val form = Form(desk, scope, DraftForm.Plan, id)

    /** Does what the core offered with the plan as a whole; the rest has its place on the page. */
    fun perform(action: Action, ways: Ways) {
        when (action) {
            Action.SEND_AGAIN -> desk.act("sent_again", then = ways.became) { sendAgain(id) }
            Action.DISCARD -> desk.giveUp(id, ways.gone) { plan(id) }
            else -> {}
        }
    }

    /** Saves the texts that were touched; taking it back writes those of [before]. */
    fun saveTexts(before: Plan) {
        val typed = form.filled.value
        val back =
            PlanEdit(
                what = before.what.takeIf { WHAT in typed.fields },
                forWhom = before.forWhom.takeIf { FOR_WHOM in typed.fields },
                venue = before.venue.takeIf { VENUE in typed.fields },
            )
        form.send(
            done = null,
            then = { _: Unit ->
                desk.tell(Notice("saved", undo = { desk.act("undone") { editPlan(id, back) } }))
            },
            next = { it - TEXTS },
        ) { filled ->
            editPlan(
                id,
                PlanEdit(what = filled.fields[WHAT], forWhom = filled.fields[FOR_WHOM], venue = filled.fields[VENUE]),
            )
        }
    }

    /** Proposes the date that is filled in, on the clocks of this device. */
    fun addDate() {
        val zone = desk.shell.zone.id
        form.send("threads_date_added", next = { it - DATE }) { filled ->
            editPlan(id, PlanEdit(addDates = listOfNotNull(filled.slot(zone))))
        }
    }

    /** Closes what a date is filled in with. */
    fun forgetDate() = DATE.forEach { form.set(it, "") }

    fun vote(date: DateChoice, suits: Boolean?) =
        desk.act("threads_voted", undo = { vote(id, date.slot, date.myVote) }) { vote(id, date.slot, suits) }

    /** Settles the date; from [before] it can be settled back, where there was one. */
    fun choose(date: DateChoice, before: Slot?) = desk.act(
        "threads_date_chosen",
        undo = before?.let { { _: Unit -> chooseDate(id, it) } },
    ) { chooseDate(id, date.slot) }

    /** The settled date as an event. */
    fun calendar(words: Words, hand: (SharedFile) -> Unit) = desk.handEvent(id, words, hand)

    companion object {
        const val WHAT = "field.what"
        const val FOR_WHOM = "field.for-whom"
        const val VENUE = "field.venue"
        const val DAY = "field.day"
        const val START = "field.start"
        const val MINUTES = "field.minutes"

        /** What each of the two may write at the same time as the other. */
        val TEXTS = listOf(WHAT, FOR_WHOM, VENUE)

        /** What a date is filled in with. */
        val DATE = listOf(DAY, START, MINUTES)
    }
}

/** The day that was tapped, if any. */
internal val FormState.day: LocalDate?
    get() = this[PlanModel.DAY].takeIf(String::isNotEmpty)?.let(LocalDate::parse)

/** When it begins: after lunch until somebody says otherwise. */
internal val FormState.start: LocalTime
    get() = this[PlanModel.START].takeIf(String::isNotEmpty)?.let(LocalTime::parse) ?: LocalTime.of(14, 0)

/** How long it lasts: a lesson until somebody says otherwise. */
internal val FormState.minutes: UInt
    get() = this[PlanModel.MINUTES].toUIntOrNull() ?: 60u

internal fun FormState.slot(zone: String): Slot? = day?.let { Slot(it.atTime(start), minutes, zone) }
