package org.sharenum.screens.agenda

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.Button
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Booking
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Establishment
import org.sharenum.companion.Tool
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.app.Loaded
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.DayField
import org.sharenum.screens.parts.Fact
import org.sharenum.screens.parts.Fields
import org.sharenum.screens.parts.FormField
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.TimeField
import org.sharenum.screens.parts.Wrong
import org.sharenum.screens.parts.WrongText
import org.sharenum.screens.parts.inField
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.capitalized
import org.sharenum.screens.words.error
import org.sharenum.screens.words.name
import org.sharenum.screens.words.requestState

/** A workshop to publish; [from] is the plan or the ticket that it grows from. */
@Composable
internal fun NewWorkshopPage(place: Place, from: DocumentId?) {
    val model = model(place.desk, from ?: Route.NewWorkshop(null)) { WorkshopFormModel.new(it, from) }
    WorkshopFormPage(place, model, say("workshop_new"), say("workshop_publish"))
}

@Composable
internal fun EditWorkshopPage(place: Place, id: DocumentId) {
    val model = model(place.desk, Route.EditWorkshop(id)) { WorkshopFormModel.edit(it, id) }
    WorkshopFormPage(place, model, say("workshop_edit"), say("save"))
}

@Composable
private fun WorkshopFormPage(place: Place, model: WorkshopFormModel, title: String, send: String) {
    val choices by model.choices.collectAsState()
    val filled by model.form.filled.collectAsState()
    val found by model.found.collectAsState()
    Page(title, place.back) {
        Show(choices, model::readAgain) { shown ->
            Fields(model.form, filled) {
                WorkshopFormScreen(shown, found, model.form, filled, send) {
                    model.send { place.replace(Route.Workshop(it)) }
                }
            }
        }
    }
}

@Composable
fun WorkshopFormScreen(
    choices: WorkshopChoices,
    found: Loaded<List<Establishment>>,
    form: Form,
    filled: FormState,
    send: String,
    publish: () -> Unit,
) = Column(
    Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
    verticalArrangement = Arrangement.spacedBy(8.dp),
) {
    Origin(choices.growth)
    FormField(form, filled, WorkshopFields.TITLE, say("workshop_title_field"))
    FormField(form, filled, WorkshopFields.DESCRIPTION, say("workshop_description"), lines = 3)
    Tools(choices.tools, form, filled)
    SectionTitle(say("when"))
    if (choices.days.isNotEmpty()) Days(choices.days, form, filled)
    DayField(form, filled, WorkshopFields.DAY, say("workshop_day"))
    TimeField(form, filled, WorkshopFields.TIME, say("workshop_time"))
    Number(form, filled, WorkshopFields.MINUTES, say("workshop_minutes"))
    filled.slot?.let { slot ->
        Fact(say("workshop_slot"), LocalWords.current.capitalized(LocalFormats.current.slot(slot)))
    }
    SectionTitle(say("where"))
    if (choices.edited == null) {
        PlaceChoice(choices, found, form, filled)
    } else {
        FormField(form, filled, WorkshopFields.PLACE_LABEL, say("workshop_place"), help = say("workshop_place_stays"))
    }
    Number(form, filled, WorkshopFields.RADIUS, say("workshop_radius"), say("workshop_radius_help"))
    SectionTitle(say("seats"))
    Number(form, filled, WorkshopFields.SEATS, say("workshop_seats"))
    Elsewhere(filled)
    Button(
        onClick = publish,
        Modifier.heightIn(min = 48.dp),
        enabled = !filled.sending && filled.slot != null,
    ) { Text(send) }
}

/** What two agreed on, beside the form that it fills. */
@Composable
private fun Origin(growth: Growth) {
    growth.ticket?.let { Fact(say("workshop_from"), it.title) }
    growth.plan?.venue?.takeIf(String::isNotEmpty)?.let { Fact(say("workshop_agreed_venue"), it) }
}

@Composable
private fun Tools(tools: List<Tool>, form: Form, filled: FormState) {
    SectionTitle(say("tools"))
    val chosen = filled.tools
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        for (tool in tools) {
            val selected = tool.id in chosen
            FilterChip(
                selected,
                onClick = {
                    val now = if (selected) chosen - tool.id else chosen + tool.id
                    form.set(WorkshopFields.TOOLS, now.joinToString(" ") { it.value })
                },
                label = { Text(LocalWords.current.name(tool.name)) },
            )
        }
    }
    Wrong(filled, WorkshopFields.TOOLS)
}

/** The days of the bus that it can stand on; choosing one sets its day, too. */
@Composable
private fun Days(days: List<Booking>, form: Form, filled: FormState) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    Column {
        Option(say("workshop_without_bus"), null, selected = filled.booking == null) {
            form.set(WorkshopFields.BOOKING, "")
        }
        for (booking in days) {
            Option(
                say("booking_of", booking.resourceName, formats.day(booking.day)),
                words.requestState(booking.state),
                selected = filled.booking == booking.common.id,
            ) {
                form.set(WorkshopFields.BOOKING, booking.common.id.value)
                form.set(WorkshopFields.DAY, inField(booking.day))
            }
        }
    }
}

@Composable
private fun Number(form: Form, filled: FormState, name: String, label: String, help: String? = null) =
    FormField(form, filled, name, label, help = help, keyboard = KeyboardType.Number)

/** What is wrong with something that has no field here. */
@Composable
private fun Elsewhere(filled: FormState) {
    val wrong = filled.wrong?.takeIf { it.name !in WorkshopFields.SHOWN } ?: return
    WrongText(say(wrong.error))
}
