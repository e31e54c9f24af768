package org.sharenum.platform

import android.content.BroadcastReceiver
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import kotlinx.coroutines.withTimeoutOrNull

private val RECEIVING = CoroutineScope(SupervisorJob() + Dispatchers.Default)

/** The system ends a process whose receiver takes longer than ten seconds. */
private val ALLOWED = 9.seconds

/** Does [work] in the background, and keeps the process alive until it has ended. */
internal fun BroadcastReceiver.receive(work: suspend () -> Unit) {
    val pending = goAsync()
    RECEIVING.launch {
        try {
            withTimeoutOrNull(ALLOWED) { work() }
        } finally {
            pending.finish()
        }
    }
}
