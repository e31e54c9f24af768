package org.sharenum.screens.tickets

import java.time.LocalDate
import java.time.LocalTime
import java.time.format.DateTimeParseException
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
import org.sharenum.screens.app.OFFERED
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.handEvent
import org.sharenum.screens.words.Words

/** What two people prepare together. */
class PlanModel(desk: Desk, private val id: DocumentId) : ScreenModel(desk) {
    val plan: StateFlow<Loaded<Plan>> = reading { plan(id) }

    /**
     * Only what was typed: what was not touched follows the other's changes, and only what was touched is
     * sent.
     */
    val texts = Form(desk, scope, DraftForm.Plan, id)

    /** One more date: sent, or given up, without the texts. */
    val date = Form(desk, scope, DraftForm.PlanDate, id)

    /** Does what the core offered with the plan as a whole; the rest has its place on the page. */
    fun perform(action: Action, ways: Ways) {
        when (action) {
            Action.SEND_AGAIN -> desk.act("sent_again", then = ways.became) { sendAgain(id) }
            Action.DISCARD -> desk.giveUp(id, ways.gone) { plan(id) }
            else -> {}
        }
    }

    /** Saves the texts that were touched; the core answers what takes it back. */
    fun saveTexts() = texts.send(
        done = null,
        then = { stood ->
            desk.tell(Notice("saved", undo = { desk.act("undone") { adjustPlan(id, stood) } }))
        },
        next = { mapOf() },
    ) { typed ->
        editPlan(
            id,
            PlanEdit(what = typed.fields[WHAT], forWhom = typed.fields[FOR_WHOM], venue = typed.fields[VENUE]),
        )
    }

    /** Proposes the date that is filled in, on the clocks of this device. */
    fun addDate() {
        val zone = desk.shell.zone.id
        date.send("threads_date_added", next = { mapOf() }) { filled ->
            editPlan(id, PlanEdit(addDates = listOfNotNull(filled.slot(zone))))
        }
    }

    /** Closes what a date is filled in with. */
    fun forgetDate() = date.clear()

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
    }
}

/** The day that was tapped, if any. */
internal val FormState.day: LocalDate?
    get() = parsed(this[PlanModel.DAY], LocalDate::parse)

/** When it begins, as long as nobody says otherwise as the core offers it. */
internal val FormState.start: LocalTime
    get() = parsed(this[PlanModel.START], LocalTime::parse) ?: OFFERED.start

/** How long it lasts, likewise. */
internal val FormState.minutes: UInt
    get() = this[PlanModel.MINUTES].toUIntOrNull() ?: OFFERED.meetingMinutes

internal fun FormState.slot(zone: String): Slot? = day?.let { Slot(it.atTime(start), minutes, zone) }

/** None where nothing is filled in, or not what this app would have kept. */
private fun <T> parsed(text: String, parse: (String) -> T): T? = try {
    parse(text)
} catch (_: DateTimeParseException) {
    null
}
