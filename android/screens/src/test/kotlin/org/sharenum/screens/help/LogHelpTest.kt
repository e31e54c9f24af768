package org.sharenum.screens.help

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.assertIsNotEnabled
import androidx.compose.ui.test.assertIsNotSelected
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isSelected
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNotNull
import kotlin.test.assertNull
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.Action
import org.sharenum.companion.Delivery
import org.sharenum.companion.DraftForm
import org.sharenum.companion.HelpSession
import org.sharenum.companion.PageRequest
import org.sharenum.screens.Scene
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.button
import org.sharenum.screens.core
import org.sharenum.screens.tap
import org.sharenum.screens.until
import org.sharenum.screens.window

@OptIn(ExperimentalTestApi::class)
class LogHelpTest {
    private fun Window.last(): HelpSession = core { helpSessions(PageRequest(limit = 1u)) }.items.single()

    private fun Window.total() = core { helpSessions(PageRequest(limit = 1u)) }.total

    @Test
    fun `a mini-tech logs help in three taps after opening the app`() = window(Scene.phone("tablet")) {
        core { discardTimer() }
        val before = total()
        val offered = core { helpChoices(12u) }
        val (helper, tool) = offered.helpers[1] to offered.tools[2]
        see(word("help_who"))
        // Nobody is chosen before they chose themselves.
        for (name in offered.helpers) button(name).assertIsNotSelected()
        var taps = 0
        for (text in listOf(helper, tool.name.en, word("help_log_solved"))) {
            tap(text)
            taps++
        }
        until("it is logged") { helpSessions(PageRequest(limit = 1u)).total == before + 1u }
        assertEquals(3, taps)
        val logged = last()
        assertEquals(listOf<Any?>(helper, tool.id, true), listOf(logged.helper, logged.tool?.id, logged.solved))
        assertEquals(listOf<Any>(offered.classes[0], 10u, 1u), listOf(logged.className, logged.minutes, logged.pupils))
        assertEquals(Delivery.ON_THIS_PHONE, logged.common.delivery)
        // The form is there for the next one, and the last one can be changed.
        see(word("help_just_logged"))
        button(helper).assertIsNotSelected()
        assertNull(core { draft(DraftForm.HelpSession, null) })
    }

    @Test
    fun `what the timer measured is logged, and the timer is gone`() = window(Scene.phone("tablet")) {
        val timed = assertNotNull(core { timer() })
        see("7:00")
        val offered = core { helpChoices(12u) }
        val before = total()
        for (text in listOf(offered.helpers[0], offered.tools[0].name.en, word("help_log_unsolved"))) tap(text)
        until("it is logged") { helpSessions(PageRequest(limit = 1u)).total == before + 1u }
        val logged = core { helpSessions(PageRequest()) }.items.first { it.started == timed.started }
        assertEquals(listOf<Any>(7u, false), listOf(logged.minutes, logged.solved))
        until("no timer is left") { timer() == null }
    }

    @Test
    fun `a timer is started, and given up`() = window(Scene.phone("tablet")) {
        tap(word("help_timer_discard"))
        until("it is given up") { timer() == null }
        tap(word("help_timer_start"))
        until("it runs") { timer()?.minutes == null && timer() != null }
        see(word("help_timer_runs"))
    }

    @Test
    fun `what is missing is said where it is missing, and nothing is logged`() = window(Scene.phone("tablet")) {
        core { discardTimer() }
        val before = total()
        see(word("help_choose_tool"))
        button(word("help_log_solved")).assertIsNotEnabled()
        tap(core { helpChoices(12u) }.tools[0].name.en)
        tap(word("help_log_solved"))
        see(word("phrase_input_pseudonym"))
        assertEquals(before, total())
    }

    @Test
    fun `what was chosen survives a kill`() {
        val phone = Scene.phone("tablet")
        window(phone, keep = true) {
            tap(core { helpChoices(12u) }.helpers[0])
            until("it is kept") { draft(DraftForm.HelpSession, null)?.fields?.get(LogHelpModel.HELPER) != null }
        }
        window(phone) {
            val chosen = core { helpChoices(12u) }.helpers[0]
            test.waitUntil("it is chosen again", 30_000) {
                test.onAllNodes(hasText(chosen).and(isSelected())).fetchSemanticsNodes().isNotEmpty()
            }
        }
    }

    @Test
    fun `a slip of the finger is changed afterwards`() {
        val phone = Scene.phone("tablet")
        val logged = runBlocking { phone.call { helpSessions(PageRequest()) } }.items
        val session = logged.first { Action.EDIT in it.common.actions }
        window(phone, at = listOf(Route.Help, Route.HelpSession(session.common.id))) {
            tap(word("action_edit"))
            tap(word(if (session.solved) "help_unsolved" else "help_solved"))
            tap(word("help_save"))
            until("it is changed") { helpSession(session.common.id).solved != session.solved }
        }
    }
}
