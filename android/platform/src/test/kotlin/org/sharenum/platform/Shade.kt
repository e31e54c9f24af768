package org.sharenum.platform

import android.app.AlarmManager
import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.app.job.JobParameters
import android.app.job.JobScheduler
import android.content.BroadcastReceiver
import android.content.Intent
import android.os.Looper
import android.os.PersistableBundle
import android.service.notification.StatusBarNotification
import java.util.concurrent.TimeUnit
import org.robolectric.Robolectric
import org.robolectric.Shadows.shadowOf
import org.robolectric.android.controller.ServiceController
import org.robolectric.shadows.ShadowAlarmManager

/** What a person sees and presses, and what the system does of its own. */
object Shade {
    val manager: NotificationManager
        get() = APP.service()

    /** What shows, without the summaries of groups. */
    val shown: List<StatusBarNotification>
        get() = manager.activeNotifications.filter { it.notification.flags and Notification.FLAG_GROUP_SUMMARY == 0 }

    fun titled(title: String): StatusBarNotification? = shown.firstOrNull { it.notification.title == title }

    fun press(notification: Notification, action: String) =
        send(notification.actions.single { it.title == action }.actionIntent)

    /** Sends it, and waits for the receiver to have done with it. */
    fun send(pending: PendingIntent) {
        pending.send()
        finish(shadowOf(pending).savedIntent)
    }

    /** The system says that something has happened. */
    fun broadcast(intent: Intent) {
        APP.sendBroadcast(intent)
        finish(intent)
    }

    /** The alarms of this app, soonest first. */
    val alarms: List<ShadowAlarmManager.ScheduledAlarm>
        get() = shadowOf(APP.service<AlarmManager>()).scheduledAlarms

    fun pendingJobs(): List<Int> = APP.service<JobScheduler>().allPendingJobs.map { it.id }.sorted()

    private fun finish(intent: Intent) {
        shadowOf(Looper.getMainLooper()).idle()
        // Those of the shipped manifest: Robolectric has registered them with the Application.
        val named = intent.component?.className
        val receivers =
            if (named == null) {
                shadowOf(APP).getReceiversForIntent(intent)
            } else {
                shadowOf(APP).registeredReceivers.map { it.broadcastReceiver }.filter { it.javaClass.name == named }
            }
        check(receivers.isNotEmpty()) { "nobody hears $intent" }
        receivers.forEach(::waitFor)
    }

    private fun waitFor(receiver: BroadcastReceiver) {
        val pending = shadowOf(receiver).originalPendingResult
        shadowOf(pending).future.get(PATIENCE.inWholeSeconds, TimeUnit.SECONDS)
    }
}

/** A sync job that the system has started. */
class RunningJob(id: Int = SyncSchedule.SOON) {
    private val controller: ServiceController<SyncJob> = Robolectric.buildService(SyncJob::class.java).create()
    private val job = controller.get()
    private val parameters =
        JobParameters(null, null, id, PersistableBundle(), null, null, 0, false, false, false, null, null, null)

    val finished: Boolean
        get() = shadowOf(job).isJobFinished

    /** Starts it; it has more to do than it could at once. */
    fun start(): RunningJob = apply { check(job.onStartJob(parameters)) }

    /** Waits for it, and answers whether it wants to be started again. */
    fun again(): Boolean {
        eventually("the job has finished") { finished }
        return shadowOf(job).isRescheduleNeeded
    }

    /** The system takes it back; it answers whether it is to be started again. */
    fun stop(): Boolean = job.onStopJob(parameters)

    fun destroy() {
        controller.destroy()
    }
}

val Notification.title: String?
    get() = extras.getCharSequence(Notification.EXTRA_TITLE)?.toString()

val Notification.text: String?
    get() = extras.getCharSequence(Notification.EXTRA_TEXT)?.toString()

val Notification.buttons: List<String>
    get() = actions.orEmpty().map { it.title.toString() }
