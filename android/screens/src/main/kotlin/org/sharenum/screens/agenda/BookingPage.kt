package org.sharenum.screens.agenda

import androidx.compose.foundation.layout.Arrangement
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.FlowRow
import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.rememberScrollState
import androidx.compose.foundation.verticalScroll
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedButton
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.collectAsState
import androidx.compose.runtime.getValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.unit.dp
import org.sharenum.companion.Action
import org.sharenum.companion.CivilDate
import org.sharenum.companion.DocumentId
import org.sharenum.screens.app.Place
import org.sharenum.screens.app.Route
import org.sharenum.screens.app.model
import org.sharenum.screens.parts.Actions
import org.sharenum.screens.parts.Badge
import org.sharenum.screens.parts.DeliveryBadge
import org.sharenum.screens.parts.Fact
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.Page
import org.sharenum.screens.parts.SectionTitle
import org.sharenum.screens.parts.Show
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.capitalized
import org.sharenum.screens.words.phrase
import org.sharenum.screens.words.requestState

/** One day that was asked for. */
@Composable
internal fun BookingPage(place: Place, id: DocumentId) {
    val model = model(place.desk, id) { BookingModel(it, id) }
    val day by model.day.collectAsState()
    val words = LocalWords.current
    Page(say("booking_title"), place.back) {
        Show(day, model::readAgain) { shown ->
            BookingScreen(
                shown,
                BookingActions(
                    perform = { model.perform(it, shown.booking, place.go) },
                    askInstead = { model.askInstead(shown.booking, it) },
                    toCalendar = { model.calendar(words, place.desk.shell::addToCalendar) },
                    share = { model.calendar(words, place.desk.shell::share) },
                    openWorkshop = { place.go(Route.Workshop(it)) },
                ),
            )
        }
    }
}

/** What a person may do with a booking. */
class BookingActions(
    val perform: (Action) -> Unit,
    val askInstead: (CivilDate) -> Unit,
    val toCalendar: () -> Unit,
    val share: () -> Unit,
    val openWorkshop: (DocumentId) -> Unit,
)

@Composable
fun BookingScreen(shown: BookedDay, on: BookingActions) {
    val booking = shown.booking
    val (words, formats) = LocalWords.current to LocalFormats.current
    Column(
        Modifier.fillMaxWidth().verticalScroll(rememberScrollState()).padding(16.dp),
        verticalArrangement = Arrangement.spacedBy(8.dp),
    ) {
        Text(
            say("booking_of", booking.resourceName, formats.day(booking.day)),
            style = MaterialTheme.typography.headlineSmall,
        )
        FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp), verticalArrangement = Arrangement.spacedBy(4.dp)) {
            Badge(words.requestState(booking.state), tone(booking.state))
            DeliveryBadge(booking.common)
        }
        booking.why?.let { Fact(say("booking_why"), words.capitalized(words.phrase(it, formats))) }
        if (booking.purpose.isNotEmpty()) Fact(say("purpose"), booking.purpose)
        if (booking.offersDays) FreeDays(booking, on.askInstead)
        Actions(booking.common.actions, likely = !booking.offersDays, perform = on.perform)
        if (booking.calendar) {
            FlowRow(horizontalArrangement = Arrangement.spacedBy(8.dp)) {
                OutlinedButton(onClick = on.toCalendar, Modifier.heightIn(min = 48.dp)) { Text(say("to_calendar")) }
                OutlinedButton(onClick = on.share, Modifier.heightIn(min = 48.dp)) { Text(say("share_event")) }
            }
        }
        if (shown.workshops.isNotEmpty()) {
            SectionTitle(say("booking_workshops"))
            for (workshop in shown.workshops) OwnWorkshopRow(workshop) { on.openWorkshop(workshop.common.id) }
        }
    }
}
