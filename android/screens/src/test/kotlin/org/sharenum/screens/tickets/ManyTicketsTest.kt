package org.sharenum.screens.tickets

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performScrollToIndex
import androidx.compose.ui.test.performScrollToNode
import java.time.Instant
import kotlin.test.Test
import kotlin.test.assertFalse
import kotlin.test.assertTrue
import org.sharenum.companion.PageRequest
import org.sharenum.companion.TicketFilter
import org.sharenum.screens.PATIENCE
import org.sharenum.screens.Stage
import org.sharenum.screens.TestShell
import org.sharenum.screens.Window
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.window

/** The list of a member who has more tickets than anyone reads. */
@OptIn(ExperimentalTestApi::class)
class ManyTicketsTest {
    private val all = Stage["full_phone_tickets"].toLong()

    @Test
    fun `so much of a long list is read as somebody scrolls, and no more`() {
        assertTrue(all > 5 * PAGE, "the stage has too few: $all")
        window(Stage.full(), TestShell(clock = Instant::now), at = listOf(Route.Tickets)) {
            settle()
            val two = PageRequest(limit = 2u * PAGE.toUInt())
            val titles = core { tickets(TicketFilter.MINE, two) }.items.map { it.title }
            see(titles.first())
            assertFalse(has(PAGE + BETWEEN), "one page is read")
            reach(titles[PAGE - 1])
            reach(titles[2 * PAGE - 1])
            settle()
            assertTrue(has(2 * PAGE))
            // The next page came when the end was in view; nobody has looked at its end.
            assertFalse(has(4 * PAGE + BETWEEN), "all $all are read")
        }
    }

    private fun Window.reach(text: String) = test.waitUntil("no $text in the list", PATIENCE) {
        try {
            list().performScrollToNode(hasText(text, substring = true))
            true
        } catch (_: AssertionError) {
            // Its page is read yet.
            false
        }
    }

    /** Whether the list has so many rows by now. */
    private fun Window.has(rows: Int) = try {
        list().performScrollToIndex(rows)
        true
    } catch (_: IllegalArgumentException) {
        false
    }

    private fun Window.list() = test.onAllNodes(hasScrollToNodeAction()).onFirst()

    private companion object {
        /** How many rows the screens read at once. */
        const val PAGE = 50

        /** Titles and buttons between the rows. */
        const val BETWEEN = 12
    }
}
