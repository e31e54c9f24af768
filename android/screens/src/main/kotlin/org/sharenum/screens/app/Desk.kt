package org.sharenum.screens.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException
import org.sharenum.screens.Shell

/**
 * What every screen works with: the open phone, the shell, and one place where an intent is carried
 * out, told, and can be undone.
 */
class Desk(val phone: Sharenum, val shell: Shell, val scope: CoroutineScope) {
    private val told = MutableStateFlow<Notice?>(null)

    /** What was done last, or why it was not; shown once, at the bottom of the window. */
    val notice: StateFlow<Notice?> = told.asStateFlow()

    /** How the sync stands that this app runs. */
    val syncing = Syncing(phone, shell, scope)

    private val came = MutableStateFlow<Arrival?>(null)

    /** A link that was opened and that no page has taken yet. */
    val arrived: StateFlow<Arrival?> = came.asStateFlow()

    /**
     * Carries out what the person asked for, on a background thread, and says so in the words of
     * [done] (the name of a text). With [undo], the notice offers to take it back: a change of its own
     * that makes up for the first. What fails is told in the core's words, and nothing was changed.
     *
     * [then] gets what came of it, on the thread of [scope].
     */
    fun <T> act(
        done: String?,
        undo: (suspend SharenumAppInterface.(T) -> Unit)? = null,
        then: (T) -> Unit = {},
        intent: suspend SharenumAppInterface.() -> T,
    ) {
        scope.launch {
            try {
                val outcome = phone.call(intent)
                shell.written()
                then(outcome)
                if (done != null) {
                    tell(Notice(done, undo = undo?.let { { undone(outcome, it) } }))
                }
            } catch (error: SharenumException) {
                tell(Notice(error = error))
            }
        }
    }

    /** Tells something that is no intent of the core. */
    fun tell(notice: Notice) = told.update { notice }

    /** A link was opened; whatever came before it gives way. What this app does not know is passed over. */
    fun arrive(link: String) {
        Arrival.of(link)?.let { arrive(it) }
    }

    fun arrive(arrival: Arrival) = came.update { arrival }

    /** A page has taken it up. */
    fun taken(arrival: Arrival) = came.update { if (it === arrival) null else it }

    /** The person has seen it. */
    fun seen(notice: Notice) = told.update { if (it === notice) null else it }

    private fun <T> undone(outcome: T, undo: suspend SharenumAppInterface.(T) -> Unit) =
        act(done = "undone") { undo(outcome) }
}

/** One line at the bottom of the window. */
class Notice(
    /** The name of a text; of plurals with a [count]. */
    val text: String? = null,
    /** Why something was not done. */
    val error: SharenumException? = null,
    /** Takes it back. */
    val undo: (() -> Unit)? = null,
    /** How many [text] speaks of. */
    val count: Long? = null,
)
