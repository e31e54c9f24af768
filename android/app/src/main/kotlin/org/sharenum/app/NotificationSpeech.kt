package org.sharenum.app

import org.sharenum.companion.Action
import org.sharenum.companion.NotificationGroup
import org.sharenum.companion.NotificationKind
import org.sharenum.companion.PlannedNotification
import org.sharenum.companion.SharenumException
import org.sharenum.platform.NotificationWords
import org.sharenum.screens.words.action
import org.sharenum.screens.words.channel
import org.sharenum.screens.words.error
import org.sharenum.screens.words.notificationGroup
import org.sharenum.screens.words.notificationText
import org.sharenum.screens.words.notificationTitle

/** What notifications say, in the language that the person has chosen for the app. */
class NotificationSpeech(private val now: () -> Spoken) : NotificationWords {
    override fun channel(kind: NotificationKind): String = now().words.channel(kind)

    override fun group(group: NotificationGroup): String = now().words.notificationGroup(group)

    override fun title(planned: PlannedNotification): String = now().run { words.notificationTitle(planned, formats) }

    override fun text(planned: PlannedNotification): String = now().run { words.notificationText(planned, formats) }

    override fun action(action: Action): String = now().words.action(action)

    override fun proposal(): String = now().words.text("notification_proposal")

    override fun done(action: Action): String = now().words.run {
        text("notification_done", action(action))
    }

    override fun failed(error: SharenumException): String = now().run { words.error(error, formats) }
}
