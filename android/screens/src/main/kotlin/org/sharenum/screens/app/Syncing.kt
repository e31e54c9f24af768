package org.sharenum.screens.app

import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.flow.update
import kotlinx.coroutines.launch
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumException
import org.sharenum.companion.SyncProgress
import org.sharenum.companion.SyncSummary
import org.sharenum.companion.SyncTarget
import org.sharenum.screens.Shell

/** A sync that the person watches. */
class Syncing(private val phone: Sharenum, private val shell: Shell, private val scope: CoroutineScope) {
    private val current = MutableStateFlow<SyncRun>(SyncRun.None)

    val run: StateFlow<SyncRun> = current.asStateFlow()

    /** Syncs now, unless one is running. */
    fun start(target: SyncTarget = SyncTarget.Region) {
        val before = current.value
        if (before is SyncRun.Running || !current.compareAndSet(before, SyncRun.Running(null))) return
        scope.launch {
            current.value =
                try {
                    SyncRun.Ended(over(target) { phone.sync(BUDGET, target, ::hear) })
                } catch (error: SharenumException) {
                    SyncRun.Failed(error)
                }
        }
    }

    /** Told on a thread of the library, at times when the sync has ended already: then it is no news. */
    private fun hear(progress: SyncProgress) =
        current.update { if (it is SyncRun.Running) SyncRun.Running(progress) else it }

    /** A hub that is no region's stands on the network around the device. */
    private suspend fun <T> over(target: SyncTarget, sync: suspend () -> T): T =
        if (target is SyncTarget.Hub) shell.overLocalNetwork(sync) else sync()

    fun cancel() = phone.cancelSync()

    private companion object {
        /** A person who watches stops it when it takes too long. */
        val BUDGET = 5.minutes
    }
}

/** Where it stands. */
sealed interface SyncRun {
    /** None since the app was started. */
    data object None : SyncRun

    data class Running(val progress: SyncProgress?) : SyncRun

    data class Ended(val summary: SyncSummary) : SyncRun

    data class Failed(val error: SharenumException) : SyncRun
}
