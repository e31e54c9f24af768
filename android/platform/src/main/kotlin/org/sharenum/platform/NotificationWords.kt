package org.sharenum.platform

import org.sharenum.companion.Action
import org.sharenum.companion.NotificationGroup
import org.sharenum.companion.NotificationKind
import org.sharenum.companion.PlannedNotification
import org.sharenum.companion.SharenumException

/**
 * Everything that a notification says, in the reader's language: this module has no word of its own.
 *
 * Asked on a background thread, each time anew, so that another language needs no restart.
 */
interface NotificationWords {
    /** The name of a channel, as the system's settings list it. */
    fun channel(kind: NotificationKind): String

    /**
     * The name of a group. A locked screen shows it in place of the notification: it must not say
     * anything about anybody.
     */
    fun group(group: NotificationGroup): String

    /** The first line. */
    fun title(planned: PlannedNotification): String

    /** What follows, of any length. */
    fun text(planned: PlannedNotification): String

    /** What a button says. */
    fun action(action: Action): String

    /** What somebody writes who helps at the press of a button; its receiver reads it. */
    fun proposal(): String

    /** That the action is noted on this phone, and goes out by itself. */
    fun done(action: Action): String

    /** Why the action was not possible, and what to do. */
    fun failed(error: SharenumException): String
}
