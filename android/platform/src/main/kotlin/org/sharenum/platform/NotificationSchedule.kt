package org.sharenum.platform

import android.app.AlarmManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import java.time.Instant
import java.util.TimeZone
import kotlinx.coroutines.flow.conflate
import kotlinx.coroutines.flow.filter
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.sharenum.companion.Change
import org.sharenum.companion.PlannedNotification
import org.sharenum.companion.SharenumException

/**
 * Shows what the core has planned when it is due, and has the system wake this app for the next.
 *
 * The core is told of what was *shown* only. What is still to come is an alarm, which the system may
 * lose or be late with: it stays planned, and is made up for whenever this app runs next. So a
 * notification is shown before the core hears of it; killed in between, it is shown again under the
 * same id, and never lost.
 */
class NotificationSchedule(private val context: Context) {
    private val alarms: AlarmManager = context.service()

    /**
     * Does what is due now and sets the next alarm. Without the permission to notify, the plan
     * waits, and nothing counts as shown. Before joining there is no plan.
     *
     * Errors: those of the phone's file. Any thread; one at a time.
     */
    suspend fun replan() {
        val phone = context.holder.phone()
        ONE_AT_A_TIME.withLock {
            val notifications = Notifications(context)
            notifications.declareChannels()
            if (!notifications.allowed) return wake(null)
            val zone = TimeZone.getDefault().id
            try {
                do {
                    val plan = phone.call { notificationPlan(zone, LIMIT) }
                    val due = plan.filter { it.at <= context.holder.now() }
                    due.forEach(notifications::show)
                    val says = due.flatMap(PlannedNotification::says)
                    notifications.takeAway(phone.call { notificationsScheduled(says) })
                    wake(plan.drop(due.size).firstOrNull()?.at)
                    // What the limit has cut comes now, too: each round says something.
                } while (due.size == LIMIT.toInt())
            } catch (_: SharenumException.Join) {
                wake(null)
            }
        }
    }

    /**
     * Plans anew at every change, for as long as the app runs and this is collected. What fails is made up
     * for at the next change.
     *
     * Errors: those of opening the phone.
     */
    suspend fun follow() {
        // A form is kept at each key, and nobody is notified of that.
        val changes = context.holder.phone().changes.filter { it != Change.Drafts }
        changes.conflate().collect { replanQuietly(context) }
    }

    /** Not to the minute: an exact alarm is a permission that a reminder is not worth. */
    private fun wake(at: Instant?) {
        val flags = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
        val intent = Intent(context, ReplanReceiver::class.java).setAction(ReplanReceiver.DUE)
        val pending = PendingIntent.getBroadcast(context, 0, intent, flags)
        if (at == null) {
            alarms.cancel(pending)
        } else {
            alarms.setAndAllowWhileIdle(AlarmManager.RTC_WAKEUP, at.toEpochMilli(), pending)
        }
    }

    private companion object {
        /** The system shows at most 50 of an app; the rest are summaries. */
        const val LIMIT = 40u

        /** Two plans at once would show the same twice. */
        val ONE_AT_A_TIME = Mutex()
    }
}
