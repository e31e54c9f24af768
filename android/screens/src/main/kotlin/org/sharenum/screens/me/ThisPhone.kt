package org.sharenum.screens.me

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.heightIn
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.SharenumException
import org.sharenum.screens.Look
import org.sharenum.screens.NotificationAccess
import org.sharenum.screens.Shell
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.value
import org.sharenum.screens.join.AddressField
import org.sharenum.screens.parts.Fact
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.role

/** Choices of this device, and its membership. */
@Composable
internal fun ThisPhone(place: Place, model: MeModel) {
    val shell = place.desk.shell
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        LanguageChoice(shell)
        LookChoice(shell)
        if (!place.member.isShared) {
            SectionTitle(say("me_notifications"))
            Notifications(shell, evenAllowed = true)
        }
        Hub(shell, model)
        Membership(place, model)
        Renewal { place.go(Route.Renewal) }
    }
}

@Composable
private fun LookChoice(shell: Shell) {
    val choices by shell.choices.collectAsState()
    SectionTitle(say("me_look"))
    ChipChoice(Look.entries, choices.look, label = { say(it.text) }) { shell.choose(choices.copy(look = it)) }
}

/** Whether the person is told of alerts while the app is closed, and how it works without. */
@Composable
internal fun Notifications(shell: Shell, evenAllowed: Boolean) {
    val access by shell.notifications.collectAsState()
    when (access) {
        NotificationAccess.Allowed -> if (evenAllowed) Text(say("me_notify_allowed"))
        NotificationAccess.NotAsked -> AskToNotify(say("me_notify_not_asked"), say("me_notify_ask"), shell)
        NotificationAccess.Refused -> AskToNotify(say("me_notify_refused"), say("me_notify_again"), shell)
    }
}

@Composable
private fun AskToNotify(text: String, button: String, shell: Shell) {
    Text(text)
    OutlinedButton(onClick = shell::askToNotify, Modifier.heightIn(min = 48.dp)) { Text(button) }
}

/** Where the region's hub is: the school's business where it manages the device. */
@Composable
private fun Hub(shell: Shell, model: MeModel) {
    val region by model.region.collectAsState()
    val wrong by model.wrongAddress.collectAsState()
    val managed = shell.managedHub
    SectionTitle(say("me_hub"))
    if (managed != null) {
        Fact(say("me_hub_managed"), managed)
    } else {
        HubAddress(region.value.orEmpty(), wrong, model::setRegionUrl)
    }
}

@Composable
private fun HubAddress(address: String, wrong: SharenumException?, save: (String) -> Unit) {
    var typed by rememberSaveable(address) { mutableStateOf(address) }
    AddressField(typed, { typed = it }, say("join_hub"), say("me_hub_help"), wrong) { save(typed) }
    OutlinedButton(onClick = { save(typed) }, Modifier.heightIn(min = 48.dp)) { Text(say("me_hub_save")) }
}

@Composable
private fun Membership(place: Place, model: MeModel) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val school by model.school.collectAsState()
    val aside by model.aside.collectAsState()
    val member = place.member
    SectionTitle(say("me_membership"))
    Fact(say("me_roles"), member.roles.joinToString(transform = words::role))
    member.school?.let { code ->
        Fact(say("me_school"), school.value?.let { say("me_school_of", it.name, code.value) } ?: code.value)
    }
    Fact(say("me_expires"), say("me_expires_text", formats.date(member.expires.atZone(formats.zone).toLocalDate())))
    val files = aside.value.orEmpty()
    if (files.isNotEmpty()) {
        Fact(say("me_aside"), files.joinToString("\n"))
        Quiet(say("me_aside_text"))
    }
}

/** What to do about a certificate that has expired. */
@Composable
private fun Renewal(renew: () -> Unit) {
    Quiet(say("join_again_text"))
    TextButton(onClick = renew, Modifier.heightIn(min = 48.dp)) { Text(say("join_again")) }
}

private val Look.text: String
    get() =
        when (this) {
            Look.System -> "me_look_system"
            Look.Light -> "me_look_light"
            Look.Dark -> "me_look_dark"
        }
