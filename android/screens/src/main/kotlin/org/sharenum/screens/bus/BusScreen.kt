package org.sharenum.screens.bus

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.lazy.LazyListScope
import androidx.compose.foundation.lazy.items
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.automirrored.filled.KeyboardArrowLeft
import androidx.compose.material.icons.automirrored.filled.KeyboardArrowRight
import androidx.compose.material.icons.filled.DateRange
import androidx.compose.material.icons.filled.Place
import androidx.compose.material3.FilterChip
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import java.time.LocalDate
import org.sharenum.companion.Attendee
import org.sharenum.companion.BusDay
import org.sharenum.companion.DocumentId
import org.sharenum.companion.Resource
import org.sharenum.screens.agenda.BookingRow
import org.sharenum.screens.app.Form
import org.sharenum.screens.parts.DayDialog
import org.sharenum.screens.parts.Empty
import org.sharenum.screens.parts.Fact
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Rows
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.say
import org.sharenum.screens.sync.UndeliveredFacts
import org.sharenum.screens.words.capitalized

/** What a host may do. */
class BusActions(
    /** None is today. */
    val showDay: (LocalDate?) -> Unit,
    val showResource: (Resource) -> Unit,
    val checkIn: (DocumentId, Attendee, Boolean) -> Unit,
    val walkIn: (DocumentId) -> Form?,
    val addWalkIn: (DocumentId) -> Unit,
    val openWorkshop: (DocumentId) -> Unit,
    val sync: () -> Unit,
)

@Composable
fun BusScreen(shown: HostDay, on: BusActions) {
    val day = shown.day
    if (day == null) {
        Empty(Icons.Default.Place, say("bus_none"), say("bus_none_text"))
        return
    }
    Rows {
        if (shown.hosted.size > 1) item(key = "hosted") { Hosted(shown.hosted, day.resource, on) }
        item(key = "day") { DayHead(day, shown.isToday, on) }
        if (day.workshops.isEmpty()) {
            item(key = "empty") { Empty(Icons.Default.DateRange, say("bus_empty"), say("bus_empty_text")) }
        }
        items(day.workshops, key = { it.workshop.common.id.value }) { BusWorkshopCard(it, on) }
        box(day, on)
        if (day.bookings.isNotEmpty()) {
            item(key = "bookings") { SectionTitle(say("bus_bookings")) }
            items(day.bookings, key = { it.common.id.value }) { BookingRow(it, open = null) {} }
        }
    }
}

@Composable
private fun Hosted(hosted: List<Resource>, shown: Resource, on: BusActions) =
    FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
        for (resource in hosted) {
            FilterChip(
                selected = resource.id == shown.id,
                onClick = { on.showResource(resource) },
                label = { Text(resource.name) },
            )
        }
    }

/** Which day is shown, and the ways to others. */
@Composable
private fun DayHead(day: BusDay, today: Boolean, on: BusActions) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    var choosing by rememberSaveable { mutableStateOf(false) }
    Column {
        Text(day.resource.name, style = MaterialTheme.typography.labelLarge)
        Row(Modifier.fillMaxWidth(), verticalAlignment = Alignment.CenterVertically) {
            IconButton(onClick = { on.showDay(day.day.minusDays(1)) }) {
                Icon(Icons.AutoMirrored.Filled.KeyboardArrowLeft, contentDescription = say("bus_day_before"))
            }
            Text(
                words.capitalized(formats.day(day.day)),
                Modifier.weight(1f).semantics { heading() },
                style = MaterialTheme.typography.titleLarge,
                textAlign = TextAlign.Center,
            )
            IconButton(onClick = { on.showDay(day.day.plusDays(1)) }) {
                Icon(Icons.AutoMirrored.Filled.KeyboardArrowRight, contentDescription = say("bus_day_after"))
            }
        }
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
            if (!today) TextButton(onClick = { on.showDay(null) }) { Text(say("bus_today")) }
            TextButton(onClick = { choosing = true }) { Text(say("bus_other_day")) }
        }
    }
    if (choosing) DayDialog(day.day, on.showDay) { choosing = false }
}

/** What is not carried home yet, and when the region and the bus were met. */
private fun LazyListScope.box(day: BusDay, on: BusActions) {
    item(key = "box") {
        val formats = LocalFormats.current
        val never = say("bus_never")
        Column(Modifier.padding(top = 8.dp)) {
            SectionTitle(say("bus_box"))
            UndeliveredFacts(day.notHome)
            Fact(say("bus_last_region"), day.lastRegionContact?.let(formats::instant) ?: never)
            Fact(say("bus_last_bus"), day.lastBusContact?.let(formats::instant) ?: never)
            OutlinedButton(onClick = on.sync, Modifier.heightIn(min = 48.dp)) { Text(say("bus_sync")) }
        }
    }
}
