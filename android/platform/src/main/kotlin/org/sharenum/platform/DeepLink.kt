package org.sharenum.platform

import android.content.Intent
import android.net.Uri
import org.sharenum.companion.DocumentId
import org.sharenum.companion.NotificationContent
import org.sharenum.companion.PlannedNotification

/**
 * Where a notification leads: `sharenum://open/alerts`, or `sharenum://open/document/ID` with what it
 * is about (the id of a channel) and the alert that is read with it.
 */
data class DeepLink(
    /** The ticket, workshop or booking to open; none opens the list of alerts. */
    val subject: DocumentId?,
    /** What it is about: the [AlertChannel.id] of the notification. */
    val about: String?,
    /** The alert to mark as read. */
    val alert: Long?,
) {
    /** As a link that only this app is asked to open. */
    fun uri(): Uri = Uri.Builder().scheme(SCHEME).authority(OPEN).apply {
        if (subject == null) appendPath(ALERTS) else appendPath(DOCUMENT).appendPath(subject.value)
        about?.let { appendQueryParameter(ABOUT, it) }
        alert?.let { appendQueryParameter(ALERT, it.toString()) }
    }.build()

    companion object {
        private const val SCHEME = "sharenum"
        private const val OPEN = "open"
        private const val ALERTS = "alerts"
        private const val DOCUMENT = "document"
        private const val ABOUT = "about"
        private const val ALERT = "alert"

        /** Where this notification leads. */
        fun of(planned: PlannedNotification): DeepLink = DeepLink(
            subject = planned.subject,
            about = AlertChannel.of(planned.kind).id,
            alert = (planned.content as? NotificationContent.Alert)?.alert?.id,
        )

        /** What an Activity was started with; null when it is no such link. Anybody may send one. */
        fun read(intent: Intent): DeepLink? {
            val uri = intent.data ?: return null
            // A link like `mailto:` has no parts to ask for.
            if (!uri.isHierarchical || uri.scheme != SCHEME || uri.authority != OPEN) return null
            val path = uri.pathSegments
            val subject =
                when {
                    path == listOf(ALERTS) -> null
                    path.size == 2 && path[0] == DOCUMENT -> DocumentId(path[1])
                    else -> return null
                }
            return DeepLink(subject, uri.getQueryParameter(ABOUT), uri.getQueryParameter(ALERT)?.toLongOrNull())
        }
    }
}
