package org.sharenum.screens.join

import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import kotlinx.coroutines.withContext
import org.sharenum.companion.ScannedInvitation
import org.sharenum.companion.SharenumException
import org.sharenum.companion.readInvitation
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.ScreenModel

/** What an invitation is going through. */
enum class JoinStep { Waiting, Reading, Asking, Joined }

/** Where joining stands. */
data class JoinState(
    val step: JoinStep = JoinStep.Waiting,
    /** Why the last try came to nothing. */
    val error: SharenumException? = null,
    /** What the camera saw. */
    val scanned: ScannedInvitation? = null,
)

/** Turns an invitation into a member's phone, or renews one whose certificate has expired. */
class JoinModel(desk: Desk) : ScreenModel(desk) {
    private val current = MutableStateFlow(JoinState())
    private var asking: Job? = null

    val state: StateFlow<JoinState> = current.asStateFlow()

    /**
     * Asks the hub that the invitation names, or the one at [hub] for a bare code. Whether either is
     * one is the core's business.
     */
    fun join(invitation: String, hub: String) {
        if (!begin(JoinStep.Asking)) return
        // Outlives the page, which is gone as soon as the phone has joined.
        asking = desk.scope.launch {
            attempt {
                desk.phone.join(invitation, hub)
                desk.shell.written()
                current.update { JoinState(JoinStep.Joined) }
            }
        }
    }

    /** Stops asking; the same invitation can be used again. */
    fun cancel() {
        asking?.cancel()
        current.update { it.copy(step = JoinStep.Waiting) }
    }

    /** Lets the person photograph an invitation; [found] gets its link. */
    fun photograph(found: (String) -> Unit) {
        if (!begin(JoinStep.Reading)) return
        scope.launch {
            attempt {
                val picture = desk.shell.photograph()
                // Looks at millions of pixels.
                val scanned = picture?.let { withContext(Dispatchers.Default) { readInvitation(it) } }
                current.update { JoinState(scanned = scanned ?: it.scanned) }
                scanned?.let { found(it.link) }
            }
        }
    }

    private fun begin(step: JoinStep): Boolean {
        if (current.value.step in BUSY) return false
        current.update { it.copy(step = step, error = null) }
        return true
    }

    private suspend fun attempt(block: suspend () -> Unit) = try {
        block()
    } catch (error: SharenumException) {
        current.update { it.copy(step = JoinStep.Waiting, error = error) }
    }

    private companion object {
        val BUSY = setOf(JoinStep.Reading, JoinStep.Asking)
    }
}
