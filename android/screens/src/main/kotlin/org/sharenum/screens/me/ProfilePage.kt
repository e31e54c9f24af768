package org.sharenum.screens.me

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.Check
import androidx.compose.material.icons.filled.Warning
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Proficiency
import org.sharenum.companion.Profile
import org.sharenum.companion.Tool
import org.sharenum.companion.ToolId
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.model
import org.sharenum.screens.app.value
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.Tone
import org.sharenum.screens.parts.Wrong
import org.sharenum.screens.parts.say

@Composable
internal fun ProfilePage(place: Place) {
    val desk = place.desk
    val model = model(desk, place.member) { ProfileModel(it, place.member) }
    val profile by model.profile.collectAsState()
    val tools by model.tools.collectAsState()
    val directory by model.directory.collectAsState()
    val towns by model.towns.collectAsState()
    val query by model.query.collectAsState()
    val found by model.found.shown.collectAsState()
    val chosen by model.chosen.collectAsState()
    val filled by model.form.filled.collectAsState()
    val run by desk.syncing.run.collectAsState()
    Show(profile, model::readAgain) { kept ->
        Fields(model.form, filled) {
            val school = SchoolState(chosen, filled, directory.value, query, found, run)
            ProfileScreen(
                ProfileState(kept, school, towns.value.orEmpty(), tools.value.orEmpty(), filled, model.card),
                ProfileActions(
                    back = place.back,
                    school =
                        SchoolActions(
                            search = model::search,
                            choose = model::choose,
                            more = model.found::more,
                            retry = model::readAgain,
                            sync = desk.syncing::start,
                            cancelSync = desk.syncing::cancel,
                        ),
                    stand = model::stand,
                    know = model::know,
                    save = { model.save { saved -> if (saved.isWhole) place.back?.invoke() } },
                    saveCard = model::saveCard,
                ),
            )
        }
    }
}

/** Nothing is left to ask for: the person goes on to what they came from. */
private val Profile.isWhole: Boolean
    get() = missing == null && at.isNotEmpty()

/** What the page shows. */
class ProfileState(
    val profile: Profile,
    val school: SchoolState,
    val towns: List<org.sharenum.companion.Place>,
    val tools: List<Tool>,
    val filled: FormState,
    val card: Form,
)

/** What a person may do there. */
class ProfileActions(
    val back: (() -> Unit)?,
    val school: SchoolActions,
    val stand: (org.sharenum.companion.Place) -> Unit,
    val know: (ToolId, Proficiency?) -> Unit,
    val save: () -> Unit,
    val saveCard: () -> Unit,
)

@Composable
fun ProfileScreen(state: ProfileState, on: ProfileActions) = Page(
    say("me_to_profile"),
    on.back,
    button = { FloatingButton(Icons.Default.Check, say("save"), on.save) },
) {
    Rows {
        state.profile.missing?.let { missing ->
            item(key = "missing") {
                Badge(say(missing), Tone.Attention, Icons.Default.Warning)
            }
        }
        school(state.school, on.school)
        standing(state, on)
        tools(state, on)
        item(key = "card") { Card(state.card, on.saveCard) }
    }
}

/** For an establishment that the directory cannot place: which other one in town is next to it. */
private fun LazyListScope.standing(state: ProfileState, on: ProfileActions) {
    val school = state.profile.establishment ?: return
    // The directory knows where it is: nothing to ask.
    if (school.places.isNotEmpty()) return
    item(key = "standing") {
        SectionTitle(say("me_place"))
        Quiet(say(if (state.towns.isEmpty()) "me_place_none" else "me_place_text"))
    }
    items(state.towns, key = { "town-${it.label}-${it.position}" }) { town ->
        RadioRow(town.label, town in state.profile.at) { on.stand(town) }
    }
}

private fun LazyListScope.tools(state: ProfileState, on: ProfileActions) {
    val known = ToolLines.read(state.filled[ProfileModel.TOOLS])
    item(key = "tools") {
        SectionTitle(say("me_tools"))
        Quiet(say(if (state.tools.isEmpty()) "me_tools_none" else "me_tools_text"))
        Wrong(state.filled, ProfileModel.TOOLS)
    }
    items(state.tools, key = { "tool-${it.id.value}" }) { tool ->
        ToolRow(tool, known[tool.id]) { on.know(tool.id, it) }
    }
}

@Composable
private fun Card(card: Form, save: () -> Unit) {
    val filled by card.filled.collectAsState()
    Column(verticalArrangement = Arrangement.spacedBy(8.dp)) {
        SectionTitle(say("me_card"))
        Quiet(say("me_card_text"))
        Fields(card, filled) {
            FormField(card, filled, ProfileModel.NAME, say("me_card_name"))
            FormField(card, filled, ProfileModel.MAIL, say("me_card_mail"), keyboard = KeyboardType.Email)
            OutlinedButton(onClick = save, Modifier.heightIn(min = 48.dp), enabled = !filled.sending) {
                Text(say("me_card_save"))
            }
        }
    }
}
