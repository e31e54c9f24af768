package org.sharenum.screens.help

import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.delay
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.collectLatest
import kotlinx.coroutines.isActive
import kotlinx.coroutines.launch
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.HelpChoices
import org.sharenum.companion.HelpSession
import org.sharenum.companion.HelpTime
import org.sharenum.companion.HelpTimer
import org.sharenum.companion.NewHelpSession
import org.sharenum.companion.TimerStart
import org.sharenum.companion.ToolId
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.OFFERED
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.value
import org.sharenum.screens.help.LogHelpModel.Companion.CLASS
import org.sharenum.screens.help.LogHelpModel.Companion.HELPER
import org.sharenum.screens.help.LogHelpModel.Companion.MINUTES
import org.sharenum.screens.help.LogHelpModel.Companion.PUPILS
import org.sharenum.screens.help.LogHelpModel.Companion.TOOL
import org.sharenum.screens.help.LogHelpModel.Companion.WHAT

/** A mini-tech's help, logged in three taps: who, with what, solved or not. */
class LogHelpModel(desk: Desk) : ScreenModel(desk) {
    val choices: StateFlow<Loaded<HelpChoices>> = reading { helpChoices(CHOICES) }

    /** What was logged last, below the form. */
    val sessions: Pages<HelpSession> =
        Pages(desk.phone, scope, occasions()) { page -> helpSessions(page).let { Page(it.items, it.next, it.total) } }

    val form =
        Form(desk, scope, DraftForm.HelpSession) {
            // Who helped is chosen each time; the class that was helped last is likely the one.
            FRESH + (CLASS to helpChoices(1u).classes.firstOrNull().orEmpty())
        }

    private val time = MutableStateFlow<Loaded<HelpTimer?>>(Loaded.Loading)

    /** The timer of the core, read anew each second while it runs. */
    val timer: StateFlow<Loaded<HelpTimer?>> = time.asStateFlow()

    private val saved = MutableStateFlow<DocumentId?>(null)

    /** What was logged here last, to be changed if a finger slipped. */
    val logged: StateFlow<DocumentId?> = saved.asStateFlow()

    init {
        scope.launch {
            occasions(drafts = true).collectLatest {
                while (isActive && readTimer()) delay(TICK)
            }
        }
    }

    /** Whether it goes on. */
    private suspend fun readTimer(): Boolean {
        val read = loaded { timer() }
        time.value = read
        return read.value.let { it != null && it.minutes == null }
    }

    fun start() = desk.act(done = null) {
        startTimer(TimerStart(form[HELPER], form[CLASS], form[TOOL].takeIf(String::isNotEmpty)?.let(::ToolId)))
    }

    /** Gives the measured time up; nothing was logged of it. */
    fun discardTimer() = desk.act(done = "help_timer_discarded") { discardTimer() }

    /** Logs it; what a timer measured is the core's to know. */
    fun log(solved: Boolean) {
        form.send(
            done = "help_logged",
            then = { saved.value = it },
            // The next one is likely to be for the same class, by somebody else.
            next = { sent -> FRESH + sent.filterKeys { it == CLASS } },
        ) { filled -> logHelpSession(filled.helpSession(solved)) }
    }

    companion object {
        const val HELPER = "field.helper"
        const val CLASS = "field.class"
        const val PUPILS = "field.pupils"
        const val MINUTES = "field.minutes"
        const val TOOL = "field.tools"
        const val WHAT = "field.what"

        private val FRESH = OFFERED.let { mapOf(PUPILS to it.pupils.toString(), MINUTES to it.helpMinutes.toString()) }

        /** More than a hand full, less than a list to search. */
        private const val CHOICES: UInt = 12u
        private val TICK = 1.seconds
    }
}

/** A number as it was typed; what is none is zero, which the core refuses in its own words. */
internal fun FormState.number(name: String): UInt = this[name].trim().toUIntOrNull() ?: 0u

/** What stands in the form, with its length alone: the core knows when it ended, and of a timer. */
internal fun FormState.helpSession(solved: Boolean) = NewHelpSession(
    helper = this[HELPER],
    className = this[CLASS],
    pupils = number(PUPILS),
    tool = ToolId(this[TOOL]),
    time = HelpTime.Lasted(number(MINUTES)),
    what = this[WHAT],
    solved = solved,
)
