package org.sharenum.screens.story

import org.sharenum.companion.Action
import org.sharenum.companion.AlertState
import org.sharenum.companion.HelpSession
import org.sharenum.companion.PageRequest
import org.sharenum.screens.app.Route
import org.sharenum.screens.formats
import org.sharenum.screens.press
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.phrase

/** What stands in the proposal that the region of the scene refused. */
private const val REFUSED = "06 39 98"

/** Help of mini-techs, alerts, and what the region refused. */
class OtherPresses(cast: Cast) : Presses(cast) {
    private val refused = cast.scene("proposal_standing")
    private val everything = PageRequest(limit = 500u)

    private val alert by lazy {
        cast.teacher.does { alerts(everything) }.items.first { Action.MARK_READ in it.actions }
    }
    private val corrected: HelpSession by lazy {
        cast.tablet.does { helpSessions(everything) }.items.first { Action.EDIT in it.common.actions }
    }
    private val signed by lazy { cast.teacher.does { helpSessionsToCoSign(everything) }.items.first().common.id }

    init {
        ofWhatWasRefused()
        ofHelp()
        pressed(
            Cell("Alert", Action.MARK_READ),
            by = cast.teacher,
            at = { Route.Nearby },
            here = { alerts(everything).items.single { it.id == alert.id }.state == AlertState.READ },
            // Each phone has alerts of its own, and what was read on it is nobody's business.
            reader = null,
        ) { press(shell.words(Language.English).phrase(alert.text, formats())) }
    }

    private fun ofWhatWasRefused() {
        pressed(
            Cell("Refused", Action.DISCARD),
            by = cast.backup,
            at = { Route.Sync },
            here = { refused().isEmpty() && REFUSED !in proposal(refused).text },
            reader = null,
        ) {
            press(Action.DISCARD)
            press(word("discard_effect"))
        }
        pressed(
            Cell("Refused", Action.SEND_AGAIN),
            by = cast.teacher,
            at = { Route.Proposal(refused) },
            here = { proposal(refused).common.refused == null && REFUSED in proposal(refused).text },
            reader = cast.second,
            there = { REFUSED in proposal(refused).text },
        ) { press(Action.SEND_AGAIN) }
    }

    private fun ofHelp() {
        pressed(
            Cell("HelpSession", Action.EDIT),
            by = cast.tablet,
            at = { Route.HelpSession(corrected.common.id) },
            here = { helpSession(corrected.common.id).solved != corrected.solved },
            reader = cast.teacher,
        ) {
            press(Action.EDIT)
            press(word(if (corrected.solved) "help_unsolved" else "help_solved"))
            press(word("help_save"))
        }
        pressed(
            Cell("HelpSession", Action.CO_SIGN),
            by = cast.teacher,
            at = { Route.Help },
            here = { helpSession(signed).counts },
            reader = cast.tablet,
        ) { press(Action.CO_SIGN) }
    }
}
