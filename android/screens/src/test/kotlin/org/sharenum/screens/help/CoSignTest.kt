package org.sharenum.screens.help

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.performClick
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import org.sharenum.companion.PageRequest
import org.sharenum.screens.Scene
import org.sharenum.screens.app.Route
import org.sharenum.screens.button
import org.sharenum.screens.core
import org.sharenum.screens.tap
import org.sharenum.screens.until
import org.sharenum.screens.window

@OptIn(ExperimentalTestApi::class)
class CoSignTest {
    @Test
    fun `a teacher co-signs one session, as it was shown`() = window(Scene.phone("teacher"), at = listOf(Route.Help)) {
        val before = core { helpSessionsToCoSign(PageRequest()) }
        see(word("help_to_co_sign", before.total.toLong()))
        tap(word("action_co_sign"))
        until("one less waits") { helpSessionsToCoSign(PageRequest()).total == before.total - 1u }
        assertTrue(core { helpSession(before.items[0].common.id) }.counts)
    }

    @Test
    fun `a teacher co-signs a day at once`() = window(Scene.phone("teacher"), at = listOf(Route.Help)) {
        val before = core { helpSessionsToCoSign(PageRequest()) }.items
        val day = before.groupBy { java.time.LocalDate.ofInstant(it.started, shell.zone) }.values.first { it.size > 1 }
        val words = shell.words(org.sharenum.screens.words.Language.English)
        button(words.count("help_co_sign_day", day.size.toLong())).performClick()
        until("those of the day count") { day.all { helpSession(it.common.id).counts } }
        assertEquals((before.size - day.size).toULong(), core { helpSessionsToCoSign(PageRequest()) }.total)
    }

    @Test
    fun `a teacher's page leads to the form`() = window(Scene.phone("teacher"), at = listOf(Route.Help)) {
        tap(word("help_log"))
        see(word("help_who"))
        assertEquals(listOf(Route.Help, Route.LogHelp), navigator.stack)
    }
}
