package org.sharenum.screens.help

import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.Action
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.HelpChoices
import org.sharenum.companion.HelpSession
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.help.LogHelpModel.Companion.CLASS
import org.sharenum.screens.help.LogHelpModel.Companion.HELPER
import org.sharenum.screens.help.LogHelpModel.Companion.MINUTES
import org.sharenum.screens.help.LogHelpModel.Companion.PUPILS
import org.sharenum.screens.help.LogHelpModel.Companion.TOOL
import org.sharenum.screens.help.LogHelpModel.Companion.WHAT

/** One help session: to be signed, or to be changed by who logged it. */
class HelpSessionModel(desk: Desk, private val id: DocumentId) : ScreenModel(desk) {
    val session: StateFlow<Loaded<HelpSession>> = reading { helpSession(id) }
    val choices: StateFlow<Loaded<HelpChoices>> = reading { helpChoices(CHOICES) }

    val form =
        Form(desk, scope, DraftForm.EditHelpSession, id) {
            val session = helpSession(id)
            mapOf(
                HELPER to session.helper,
                CLASS to session.className,
                PUPILS to session.pupils.toString(),
                MINUTES to session.minutes.toString(),
                TOOL to session.tool?.id?.value.orEmpty(),
                WHAT to session.what,
                SOLVED to session.solved.toString(),
            )
        }

    fun perform(action: Action, shown: HelpSession) {
        when (action) {
            Action.CO_SIGN -> desk.act("help_co_signed") { coSign(id, shown.state) }
            Action.SEND_AGAIN -> desk.act("sent_again") { sendAgain(id) }
            Action.DISCARD -> desk.act("discarded") { discard(id) }
            else -> {}
        }
    }

    fun save(then: (DocumentId) -> Unit) = form.send("help_changed", then, next = { it }) { filled ->
        editHelpSession(id, filled.helpSession(solved = filled[SOLVED].toBoolean()))
    }

    companion object {
        const val SOLVED = "solved"
        private const val CHOICES: UInt = 12u
    }
}
