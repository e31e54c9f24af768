package org.sharenum.screens.join

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.WindowInsets
import androidx.compose.foundation.layout.fillMaxSize
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.imePadding
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.layout.safeDrawing
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.layout.windowInsetsPadding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Card
import androidx.compose.material3.CardDefaults
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Surface
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Opening
import org.sharenum.screens.app.Arrival
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.model
import org.sharenum.screens.me.LanguageChoice
import org.sharenum.screens.parts.say

/** The first page, until the phone belongs to a member: an invitation, which a link may have brought. */
@Composable
fun JoinPage(desk: Desk) {
    val model = model(desk) { JoinModel(it) }
    JoinScreen(desk.phone.opening, { InvitationForm(desk, model) }) { LanguageChoice(desk.shell) }
}

/** An invitation to type, to paste or to photograph; one that was opened as a link stands in it. */
@Composable
internal fun InvitationForm(desk: Desk, model: JoinModel) {
    val state by model.state.collectAsState()
    val arrived by desk.arrived.collectAsState()
    var typed by rememberSaveable { mutableStateOf("") }
    var hub by rememberSaveable { mutableStateOf(desk.shell.managedHub.orEmpty()) }
    LaunchedEffect(arrived) {
        val invitation = arrived as? Arrival.Invitation ?: return@LaunchedEffect
        typed = invitation.link
        desk.taken(invitation)
    }
    JoinFields(
        state,
        Invitation(typed, hub),
        JoinActions(
            type = { typed = it },
            typeHub = { hub = it },
            join = { model.join(typed, hub) },
            cancel = model::cancel,
            photograph = if (desk.shell.hasCamera) ({ model.photograph { typed = it } }) else null,
        ),
    )
}

/** Around an [invitation]; [below] is what stands under it all: the language, for who cannot read the rest. */
@Composable
fun JoinScreen(opening: Opening, invitation: @Composable () -> Unit, below: @Composable () -> Unit) =
    Surface(Modifier.fillMaxSize(), color = MaterialTheme.colorScheme.surface) {
        Box(
            Modifier.fillMaxSize().windowInsetsPadding(WindowInsets.safeDrawing).imePadding(),
            contentAlignment = Alignment.TopCenter,
        ) {
            Column(
                Modifier.verticalScroll(rememberScrollState()).padding(24.dp).widthIn(max = 520.dp),
                verticalArrangement = Arrangement.spacedBy(16.dp),
            ) {
                Text(
                    say("join_title"),
                    Modifier.padding(top = 24.dp).semantics { heading() },
                    style = MaterialTheme.typography.headlineMedium,
                )
                Text(
                    say("join_text"),
                    style = MaterialTheme.typography.bodyLarge,
                    color = MaterialTheme.colorScheme.onSurfaceVariant,
                )
                Lost(opening)
                invitation()
                below()
            }
        }
    }

/** Why a phone that had joined begins anew, and what becomes of what was on it. */
@Composable
private fun Lost(opening: Opening) = when (opening) {
    is Opening.KeyGone -> Told(say("join_key_gone"), say("join_key_gone_text", opening.aside))
    is Opening.FileGone -> Told(say("join_file_gone"), say("join_file_gone_text"))
    is Opening.Fresh, is Opening.Opened -> {}
}

@Composable
private fun Told(title: String, text: String) = Card(
    Modifier.fillMaxWidth(),
    colors = CardDefaults.cardColors(containerColor = MaterialTheme.colorScheme.secondaryContainer),
) {
    Column(Modifier.padding(16.dp), verticalArrangement = Arrangement.spacedBy(8.dp)) {
        Text(title, Modifier.semantics { heading() }, style = MaterialTheme.typography.titleMedium)
        Text(text, style = MaterialTheme.typography.bodyMedium)
    }
}
