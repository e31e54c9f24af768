package org.sharenum.screens.agenda

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import kotlinx.coroutines.flow.StateFlow
import org.sharenum.companion.DocumentId
import org.sharenum.companion.DraftForm
import org.sharenum.companion.ResourceId
import org.sharenum.screens.app.Desk
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.ScreenModel
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.DayField
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.inField
import org.sharenum.screens.parts.say
import org.sharenum.screens.parts.typedDay

/** The form that asks for a day of something. */
class AskDayModel(desk: Desk, private val resource: ResourceId) : ScreenModel(desk) {
    /** What is asked for, by name. */
    val name: StateFlow<Loaded<String>> =
        reading { resources().find { it.id == resource }?.name ?: resource.value }

    val form =
        Form(desk, scope, DraftForm.BusDay) {
            mapOf(
                // The draft is about no document: this says later what it asks for.
                RESOURCE to resource.value,
                DAY to inField(desk.shell.now().atZone(desk.shell.zone).toLocalDate()),
            )
        }

    /** Asks for the day that stands in the form. */
    fun ask(then: (DocumentId) -> Unit) {
        val day = typedDay(form[DAY]) ?: return
        form.send("day_asked", then) { filled -> askDay(resource, day, filled[PURPOSE]) }
    }

    companion object {
        const val DAY = "field.day"
        const val RESOURCE = "resource"
        const val PURPOSE = "field.purpose"
    }
}

@Composable
internal fun AskDayPage(place: Place, resource: ResourceId) {
    val model = model(place.desk, resource) { AskDayModel(it, resource) }
    val name by model.name.collectAsState()
    val filled by model.form.filled.collectAsState()
    Page(say("ask_day_title"), place.back) {
        Show(name, model::readAgain) {
            Fields(model.form, filled) {
                AskDayScreen(it, model.form, filled) { model.ask { asked -> place.replace(Route.Booking(asked)) } }
            }
        }
    }
}

@Composable
fun AskDayScreen(name: String, form: Form, filled: FormState, ask: () -> Unit) = Column(
    Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
    verticalArrangement = Arrangement.spacedBy(12.dp),
) {
    Text(name, style = MaterialTheme.typography.headlineSmall)
    Text(say("ask_day_help"), style = MaterialTheme.typography.bodyMedium)
    DayField(form, filled, AskDayModel.DAY, say("ask_day_day"))
    FormField(form, filled, AskDayModel.PURPOSE, say("purpose"), help = say("purpose_help"), lines = 3)
    Button(
        onClick = ask,
        Modifier.heightIn(min = 48.dp),
        enabled = !filled.sending && typedDay(filled[AskDayModel.DAY]) != null,
    ) { Text(say("ask_day_send")) }
}
