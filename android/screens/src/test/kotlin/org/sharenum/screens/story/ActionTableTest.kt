package org.sharenum.screens.story

import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.sharenum.companion.Action

class ActionTableTest {
    @Test
    fun `an action that is not pressed fails by its name, and so does a press of what no view offers`() {
        val (pressed, forgotten, gone) = listOf(Action.EDIT, Action.CO_SIGN, Action.VOTE).map { Cell("Plan", it) }
        assertEquals(
            listOf("Plan: CO_SIGN is pressed by no test", "Plan: VOTE is pressed, and no view offers it"),
            ActionTable.complaints(listOf(pressed, gone), offered = setOf(pressed, forgotten)),
        )
    }

    @Test
    fun `the table holds every action that this app has a button for`() {
        assertEquals(Action.entries.toSet() - Action.UNKNOWN, ActionTable.cells.map(Cell::action).toSet())
        assertTrue(Cell("Workshop", Action.CHECK_IN) in ActionTable.cells)
    }
}
