package org.sharenum.screens.nearby

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.click
import androidx.compose.ui.test.hasContentDescription
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performScrollToNode
import androidx.compose.ui.test.performTouchInput
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertTrue
import kotlinx.coroutines.runBlocking
import org.sharenum.companion.Action
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest
import org.sharenum.companion.RequestState
import org.sharenum.companion.WorkshopFilter
import org.sharenum.screens.Scene
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.tap
import org.sharenum.screens.until
import org.sharenum.screens.window
import org.sharenum.screens.words.Formats
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.phrase

@OptIn(ExperimentalTestApi::class)
class NearbyTest {
    @Test
    fun `alerts stand in the core's order, and all can be read at once`() = window(Scene.phone("teacher")) {
        val first = core { alerts(PageRequest()) }.items.first()
        see(shell.words(Language.English).let { it.phrase(first.text, Formats(it, shell.zone, shell::now)) }.take(20))
        assertTrue(core { unreadAlerts() } > 0u)
        tap(word("alerts_read_all"))
        until("all are read") { unreadAlerts() == 0uL }
    }

    @Test
    fun `an alert leads to what it is about, and is read`() = window(Scene.phone("teacher")) {
        val formats = Formats(shell.words(Language.English), shell.zone, shell::now)
        val alert = core { alerts(PageRequest()) }.items.first { it.target() != null }
        val before = core { unreadAlerts() }
        tap(shell.words(Language.English).phrase(alert.text, formats))
        test.waitUntil("the page is there", 30_000) { navigator.here == alert.target() }
        until("it is read") { unreadAlerts() <= before }
    }

    @Test
    fun `a point on the picture is opened by a finger, and by its line in the list`() = window(Scene.phone("teacher")) {
        val near = core { near(60u) }
        tap(word("view_by_distance"))
        val picture = hasContentDescription(word("radar_name", near.label, near.points.size))
        test.waitUntil("the picture is there", 30_000) { test.onAllNodes(picture).fetchSemanticsNodes().isNotEmpty() }
        val point = near.points.first()
        test.onAllNodes(picture).onFirst().performTouchInput {
            val unit = minOf(width, height) / 2 * 0.8f
            click(center + androidx.compose.ui.geometry.Offset(point.x.toFloat() * unit, point.y.toFloat() * unit))
        }
        test.waitUntil("a point is open", 30_000) { navigator.stack.size == 2 }
        navigator.back()
        val last = near.points.last().title
        test.onNode(hasScrollToNodeAction()).performScrollToNode(hasText(last))
        tap(last)
        test.waitUntil("the last is open", 30_000) { navigator.stack.size == 2 }
    }

    @Test
    fun `a seat is asked for, and given back by undo`() {
        val phone = Scene.phone("colleague")
        val upcoming = runBlocking { phone.call { workshops(WorkshopFilter.UPCOMING, PageRequest()) } }.items
        val id = upcoming.first { Action.ASK_SEAT in it.common.actions }.common.id
        window(phone, at = listOf(Route.Nearby, Route.Workshop(id))) {
            tap(word("action_ask_seat"))
            until("it is asked for") { workshop(id).item.mySeat is RequestState.Asked }
            tap(word("undo"))
            until("it is given back") {
                workshop(id).item.mySeat is RequestState.Cancelled ||
                    workshop(id).item.mySeat == null
            }
        }
    }

    @Test
    fun `a workshop goes to the calendar and to others as one file`() =
        window(Scene.phone("teacher"), at = listOf(Route.Nearby, Route.Workshop(DocumentId(Scene["workshop_soon"])))) {
            tap(word("to_calendar"))
            test.waitUntil("the calendar has it", 30_000) { shell.inCalendar.isNotEmpty() }
            tap(word("share_event"))
            test.waitUntil("it is shared", 30_000) { shell.shared.isNotEmpty() }
            val file = shell.shared.single()
            assertEquals(shell.inCalendar.single().name, file.name)
            assertTrue(file.text.startsWith("BEGIN:VCALENDAR") && "UID:" in file.text)
            assertEquals("text/calendar", file.mediaType)
        }

    @Test
    fun `without an establishment there is a way to the profile`() {
        val phone = Scene.phone("teacher")
        runBlocking { phone.call { setProfile(null, mapOf()) } }
        window(phone) {
            tap(word("view_by_distance"))
            see(word("nearby_no_place"))
            tap(word("complete_profile"))
            assertEquals(listOf(Route.Nearby, Route.Profile), navigator.stack)
        }
    }
}
