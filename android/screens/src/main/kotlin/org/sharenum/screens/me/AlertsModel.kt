package org.sharenum.screens.me

import java.time.LocalTime
import kotlinx.coroutines.flow.MutableStateFlow
import kotlinx.coroutines.flow.StateFlow
import kotlinx.coroutines.flow.asStateFlow
import kotlinx.coroutines.launch
import kotlinx.coroutines.sync.Mutex
import kotlinx.coroutines.sync.withLock
import org.sharenum.companion.AlertKind
import org.sharenum.companion.AlertPreferences
import org.sharenum.companion.QuietHours
import org.sharenum.companion.ReminderKind
import org.sharenum.companion.SharenumException
import org.sharenum.companion.field
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.ScreenModel

/** What this phone alerts of, and when. Each change is kept at once. */
class AlertsModel(desk: Desk) : ScreenModel(desk) {
    private val notTaken = MutableStateFlow<SharenumException?>(null)
    private val changing = Mutex()

    val preferences = reading { alertPreferences() }

    /** The field that the core did not take, and why. */
    val wrong: StateFlow<SharenumException?> = notTaken.asStateFlow()

    fun hear(kind: AlertKind, on: Boolean) = change { it.copy(muted = it.muted - kind + listOf(kind).filterNot { on }) }

    fun remind(kind: ReminderKind, on: Boolean) =
        change { it.copy(mutedReminders = it.mutedReminders - kind + listOf(kind).filterNot { on }) }

    fun quiet(hours: QuietHours?) = change { it.copy(quiet = hours) }

    fun digest(at: LocalTime?) = change { it.copy(digest = at) }

    fun mostPerDay(most: UShort?) = change { it.copy(mostPerDay = most) }

    fun nearerThan(km: UShort?) = change { it.copy(nearerThanKm = km) }

    private fun change(change: (AlertPreferences) -> AlertPreferences) {
        desk.scope.launch {
            try {
                // From what is kept, not from what is shown: two quick taps are two changes.
                val before = changing.withLock {
                    desk.phone.call { alertPreferences().also { setAlertPreferences(change(it)) } }
                }
                desk.shell.written()
                notTaken.value = null
                desk.tell(Notice("me_saved", undo = { back(before) }))
            } catch (error: SharenumException) {
                if (error.field == null) desk.tell(Notice(error = error)) else notTaken.value = error
            }
        }
    }

    private fun back(before: AlertPreferences) = desk.act("undone") { setAlertPreferences(before) }
}
