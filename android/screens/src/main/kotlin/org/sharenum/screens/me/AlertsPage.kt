package org.sharenum.screens.me

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.lazy.items
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import java.time.LocalTime
import org.sharenum.companion.AlertKind
import org.sharenum.companion.AlertPreferences
import org.sharenum.companion.QuietHours
import org.sharenum.companion.ReminderKind
import org.sharenum.companion.SharenumException
import org.sharenum.companion.field
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.OFFERED
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.channel
import org.sharenum.screens.words.error
import org.sharenum.screens.words.reminderKind

@Composable
internal fun AlertsPage(place: Place) {
    val model = model(place.desk) { AlertsModel(it) }
    val preferences by model.preferences.collectAsState()
    val wrong by model.wrong.collectAsState()
    AlertsScreen(
        preferences,
        wrong,
        AlertsActions(
            back = place.back,
            retry = model::readAgain,
            quiet = model::quiet,
            digest = model::digest,
            mostPerDay = model::mostPerDay,
            nearerThan = model::nearerThan,
            hear = model::hear,
            remind = model::remind,
        ),
    ) { Notifications(place.desk.shell, evenAllowed = false) }
}

/** What a person may change of it. */
class AlertsActions(
    val back: (() -> Unit)?,
    val retry: () -> Unit,
    val quiet: (QuietHours?) -> Unit,
    val digest: (LocalTime?) -> Unit,
    val mostPerDay: (UShort?) -> Unit,
    val nearerThan: (UShort?) -> Unit,
    val hear: (AlertKind, Boolean) -> Unit,
    val remind: (ReminderKind, Boolean) -> Unit,
)

/** [permission] is what the system says about notifications, where that needs the person. */
@Composable
fun AlertsScreen(
    preferences: Loaded<AlertPreferences>,
    wrong: SharenumException?,
    on: AlertsActions,
    permission: @Composable () -> Unit,
) = Page(say("me_to_alerts"), on.back) {
    Show(preferences, on.retry) { shown ->
        Rows {
            item(key = "permission") {
                Column(verticalArrangement = Arrangement.spacedBy(8.dp)) { permission() }
            }
            item(key = "quiet") { QuietAt(shown.quiet, wrong?.takeIf { it.field == QUIET }, on.quiet) }
            item(key = "digest") { Digest(shown.digest, on.digest) }
            item(key = "most") { Most(shown.mostPerDay, on.mostPerDay) }
            item(key = "nearer") { Nearer(shown.nearerThanKm, on.nearerThan) }
            item(key = "kinds") { SectionTitle(say("me_alerts_kinds")) }
            items(OFFERED.alerts, key = { it.javaClass.name }) { kind ->
                SwitchRow(LocalWords.current.channel(kind), kind !in shown.muted) { on.hear(kind, it) }
            }
            item(key = "reminders") { SectionTitle(say("me_alerts_reminders")) }
            items(OFFERED.reminders, key = { it.javaClass.name }) { kind ->
                SwitchRow(LocalWords.current.reminderKind(kind), kind !in shown.mutedReminders) {
                    on.remind(kind, it)
                }
            }
        }
    }
}

@Composable
private fun QuietAt(hours: QuietHours?, wrong: SharenumException?, set: (QuietHours?) -> Unit) = Column {
    SwitchRow(say("me_quiet"), hours != null, say("me_quiet_text")) { set(OFFERED.quiet.takeIf { _ -> it }) }
    if (hours != null) {
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            TimeChoice(say("me_quiet_from"), hours.begin) { set(hours.copy(begin = it)) }
            TimeChoice(say("me_quiet_to"), hours.end) { set(hours.copy(end = it)) }
        }
    }
    if (wrong != null) {
        Text(
            say(wrong),
            Modifier.fillMaxWidth().semantics { liveRegion = LiveRegionMode.Polite },
            color = MaterialTheme.colorScheme.error,
        )
    }
}

@Composable
private fun Digest(at: LocalTime?, set: (LocalTime?) -> Unit) = Column {
    SwitchRow(say("me_digest"), at != null, say("me_digest_text")) { set(OFFERED.digest.takeIf { _ -> it }) }
    if (at != null) TimeChoice(say("me_digest_at"), at, set)
}

@Composable
private fun Most(most: UShort?, set: (UShort?) -> Unit) = Column {
    SectionTitle(say("me_most"))
    Quiet(say("me_most_text"))
    ChipChoice(
        offered(OFFERED.mostPerDay, most),
        most,
        label = { it?.let { LocalFormats.current.number(it.toLong()) } ?: say("me_most_all") },
        choose = set,
    )
}

@Composable
private fun Nearer(km: UShort?, set: (UShort?) -> Unit) = Column {
    SectionTitle(say("me_nearer"))
    Quiet(say("me_nearer_text"))
    ChipChoice(
        offered(OFFERED.nearerThanKm, km),
        km,
        label = { it?.let { LocalFormats.current.km(it.toDouble()) } ?: say("me_nearer_any") },
        choose = set,
    )
}

/** No limit, the usual ones, and one that was set elsewhere. */
private fun offered(usual: List<UShort>, set: UShort?): List<UShort?> = (listOf(null) + usual + set).distinct()

/** The core's name of the field. */
private const val QUIET = "field.quiet"
