package org.sharenum.screens.agenda

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.selection.selectableGroup
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.RadioButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Establishment
import org.sharenum.companion.Position
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.Wrong
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.error

/** Somewhere to meet. */
private class Spot(val label: String, val under: String?, val position: Position)

/**
 * Where a workshop is: at one's own school, in its town, or at an establishment that is searched for.
 * Whatever is chosen has a position, so that the radius can be drawn around it.
 */
@Composable
internal fun PlaceChoice(choices: WorkshopChoices, found: Loaded<List<Establishment>>, form: Form, filled: FormState) =
    Column(Modifier.selectableGroup(), verticalArrangement = Arrangement.spacedBy(4.dp)) {
        val chosen = filled[WorkshopFields.POSITION]
        Option(say("workshop_my_school"), choices.school?.name, selected = chosen.isEmpty()) {
            form.set(WorkshopFields.POSITION, "")
            form.set(WorkshopFields.PLACE_LABEL, "")
        }
        val searched = (found as? Loaded.Ready)?.value.orEmpty().flatMap(::spots)
        val town = choices.town.map { Spot(it.label, null, it.position) }
        val offered = town + searched
        if (chosen.isNotEmpty() && offered.none { inField(it.position) == chosen }) {
            // Chosen before, from a list that is not there any more.
            Option(filled[WorkshopFields.PLACE_LABEL], null, selected = true) {}
        }
        for (spot in offered) {
            Option(spot.label, spot.under, selected = inField(spot.position) == chosen) {
                form.set(WorkshopFields.POSITION, inField(spot.position))
                form.set(WorkshopFields.PLACE_LABEL, spot.label)
            }
        }
        FormField(form, filled, WorkshopFields.SEARCH, say("workshop_search"), help = say("workshop_search_help"))
        if (found is Loaded.Failed) Text(say(found.error), color = MaterialTheme.colorScheme.error)
        if (chosen.isNotEmpty()) {
            FormField(
                form,
                filled,
                WorkshopFields.PLACE_LABEL,
                say("workshop_place"),
                help = say("workshop_place_help"),
            )
        }
        Wrong(filled, WorkshopFields.POSITION)
    }

/** An establishment at each of its sites; without coordinates it cannot be chosen. */
private fun spots(of: Establishment): List<Spot> = of.places.map { site ->
    val under = listOf(site.label, of.commune).filter { it.isNotEmpty() && it != of.name }.distinct()
    Spot(of.name, under.joinToString(", "), site.position)
}

/** One of several, of which one is chosen; the whole row is the target. */
@Composable
internal fun Option(text: String, under: String?, selected: Boolean, choose: () -> Unit) = Row(
    Modifier.fillMaxWidth().heightIn(min = 48.dp).selectable(selected, role = Role.RadioButton, onClick = choose),
    horizontalArrangement = Arrangement.spacedBy(12.dp),
    verticalAlignment = Alignment.CenterVertically,
) {
    RadioButton(selected, onClick = null)
    Column(Modifier.weight(1f).padding(vertical = 4.dp)) {
        Text(text, style = MaterialTheme.typography.bodyLarge)
        if (!under.isNullOrEmpty()) {
            Text(
                under,
                style = MaterialTheme.typography.bodySmall,
                color = MaterialTheme.colorScheme.onSurfaceVariant,
            )
        }
    }
}
