package org.sharenum.screens.story

import androidx.compose.ui.test.ExperimentalTestApi
import androidx.compose.ui.test.hasText
import androidx.compose.ui.test.isToggleable
import androidx.compose.ui.test.performClick
import java.time.Duration
import org.sharenum.companion.Action
import org.sharenum.companion.Attendee
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest
import org.sharenum.companion.RequestState
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.WorkshopStatus
import org.sharenum.screens.app.Route
import org.sharenum.screens.press
import org.sharenum.screens.reach
import org.sharenum.screens.type

private const val TITLE = "Quatre robots, un parcours et un défi"
private const val GUEST = "Une professeure de Cluny"

/** Workshops, and seats in them. */
@OptIn(ExperimentalTestApi::class)
class WorkshopPresses(cast: Cast) : Presses(cast) {
    /** The teacher's, tomorrow. */
    private val organised = cast.scene("workshop_organised")

    /** The teacher's, on the bus. */
    private val aboard = cast.scene("workshop_bus")

    /** The one that was published from the plan. */
    private val grown: DocumentId by lazy {
        cast.teacher.does { ticket(cast.scene("ticket_discussed")) }.workshops.single().common.id
    }
    private val school by lazy { checkNotNull(cast.colleague.does { profile() }.establishment).name }
    private val everything = PageRequest(limit = 500u)

    private fun SharenumAppInterface.colleagueIn(workshop: DocumentId): Attendee? =
        workshop(workshop).attendees.find { it.schoolName == school }

    init {
        seats()
        checkIn()
        organiser()
    }

    private fun seats() {
        pressed(
            Cell("Workshop", Action.ASK_SEAT),
            by = cast.colleague,
            at = { Route.Workshop(grown) },
            here = { workshop(grown).item.mySeat is RequestState.Asked },
            reader = cast.teacher,
            there = { colleagueIn(grown)?.state == RequestState.Confirmed },
        ) { press(Action.ASK_SEAT) }
        pressed(
            Cell("Workshop", Action.CANCEL_SEAT),
            by = cast.colleague,
            at = { Route.Workshop(grown) },
            here = { workshop(grown).item.mySeat.let { it == null || it is RequestState.Cancelled } },
            reader = cast.teacher,
            there = { colleagueIn(grown).let { it == null || it.state == RequestState.Cancelled } },
        ) { press(Action.CANCEL_SEAT) }
        pressed(
            Cell("Registration", Action.CANCEL_SEAT),
            by = cast.colleague,
            at = { Route.Agenda },
            here = {
                myRegistrations(everything).items.none {
                    it.workshop == organised && it.state != RequestState.Cancelled
                }
            },
            reader = cast.teacher,
            there = { colleagueIn(organised).let { it == null || it.state == RequestState.Cancelled } },
        ) {
            press(word("agenda_view_seats"))
            press(Action.CANCEL_SEAT)
        }
    }

    private fun checkIn() {
        val present: SharenumAppInterface.() -> Boolean =
            { workshop(aboard).attendees.any { it.presentAt != null } }
        pressed(
            Cell("Workshop", Action.CHECK_IN),
            by = cast.teacher,
            at = { Route.Workshop(aboard) },
            here = { present() },
            reader = cast.host,
        ) {
            val first = cast.teacher.does { workshop(aboard).attendees.first() }
            val name = first.name ?: word("somebody_of", first.schoolName)
            reach(hasText(name).and(isToggleable())).performClick()
        }
        pressed(
            Cell("Workshop", Action.ADD_WALK_IN),
            by = cast.host,
            at = { Route.Workshop(aboard) },
            here = { workshop(aboard).walkIns.any { it.label == GUEST } },
            reader = cast.teacher,
        ) {
            type(word("walk_in_label"), GUEST)
            press(word("walk_in_add"))
        }
    }

    private fun organiser() {
        pressed(
            Cell("Workshop", Action.EDIT),
            by = cast.teacher,
            at = { Route.Workshop(organised) },
            here = { workshop(organised).item.title == TITLE },
            reader = cast.colleague,
        ) {
            press(Action.EDIT)
            type(word("workshop_title_field"), TITLE)
            press(word("save"))
        }
        pressed(
            Cell("Workshop", Action.CANCEL),
            by = cast.teacher,
            at = { Route.Workshop(grown) },
            here = { workshop(grown).item.status == WorkshopStatus.Cancelled },
            reader = cast.colleague,
        ) {
            press(Action.CANCEL)
            press(word("workshop_cancel_effect"))
        }
        pressed(
            Cell("Workshop", Action.CLOSE),
            by = cast.teacher,
            at = { Route.Workshop(organised) },
            here = { workshop(organised).item.status == WorkshopStatus.Done },
            reader = cast.colleague,
            // Tomorrow may be a Monday.
            before = { cast.teacher.later = Duration.ofDays(4) },
        ) {
            press(Action.CLOSE)
            press(word("workshop_close_effect"))
        }
    }
}
