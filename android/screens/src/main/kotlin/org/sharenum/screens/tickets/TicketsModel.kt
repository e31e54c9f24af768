package org.sharenum.screens.tickets

import java.util.concurrent.ConcurrentHashMap
import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.Action
import org.sharenum.companion.Draft
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Refused
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException
import org.sharenum.companion.TicketFilter
import org.sharenum.companion.TicketItem
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.ScreenModel

/** The lists of tickets, with what waits for their reader: drafts, and what the region refused. */
class TicketsModel(desk: Desk) : ScreenModel(desk) {
    private val lists = ConcurrentHashMap<TicketFilter, Pages<TicketItem>>()

    /** Forms of this room that were begun; other rooms list their own. */
    val drafts: StateFlow<Loaded<List<Draft>>> = reading(drafts = true) { ticketDrafts() }

    /** What the region did not take of this phone. */
    val refused: StateFlow<Loaded<List<Refused>>> = reading { refused() }

    /** The tickets of one view; read once somebody looks at it. */
    fun list(filter: TicketFilter): Pages<TicketItem> = lists.computeIfAbsent(filter) {
        Pages(desk.phone, scope, occasions()) { page ->
            tickets(filter, page).let { Page(it.items, it.next, it.total) }
        }
    }

    /** Does what the core offered for something refused; [go] leads to the form that changes it. */
    fun perform(action: Action, refused: Refused, go: (Route) -> Unit) {
        val document = refused.document ?: return
        when (action) {
            Action.SEND_AGAIN -> desk.act("sent_again") { sendAgain(document) }
            Action.DISCARD -> desk.act("discarded") { discard(document) }
            Action.EDIT -> editing(refused.kind, document)?.let(go)
            else -> {}
        }
    }

    /** Throws away what was begun. */
    fun discard(draft: Draft) = desk.act(
        "draft_discarded",
        undo = { saveDraft(draft.form, draft.about, draft.fields) },
    ) { discardDraft(draft.form, draft.about) }

    /** Leads to where a draft is written on. */
    fun goOn(draft: Draft, go: (Route) -> Unit) {
        val route = draft.route() ?: return
        if (route !is Route.Plan) return go(route)
        // Before there is a plan, its form stands on the page of the proposal.
        desk.act(done = null, then = go) { if (isPlan(route)) route else Route.Proposal(route.id) }
    }

    private companion object {
        suspend fun SharenumAppInterface.isPlan(route: Route.Plan): Boolean = orNull { plan(route.id) } != null

        /** What is not on this phone is no reason to show nothing at all. */
        inline fun <T> orNull(read: () -> T): T? = try {
            read()
        } catch (_: SharenumException.LookAgain) {
            null
        }
    }
}
