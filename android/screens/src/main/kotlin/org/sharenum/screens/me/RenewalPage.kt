package org.sharenum.screens.me

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.runtime.Composable
import androidx.compose.runtime.LaunchedEffect
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.screens.app.Notice
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.model
import org.sharenum.screens.join.InvitationForm
import org.sharenum.screens.join.JoinModel
import org.sharenum.screens.join.JoinStep
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.say

/** A new invitation for a certificate that has expired; the core says so when it has not. */
@Composable
internal fun RenewalPage(place: Place) {
    val desk = place.desk
    val model = model(desk) { JoinModel(it) }
    val state by model.state.collectAsState()
    LaunchedEffect(state.step) {
        if (state.step == JoinStep.Joined) {
            desk.tell(Notice("join_again_done"))
            place.back?.invoke()
        }
    }
    Page(say("join_again"), place.back) {
        Column(
            Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
            verticalArrangement = Arrangement.spacedBy(16.dp),
        ) {
            Quiet(say("join_again_text"))
            InvitationForm(desk, model)
        }
    }
}
