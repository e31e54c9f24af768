package org.sharenum.screens.sync

import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.launch
import org.sharenum.companion.Action
import org.sharenum.companion.Draft
import org.sharenum.companion.DraftForm
import org.sharenum.companion.HubSign
import org.sharenum.companion.MetHub
import org.sharenum.companion.Outgoing
import org.sharenum.companion.Refused
import org.sharenum.companion.ResourceId
import org.sharenum.companion.SharenumException
import org.sharenum.companion.SyncStatus
import org.sharenum.companion.SyncTarget
import org.sharenum.screens.Around
import org.sharenum.screens.agenda.AskDayModel
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.Page
import org.sharenum.screens.app.Pages
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.ScreenModel

/** How this device stands with its region, what came back, and what was begun. */
class SyncState(val status: SyncStatus, val refused: List<Refused>)

/** The sync page: what is not delivered, who is in reach, and a sync that the person watches. */
class SyncModel(desk: Desk) : ScreenModel(desk) {
    val state: StateFlow<Loaded<SyncState>> = reading { SyncState(syncStatus(), refused()) }

    /** What the region has not received, one by one. */
    val outgoing: Pages<Outgoing> =
        Pages(desk.phone, scope, occasions()) { page -> outgoing(page).let { Page(it.items, it.next, it.total) } }

    val drafts: Pages<Draft> =
        Pages(desk.phone, scope, occasions(drafts = true)) { page ->
            drafts(page).let { Page(it.items, it.next, it.total) }
        }

    /** Syncs with the region, or with the hub at an address. */
    fun sync(address: String? = null) =
        desk.syncing.start(address?.let { SyncTarget.Hub(it.trim()) } ?: SyncTarget.Region)

    fun cancel() = desk.syncing.cancel()

    /** What the device sees around it, while the page is open. */
    val around: StateFlow<Around> =
        desk.shell.around.stateIn(scope, SharingStarted.WhileSubscribed(), Around.Found(listOf()))

    private val read = MutableStateFlow<MetHub?>(null)

    /** The hub whose door was photographed, or whose link was opened; nothing was asked of it yet. */
    val door: StateFlow<MetHub?> = read.asStateFlow()

    /** Lets the person photograph the code on the door of a bus. */
    fun photographDoor() {
        scope.launch { desk.shell.photograph()?.let { look(HubSign.Picture(it)) } }
    }

    /** Reads the link on such a door. */
    fun look(link: String) {
        scope.launch { look(HubSign.Link(link)) }
    }

    private suspend fun look(sign: HubSign) = try {
        read.value = desk.phone.call { meet(sign) }
    } catch (error: SharenumException) {
        desk.tell(Notice(error = error))
    }

    /** Does what the core offered for something that the region refused. */
    fun perform(action: Action, refused: Refused) {
        val document = refused.document ?: return
        when (action) {
            Action.SEND_AGAIN -> desk.act("sent_again") { sendAgain(document) }
            Action.DISCARD -> desk.act("discarded") { discard(document) }
            else -> {}
        }
    }

    /** Throws away what was begun. */
    fun discard(draft: Draft) = desk.act(
        "draft_discarded",
        undo = { saveDraft(draft.form, draft.about, draft.fields) },
    ) { discardDraft(draft.form, draft.about) }

    /** Goes to where a draft is written on. */
    fun open(draft: Draft, go: (Route) -> Unit) {
        scope.launch { draft.place()?.let(go) }
    }

    private suspend fun Draft.place(): Route? {
        val about = about
        return when (form) {
            DraftForm.NewTicket -> Route.NewTicket
            DraftForm.EditTicket -> about?.let(Route::EditTicket)
            DraftForm.Proposal -> about?.let(Route::Ticket)
            DraftForm.EditProposal, DraftForm.Message -> about?.let(Route::Proposal)
            DraftForm.Plan, DraftForm.PlanDate -> about?.let { if (isPlan()) Route.Plan(it) else Route.Proposal(it) }
            DraftForm.NewWorkshop -> Route.NewWorkshop(about)
            DraftForm.EditWorkshop -> about?.let(Route::EditWorkshop)
            DraftForm.BusDay -> fields[AskDayModel.RESOURCE]?.let { Route.AskDay(ResourceId(it)) }
            DraftForm.WalkIn -> about?.let(Route::Workshop)
            DraftForm.HelpSession -> Route.LogHelp
            DraftForm.EditHelpSession -> about?.let(Route::HelpSession)
            DraftForm.Profile -> Route.Profile
            DraftForm.Card -> Route.Me
            is DraftForm.Unknown -> null
        }
    }

    /** A plan's draft is about its proposal until there is a plan. */
    private suspend fun Draft.isPlan(): Boolean = try {
        desk.phone.call { about?.let { plan(it) } } != null
    } catch (_: SharenumException) {
        false
    }
}
