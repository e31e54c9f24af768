package org.sharenum.platform

import android.app.job.JobInfo
import android.app.job.JobScheduler
import android.content.ComponentName
import android.content.Context
import android.os.Build
import java.time.Duration

/**
 * When the region is synced with while nobody looks: regularly, and soon after something was written.
 * The system decides the moment, waits for a network with Internet, and may be late.
 */
class SyncSchedule(private val context: Context) {
    private val scheduler: JobScheduler = context.service()

    /** Syncs from now on about every half hour, over restarts of the phone. Saying it again changes nothing. */
    fun keep() {
        if (scheduler.getPendingJob(REGULAR) != null) return
        schedule(job(REGULAR).setPeriodic(PERIOD.toMillis()).setPersisted(true))
    }

    /** Syncs as soon as there is a network: what was written is waited for by somebody. */
    fun soon() {
        val job = job(SOON)
        // API 31: before, a job without a delay starts at once in most cases.
        if (Build.VERSION.SDK_INT >= Build.VERSION_CODES.S) job.setExpedited(true)
        schedule(job)
    }

    /** No more syncs in the background. */
    fun end() {
        scheduler.cancel(REGULAR)
        scheduler.cancel(SOON)
    }

    private fun job(id: Int): JobInfo.Builder = JobInfo.Builder(id, ComponentName(context, SyncJob::class.java))
        .setRequiredNetworkType(JobInfo.NETWORK_TYPE_ANY)
        .setBackoffCriteria(BACK_OFF.toMillis(), JobInfo.BACKOFF_POLICY_EXPONENTIAL)

    /** A job that is refused, as one of too many, is made up for by the next regular one. */
    private fun schedule(job: JobInfo.Builder) {
        scheduler.schedule(job.build())
    }

    companion object {
        /** The job that comes regularly. */
        const val REGULAR = 1

        /** The job after something was written. */
        const val SOON = 2

        private val PERIOD: Duration = Duration.ofMinutes(30)
        private val BACK_OFF: Duration = Duration.ofSeconds(30)
    }
}
