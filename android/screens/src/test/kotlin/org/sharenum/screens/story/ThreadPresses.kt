package org.sharenum.screens.story

import org.sharenum.companion.Action
import org.sharenum.companion.DocumentId
import org.sharenum.companion.PageRequest
import org.sharenum.companion.Proposal
import org.sharenum.companion.ProposalStatus
import org.sharenum.screens.ZONE
import org.sharenum.screens.app.Route
import org.sharenum.screens.formats
import org.sharenum.screens.press
import org.sharenum.screens.type

private const val EDITED = "Je viens avec ma machine, un jeudi."
private const val AGAIN = "Avec deux machines, alors."
private const val SAID = "Jeudi me va bien."
private const val FOR_WHOM = "Deux classes de 4e"

/** What two people say and plan, from the proposal under the ticket that nobody had answered. */
class ThreadPresses(cast: Cast) : Presses(cast) {
    private val ticket = cast.scene("ticket_open")

    /** A plan with dates, and what grows from it. */
    private val dated = cast.scene("plan")
    private val planned = cast.scene("ticket_discussed")
    private val inAWeek = cast.live.now.atZone(ZONE).toLocalDate().plusDays(7)

    private val everything = PageRequest(limit = 500u)

    private fun standing(): Proposal =
        cast.colleague.does { ticket(ticket) }.proposals.single { it.status == ProposalStatus.Offered }

    private val first: DocumentId by lazy { standing().common.id }

    /** The second proposal, after the first was taken back. */
    private val second: DocumentId by lazy { standing().common.id }
    private val plan: DocumentId by lazy { checkNotNull(standing().plan) }

    init {
        proposal()
        plan()
    }

    private fun proposal() {
        pressed(
            Cell("Proposal", Action.EDIT),
            by = cast.colleague,
            at = { Route.Proposal(first) },
            here = { proposal(first).text == EDITED },
            reader = cast.teacher,
        ) {
            press(Action.EDIT)
            type(word("threads_proposal_text"), EDITED)
            press(word("save"))
        }
        pressed(
            Cell("Proposal", Action.WITHDRAW),
            by = cast.colleague,
            at = { Route.Proposal(first) },
            here = { proposal(first).status == ProposalStatus.Withdrawn },
            reader = cast.teacher,
        ) {
            press(Action.WITHDRAW)
            press(word("threads_withdraw_effect"))
        }
        pressed(
            Cell("Proposal", Action.ACCEPT),
            by = cast.teacher,
            at = { Route.Proposal(second) },
            here = { proposal(second).accepted },
            reader = cast.colleague,
            before = {
                cast.colleague.does { propose(ticket, AGAIN) }
                cast.colleague.meets()
                cast.teacher.meets()
            },
        ) {
            press(Action.ACCEPT)
            press(word("threads_accept_effect"))
        }
        pressed(
            Cell("Proposal", Action.START_PLAN),
            by = cast.teacher,
            at = { Route.Proposal(second) },
            here = { proposal(second).plan != null },
            reader = cast.colleague,
        ) { press(Action.START_PLAN) }
        pressed(
            Cell("Proposal", Action.WRITE),
            by = cast.teacher,
            at = { Route.Proposal(second) },
            here = { messages(second, everything).items.any { it.body == SAID } },
            reader = cast.colleague,
        ) {
            type(word("threads_message"), SAID)
            press(word("send"))
        }
    }

    private fun plan() {
        pressed(
            Cell("Plan", Action.EDIT),
            by = cast.teacher,
            at = { Route.Plan(plan) },
            here = { plan(plan).forWhom == FOR_WHOM },
            reader = cast.colleague,
        ) {
            type(word("threads_for_whom"), FOR_WHOM)
            press(word("save"))
        }
        pressed(
            Cell("Plan", Action.ADD_DATE),
            by = cast.colleague,
            at = { Route.Plan(plan) },
            here = { plan(plan).dates.any { it.slot.start.toLocalDate() == inAWeek } },
            reader = cast.teacher,
        ) {
            press(word("threads_add_date"))
            if (inAWeek.month != shell.now().atZone(shell.zone).month) press(word("threads_month_after"))
            press(formats().day(inAWeek))
            press(word("threads_add_this_date"))
        }
        pressed(
            Cell("Plan", Action.VOTE),
            by = cast.teacher,
            at = { Route.Plan(dated) },
            here = { plan(dated).dates.first().no == 1uL },
            reader = cast.colleague,
        ) { press(word("threads_suits_not")) }
        pressed(
            Cell("Plan", Action.CHOOSE_DATE),
            by = cast.teacher,
            at = { Route.Plan(dated) },
            here = { plan(dated).run { chosen == dates.first().slot } },
            reader = cast.colleague,
        ) {
            press(Action.CHOOSE_DATE)
            press(word("threads_choose_effect"))
        }
        pressed(
            Cell("Plan", Action.PUBLISH_WORKSHOP),
            by = cast.teacher,
            at = { Route.Plan(dated) },
            here = { ticket(planned).workshops.isNotEmpty() },
            reader = cast.colleague,
        ) {
            press(Action.PUBLISH_WORKSHOP)
            type(word("workshop_radius"), "40")
            press(word("workshop_publish"))
        }
    }
}
