package org.sharenum.platform

import android.app.Notification
import android.app.NotificationManager
import android.app.PendingIntent
import android.content.Context
import android.content.Intent
import android.service.notification.StatusBarNotification
import java.time.Duration
import org.sharenum.companion.NotificationContent
import org.sharenum.companion.NotificationGroup
import org.sharenum.companion.NotificationKind
import org.sharenum.companion.PlannedNotification
import org.sharenum.companion.Ring

/**
 * Shows what the core has planned, word for word: its id, its group, its sound and its actions are the
 * core's. Any thread.
 */
class Notifications(private val context: Context) {
    private val manager: NotificationManager = context.service()
    private val words = context.holder.words

    /** Whether the person lets this app notify; asking for it, in context, is a screen's. */
    val allowed: Boolean
        // API 24; since API 33 it is POST_NOTIFICATIONS as well.
        get() = manager.areNotificationsEnabled()

    /** Names the channels in the language of now. */
    fun declareChannels() = AlertChannel.declare(context, words)

    /** Shows it in place of what has its id, if there is any. */
    fun show(planned: PlannedNotification) {
        val tag = tag(planned.id)
        // Other words for what was swiped away are no news.
        if (planned.ring == Ring.REPLACE && shown(tag) == null) return
        manager.cancel(answerTag(planned.id), ID)
        manager.notify(tag, ID, build(planned))
        manager.notify(summaryTag(planned.group), ID, summary(planned))
    }

    /** Takes away what says nothing any more; what does not show is no error. */
    fun takeAway(ids: List<Long>) {
        ids.forEach { manager.cancel(tag(it), ID) }
        // A summary of nothing would stay.
        val groups = mine().filterNot(::isSummary).map { it.notification.group }.toSet()
        mine().filter { isSummary(it) && it.notification.group !in groups }.forEach { manager.cancel(it.tag, it.id) }
    }

    /** What shows under this id of the core, or null. */
    internal fun shown(id: Long): Notification? = shown(tag(id))?.notification

    /**
     * Says what has become of an action, beside the notification that offered it: that one goes when the
     * core says so. That all is well goes by itself; what [stays] waits to be seen.
     */
    internal fun answer(id: Long, before: Notification, text: String, stays: Boolean) {
        val builder =
            Notification.Builder(context, before.channelId)
                .setSmallIcon(context.holder.smallIcon)
                .setContentTitle(before.extras.getCharSequence(Notification.EXTRA_TITLE))
                .setContentText(text)
                .setStyle(Notification.BigTextStyle().bigText(text))
                .setGroup(before.group)
                .setGroupAlertBehavior(Notification.GROUP_ALERT_SUMMARY)
                .setOnlyAlertOnce(true)
                .setContentIntent(before.contentIntent)
                .setAutoCancel(true)
                .setVisibility(Notification.VISIBILITY_PRIVATE)
                .setPublicVersion(before.publicVersion)
        // API 26.
        if (!stays) builder.setTimeoutAfter(ANSWER_SHOWS.toMillis())
        manager.notify(answerTag(id), ID, builder.build())
    }

    private fun build(planned: PlannedNotification): Notification {
        val (title, text) = words.title(planned) to words.text(planned)
        val builder =
            quiet(planned)
                .setContentTitle(title)
                .setContentText(text)
                .setStyle(style(planned.content, text))
                .setWhen(planned.at.toEpochMilli())
                .setShowWhen(true)
                .setOnlyAlertOnce(planned.ring != Ring.SOUND)
                .setGroupAlertBehavior(
                    // A child of a group that alerts by its summary is silent, and this summary is, too.
                    if (planned.ring == Ring.SOUND) {
                        Notification.GROUP_ALERT_CHILDREN
                    } else {
                        Notification.GROUP_ALERT_SUMMARY
                    },
                )
                .setContentIntent(open(DeepLink.of(planned)))
                .setAutoCancel(true)
                .setVisibility(Notification.VISIBILITY_PRIVATE)
                .setPublicVersion(locked(planned))
        if (planned.kind is NotificationKind.Reminder) builder.setCategory(Notification.CATEGORY_REMINDER)
        NotificationActions.buttons(context, planned).forEach { builder.addAction(it) }
        return builder.build()
    }

    private fun style(content: NotificationContent, text: String): Notification.Style =
        if (content is NotificationContent.Several) {
            Notification.InboxStyle().setSummaryText(text).also { content.titles.forEach(it::addLine) }
        } else {
            Notification.BigTextStyle().bigText(text)
        }

    /** All that a locked screen shows of it: that there is something, and of which sort. */
    private fun locked(planned: PlannedNotification): Notification =
        quiet(planned).setContentTitle(words.group(planned.group)).build()

    /** One for each group, which the system shows in place of its notifications when they are many. */
    private fun summary(planned: PlannedNotification): Notification = quiet(planned)
        .setContentTitle(words.group(planned.group))
        .setStyle(Notification.InboxStyle().setSummaryText(words.group(planned.group)))
        .setGroupSummary(true)
        .setGroupAlertBehavior(Notification.GROUP_ALERT_CHILDREN)
        .setOnlyAlertOnce(true)
        .setContentIntent(open(DeepLink(subject = null, about = null, alert = null)))
        .setAutoCancel(true)
        .setVisibility(Notification.VISIBILITY_PUBLIC)
        .build()

    private fun quiet(planned: PlannedNotification): Notification.Builder =
        Notification.Builder(context, AlertChannel.of(planned.kind).id)
            .setSmallIcon(context.holder.smallIcon)
            .setGroup(AlertChannel.key(planned.group))

    private fun open(link: DeepLink): PendingIntent {
        val intent =
            Intent(Intent.ACTION_VIEW, link.uri())
                .setPackage(context.packageName)
                .addFlags(Intent.FLAG_ACTIVITY_NEW_TASK)
        val flags = PendingIntent.FLAG_IMMUTABLE or PendingIntent.FLAG_UPDATE_CURRENT
        return PendingIntent.getActivity(context, 0, intent, flags)
    }

    private fun mine(): List<StatusBarNotification> = manager.activeNotifications.orEmpty().toList()

    private fun shown(tag: String): StatusBarNotification? = mine().firstOrNull { it.tag == tag }

    private fun isSummary(shown: StatusBarNotification): Boolean =
        shown.notification.flags and Notification.FLAG_GROUP_SUMMARY != 0

    internal companion object {
        /** The core's ids have 64 bits, those of the system 32: the tag has them all. */
        const val ID = 0

        val ANSWER_SHOWS: Duration = Duration.ofMinutes(1)

        fun tag(id: Long): String = "sharenum-$id"

        fun answerTag(id: Long): String = "answer-$id"

        fun summaryTag(group: NotificationGroup): String = "group-${AlertChannel.key(group)}"
    }
}
