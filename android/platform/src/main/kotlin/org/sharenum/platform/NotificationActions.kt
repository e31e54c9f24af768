package org.sharenum.platform

import android.app.Notification
import android.app.PendingIntent
import android.content.BroadcastReceiver
import android.content.Context
import android.content.Intent
import org.sharenum.companion.Action
import org.sharenum.companion.DocumentId
import org.sharenum.companion.NotificationContent
import org.sharenum.companion.PlannedNotification
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumException

/**
 * Does what a button of a notification says, at once and without a network; what was written goes out
 * with the next sync, which is asked for.
 */
class NotificationActions : BroadcastReceiver() {
    override fun onReceive(context: Context, intent: Intent) {
        val action = Action.entries.firstOrNull { it.name == intent.getStringExtra(ACTION) } ?: return
        val subject = DocumentId(intent.getStringExtra(SUBJECT) ?: return)
        val alert = intent.getLongExtra(ALERT, 0)
        receive { act(context, action, subject, alert) }
    }

    private suspend fun act(context: Context, action: Action, subject: DocumentId, alert: Long) {
        val (notifications, words) = Notifications(context) to context.holder.words
        // What is over is taken away by the plan; its answer stands in the same place and group.
        val before = notifications.shown(alert)
        try {
            perform(context.holder.phone(), action, subject, alert, words)
        } catch (error: SharenumException) {
            // It stays until it was seen: a wish that was not granted is not lost in silence.
            notifications.answer(alert, before ?: return, words.failed(error), stays = true)
            return
        }
        SyncSchedule(context).soon()
        replanQuietly(context)
        if (before == null || action == Action.MARK_READ) return
        notifications.answer(alert, before, words.done(action), stays = false)
    }

    internal companion object {
        private const val ACTION = "action"
        private const val SUBJECT = "subject"
        private const val ALERT = "alert"

        /** What can be done without asking anything more; for the rest, the app is opened. */
        private val AT_ONCE = setOf(Action.ASK_SEAT, Action.PROPOSE, Action.MARK_READ)

        private suspend fun perform(
            phone: Sharenum,
            action: Action,
            subject: DocumentId,
            alert: Long,
            words: NotificationWords,
        ) = phone.call {
            when (action) {
                Action.ASK_SEAT -> askSeat(subject)
                Action.PROPOSE -> propose(subject, words.proposal())
                else -> Unit
            }
            // Who answers has read.
            markAlertRead(alert)
        }

        /** The buttons that the core offers with this notification, in its order. */
        fun buttons(context: Context, planned: PlannedNotification): List<Notification.Action> {
            val alert = (planned.content as? NotificationContent.Alert)?.alert ?: return emptyList()
            val subject = planned.subject ?: return emptyList()
            return planned.actions.filter { it in AT_ONCE }.map { action ->
                val words = context.holder.words.action(action)
                Notification.Action.Builder(null, words, press(context, action, subject, alert.id)).build()
            }
        }

        private fun press(context: Context, action: Action, subject: DocumentId, alert: Long): PendingIntent {
            val intent =
                Intent(context, NotificationActions::class.java)
                    // The system takes two intents for one that differ in their extras only.
                    .setAction("${action.name} $alert")
                    .putExtra(ACTION, action.name)
                    .putExtra(SUBJECT, subject.value)
                    .putExtra(ALERT, alert)
            val flags = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
            return PendingIntent.getBroadcast(context, 0, intent, flags)
        }
    }
}
