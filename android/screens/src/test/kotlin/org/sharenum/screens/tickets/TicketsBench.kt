package org.sharenum.screens.tickets

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasScrollToNodeAction
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.onFirst
import androidx.compose.ui.test.performScrollToIndex
import java.time.Instant
import java.util.Locale
import kotlin.test.Test
import kotlin.test.assertTrue
import kotlin.time.Duration
import kotlin.time.DurationUnit
import kotlin.time.TimeSource
import org.sharenum.companion.PageRequest
import org.sharenum.companion.Sharenum
import org.sharenum.companion.TicketFilter
import org.sharenum.screens.Stage
import org.sharenum.screens.TestShell
import org.sharenum.screens.app.Route
import org.sharenum.screens.window

/**
 * From a closed file of many tickets to the first list on the screen, and how long a page takes that is
 * scrolled to; the core's part of each is measured beside it. Drawn by software: a phone's own drawing is
 * another matter. Run by name; it prints medians.
 */
@OptIn(ExperimentalTestApi::class)
class TicketsBench {
    @Test
    fun `from a closed file to the first list, and page by page`() {
        val (starts, opens, lists) = Triple(
            mutableListOf<Duration>(),
            mutableListOf<Duration>(),
            mutableListOf<Duration>(),
        )
        val (scrolls, reads) = mutableListOf<Duration>() to mutableListOf<Duration>()
        repeat(ROUNDS) {
            val began = TimeSource.Monotonic.markNow()
            val phone = Stage.full()
            opens += began.elapsedNow()
            val asked = TimeSource.Monotonic.markNow()
            val first = phone.blocking { tickets(TicketFilter.MINE, PageRequest(limit = PAGE.toUInt())) }
            lists += asked.elapsedNow()
            val opened = TimeSource.Monotonic.markNow()
            window(phone, TestShell(clock = Instant::now), at = listOf(Route.Tickets), scale = 1f) {
                test.waitUntil(timeoutMillis = 30_000) {
                    test.onAllNodes(hasText(first.items.first().title)).fetchSemanticsNodes().isNotEmpty()
                }
                starts += opened.elapsedNow()
                repeat(PAGES) { page ->
                    val scrolled = TimeSource.Monotonic.markNow()
                    val end = (page + 1) * PAGE
                    test.onAllNodes(hasScrollToNodeAction()).onFirst().performScrollToIndex(end)
                    settle()
                    scrolls += scrolled.elapsedNow()
                    reads += read(phone, end)
                }
            }
        }
        assertTrue(scrolls.size == ROUNDS * PAGES)
        println("screens, Kotlin, on ${Stage["full_phone_tickets"]} tickets:")
        say("the file is copied and opened", opens)
        say("the core's first page", lists)
        say("from the open phone to the first row on the screen", starts)
        say("scrolling to the next $PAGE rows until nothing moves", scrolls)
        say("the core's part of that, as far as the list is read", reads)
    }

    private fun read(phone: Sharenum, rows: Int): Duration {
        val began = TimeSource.Monotonic.markNow()
        phone.blocking { tickets(TicketFilter.MINE, PageRequest(limit = rows.toUInt())) }
        return began.elapsedNow()
    }

    private fun say(name: String, times: List<Duration>) {
        val median = times.sorted()[times.size / 2].toDouble(DurationUnit.MILLISECONDS)
        println("  %s: %.1f ms".format(Locale.ROOT, name, median))
    }

    private companion object {
        const val ROUNDS = 7
        const val PAGES = 5
        const val PAGE = 50
    }
}
