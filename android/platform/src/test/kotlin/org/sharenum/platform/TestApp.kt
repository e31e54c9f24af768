package org.sharenum.platform

import android.app.Application
import java.time.Instant
import org.robolectric.RuntimeEnvironment
import org.sharenum.companion.Action
import org.sharenum.companion.NetworkOptions
import org.sharenum.companion.NotificationContent
import org.sharenum.companion.NotificationGroup
import org.sharenum.companion.NotificationKind
import org.sharenum.companion.PlannedNotification
import org.sharenum.companion.Sharenum
import org.sharenum.companion.SharenumException
import org.sharenum.companion.text

/** The Application of the tests: whose phone it is, a test says. */
class TestApp :
    Application(),
    PhoneHolder {
    lateinit var phone: suspend () -> Sharenum

    override val words: NotificationWords = TestWords
    override val network: NetworkOptions
        get() = NetworkOptions().also { roads++ }
    override val smallIcon: Int = android.R.drawable.ic_dialog_info

    /** How often the road to the hubs was made anew. */
    @Volatile var roads = 0
    var clock: () -> Instant = Instant::now

    override suspend fun phone(): Sharenum = phone.invoke()

    override fun now(): Instant = clock()

    /** From now on this is the phone that receivers and jobs find. */
    fun holds(sharenum: Sharenum): TestApp = apply { phone = { sharenum } }
}

val APP: TestApp
    get() = RuntimeEnvironment.getApplication() as TestApp

/** Words that can be told apart, and from what a person wrote. */
object TestWords : NotificationWords {
    override fun channel(kind: NotificationKind) = "channel of $kind"

    override fun group(group: NotificationGroup) = "group ${AlertChannel.key(group)}"

    override fun title(planned: PlannedNotification) = when (val content = planned.content) {
        is NotificationContent.Alert -> content.alert.title
        is NotificationContent.Reminder -> content.title
        is NotificationContent.Several -> "${content.count} news"
        NotificationContent.Unknown -> "unknown"
    }

    override fun text(planned: PlannedNotification) = when (val content = planned.content) {
        is NotificationContent.Alert -> content.alert.text.key
        else -> planned.kind.toString()
    }

    override fun action(action: Action) = "press $action"

    override fun proposal() = "I can help"

    override fun done(action: Action) = "done: $action"

    override fun failed(error: SharenumException) = "failed: ${error.text.key}"
}
