package org.sharenum.screens.agenda

import kotlinx.coroutines.ExperimentalCoroutinesApi
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.distinctUntilChanged
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.mapLatest
import kotlinx.coroutines.flow.stateIn
import org.sharenum.companion.Booking
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.Establishment
import org.sharenum.companion.NewWorkshop
import org.sharenum.companion.PageRequest
import org.sharenum.companion.Place
import org.sharenum.companion.Plan
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException
import org.sharenum.companion.TicketItem
import org.sharenum.companion.Tool
import org.sharenum.companion.WorkshopEdit
import org.sharenum.companion.WorkshopItem
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.ScreenModel

/** What a workshop grows from: a plan with its ticket, a ticket alone, or nothing. */
class Growth(val plan: Plan?, val ticket: TicketItem?)

/** What can be chosen in the form of a workshop. */
class WorkshopChoices(
    /** What it grows from, or the workshop that is changed. */
    val growth: Growth,
    val edited: WorkshopItem?,
    val tools: List<Tool>,
    /** Days of the bus on which the core lets this person put it. */
    val days: List<Booking>,
    val school: Establishment?,
    val town: List<Place>,
)

/** The form of a workshop: a new one, from a plan or ticket or from nothing, or one that is changed. */
class WorkshopFormModel private constructor(
    desk: Desk,
    private val from: DocumentId?,
    private val edited: DocumentId?,
) : ScreenModel(desk) {
    val choices: StateFlow<Loaded<WorkshopChoices>> =
        reading {
            val workshop = edited?.let { workshop(it) }
            WorkshopChoices(
                growth = growth(from),
                edited = workshop?.item,
                tools = tools(),
                days = daysForWorkshop(edited),
                school = profile().establishment,
                town = placesInMyTown(),
            )
        }

    val form =
        if (edited == null) {
            Form(desk, scope, DraftForm.NewWorkshop, from) { beginning() }
        } else {
            Form(desk, scope, DraftForm.EditWorkshop, edited) {
                workshop(edited).let { of(it.item, it.booking?.common?.id) }
            }
        }

    /** Establishments by what was typed to find a place. */
    @OptIn(ExperimentalCoroutinesApi::class)
    val found: StateFlow<Loaded<List<Establishment>>> =
        form.filled.map { it[WorkshopFields.SEARCH].trim() }.distinctUntilChanged().mapLatest { typed ->
            if (typed.isEmpty()) {
                Loaded.Ready(listOf())
            } else {
                loaded { establishments(typed, PageRequest(limit = FOUND)).items.map { it.establishment } }
            }
        }.stateIn(scope, SharingStarted.Eagerly, Loaded.Ready(listOf()))

    /** Publishes it, or saves what was changed; [then] gets where it stands. */
    fun send(then: (DocumentId) -> Unit) {
        val slot = form.filled.value.slot ?: return
        if (edited != null) {
            form.send("workshop_saved", then) { filled ->
                editWorkshop(
                    edited,
                    WorkshopEdit(
                        title = filled[WorkshopFields.TITLE],
                        description = filled[WorkshopFields.DESCRIPTION],
                        slot = slot,
                        seats = filled.seats,
                        radiusKm = filled.radius,
                        booking = filled.booking,
                        // A draft of an older app does not hold them.
                        tools = filled.tools.takeIf { WorkshopFields.TOOLS in filled.fields },
                        placeLabel = filled.fields[WorkshopFields.PLACE_LABEL],
                    ),
                )
            }
        } else {
            form.send("workshop_published", then) { filled ->
                val growth = growth(from)
                publishWorkshop(
                    NewWorkshop(
                        title = filled[WorkshopFields.TITLE],
                        description = filled[WorkshopFields.DESCRIPTION],
                        tools = filled.tools,
                        venue = filled.venue,
                        radiusKm = filled.radius,
                        slot = slot,
                        seats = filled.seats,
                        plan = growth.plan?.common?.id,
                        ticket = if (growth.plan == null) growth.ticket?.common?.id else null,
                        booking = filled.booking,
                    ),
                )
            }
        }
    }

    private fun SharenumAppInterface.beginning(): Map<String, String> {
        val growth = growth(from)
        val (plan, ticket) = growth.plan to growth.ticket
        return blankWorkshop(desk.shell, firstRadiusKm()) +
            when {
                plan != null && ticket != null -> of(plan, ticket)
                ticket != null -> of(ticket)
                else -> mapOf()
            }
    }

    companion object {
        /** As many as are read at a glance. */
        private const val FOUND: UInt = 8u

        fun new(desk: Desk, from: DocumentId?) = WorkshopFormModel(desk, from, edited = null)

        fun edit(desk: Desk, workshop: DocumentId) = WorkshopFormModel(desk, from = null, workshop)
    }
}

/** What the document is that a new workshop grows from. */
private fun SharenumAppInterface.growth(from: DocumentId?): Growth {
    if (from == null) return Growth(null, null)
    val plan =
        try {
            plan(from)
        } catch (_: SharenumException.LookAgain) {
            null
        }
    return Growth(plan, ticket(plan?.ticket ?: from).item)
}
