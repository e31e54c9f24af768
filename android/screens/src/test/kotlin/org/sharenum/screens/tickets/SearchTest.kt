package org.sharenum.screens.tickets

import androidx.compose.ui.test.ExperimentalTestApi
import kotlin.test.Test
import kotlin.test.assertTrue
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DocumentKind
import org.sharenum.companion.PageRequest
import org.sharenum.screens.Scene
import org.sharenum.screens.app.Route
import org.sharenum.screens.core
import org.sharenum.screens.counted
import org.sharenum.screens.eventually
import org.sharenum.screens.named
import org.sharenum.screens.press
import org.sharenum.screens.there
import org.sharenum.screens.type
import org.sharenum.screens.window

@OptIn(ExperimentalTestApi::class)
class SearchTest {
    @Test
    fun `what is typed is found as far as it is typed`() = window(teacher(), at = listOf(Route.Tickets, Route.Search)) {
        see(word("search_begin"))
        for (typed in listOf("scr", "scratch calcul", "robot", "zzz", "imprim")) {
            type(word("search_label"), typed)
            val found = core { search(typed, PageRequest()) }
            if (found.items.isEmpty()) {
                see(word("search_nothing", typed))
            } else {
                see(counted("search_found", found.total.toLong()))
            }
            found.items.firstOrNull()?.let { see(it.title) }
        }
        press(word("clear"))
        see(word("search_begin"))
    }

    @Test
    fun `a hit leads to what it is, and the search is there on the way back`() {
        val workshop = DocumentId(Scene["workshop_near"])
        window(teacher(), at = listOf(Route.Tickets, Route.Search)) {
            val ticket = core { ticket(DocumentId(Scene["ticket_open"])) }.item
            val guide = core { search("boucle", PageRequest()) }.items.first { it.kind == DocumentKind.CATALOGUE }
            val cases = listOf(
                ticket.title to Route.Ticket(ticket.common.id),
                guide.title to Route.Guide(guide.document),
                core { workshop(workshop) }.item.title to Route.Workshop(workshop),
            )
            for ((title, route) in cases) {
                type(word("search_label"), title)
                see(counted("search_found", core { search(title, PageRequest()) }.total.toLong()))
                press(title)
                eventually("not opened: $route") { navigator.here == route }
                navigator.back()
                see(title)
                assertTrue(there(named(title)))
            }
        }
    }
}
