package org.sharenum.platform

import android.app.job.JobParameters
import android.app.job.JobService
import java.util.concurrent.ConcurrentHashMap
import kotlin.time.Duration.Companion.minutes
import kotlinx.coroutines.CancellationException
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.SupervisorJob
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.sharenum.companion.SharenumException

/**
 * Syncs with the region, shows what came, and says whether there is more to do. The system starts
 * and stops it; a stopped one has lost nothing and goes on another time.
 */
class SyncJob : JobService() {
    private val scope = CoroutineScope(SupervisorJob() + Dispatchers.Default)
    private val running = ConcurrentHashMap<Int, Job>()

    override fun onStartJob(params: JobParameters): Boolean {
        val job = scope.launch {
            val again = syncs()
            jobFinished(params, again)
        }
        running[params.jobId] = job
        job.invokeOnCompletion { running.remove(params.jobId, job) }
        return true
    }

    /** The system takes the network or the time away; it is asked to start this again. */
    override fun onStopJob(params: JobParameters): Boolean {
        running.remove(params.jobId)?.cancel()
        return true
    }

    override fun onDestroy() {
        // What the system has forgotten it does not want any more.
        running.values.forEach(Job::cancel)
        super.onDestroy()
    }

    /** Whether there is more to do, or it may go better later. */
    private suspend fun syncs(): Boolean = try {
        val phone = holder.phone()
        val summary = ROAD.withLock { phone.sync(BUDGET) }
        NotificationSchedule(this).replan()
        !summary.finished
    } catch (cancelled: CancellationException) {
        throw cancelled
    } catch (error: SharenumException) {
        helpsToWait(error)
    }

    internal companion object {
        /** The system gives a job some ten minutes at most; what is left is for the next one. */
        val BUDGET = 3.minutes

        /** Held by who syncs: while the process is bound to a bus's Wi-Fi, the region is out of reach. */
        val ROAD = Mutex()

        /** What the person is told to do about it: only for these two it is to wait. */
        fun helpsToWait(error: SharenumException): Boolean =
            error is SharenumException.CheckNetwork || error is SharenumException.TryAgain
    }
}
