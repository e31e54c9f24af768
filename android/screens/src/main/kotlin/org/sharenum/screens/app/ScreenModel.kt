package org.sharenum.screens.app

import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.cancel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.SharingStarted
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.combine
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.flow.map
import kotlinx.coroutines.flow.stateIn
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.plus
import org.sharenum.companion.Change
import org.sharenum.companion.SharenumAppInterface
import org.sharenum.companion.SharenumException

/**
 * What stands behind a screen while it is open: reads the core at each of its changes, and hands the
 * person's intents on. It keeps nothing that the core keeps, and decides nothing.
 */
abstract class ScreenModel(val desk: Desk) : AutoCloseable {
    /** Ends with the screen. */
    protected val scope: CoroutineScope =
        desk.scope + SupervisorJob(desk.scope.coroutineContext[Job])
    private val asked = MutableStateFlow(0)

    /**
     * What [read] gives: now, after each change of the core, and after [readAgain]; with [drafts] also when a
     * form or the timer is kept, which is told at each key.
     */
    protected fun <T> reading(
        drafts: Boolean = false,
        read: suspend SharenumAppInterface.() -> T,
    ): StateFlow<Loaded<T>> =
        occasions(drafts).map { loaded(read) }.stateIn(scope, SharingStarted.Eagerly, Loaded.Loading)

    /** Each moment at which something else may be read; several in a row count as one. */
    protected fun occasions(drafts: Boolean = false): Flow<Unit> {
        val changes = desk.phone.changes.filter { drafts || it != Change.Drafts }
        return combine(changes, asked) { _, _ -> }.conflate()
    }

    /** What a failed screen's button does. */
    fun readAgain() = asked.update { it + 1 }

    protected suspend fun <T> loaded(read: suspend SharenumAppInterface.() -> T): Loaded<T> = try {
        Loaded.Ready(desk.phone.call(read))
    } catch (error: SharenumException) {
        Loaded.Failed(error)
    }

    override fun close() = scope.cancel()
}
