package org.sharenum.screens.tickets

import androidx.compose.foundation.background
import androidx.compose.foundation.border
import androidx.compose.foundation.layout.Box
import androidx.compose.foundation.layout.Column
import androidx.compose.foundation.layout.Row
import androidx.compose.foundation.layout.RowScope
import androidx.compose.foundation.layout.Spacer
import androidx.compose.foundation.layout.heightIn
import androidx.compose.foundation.layout.widthIn
import androidx.compose.foundation.selection.selectable
import androidx.compose.foundation.shape.CircleShape
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.automirrored.filled.KeyboardArrowLeft
import androidx.compose.material.icons.automirrored.filled.KeyboardArrowRight
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.Text
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Alignment
import androidx.compose.ui.Modifier
import androidx.compose.ui.draw.clip
import androidx.compose.ui.semantics.LiveRegionMode
import androidx.compose.ui.semantics.Role
import androidx.compose.ui.semantics.clearAndSetSemantics
import androidx.compose.ui.semantics.contentDescription
import androidx.compose.ui.semantics.heading
import androidx.compose.ui.semantics.liveRegion
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.style.TextAlign
import androidx.compose.ui.unit.dp
import java.time.DayOfWeek
import java.time.LocalDate
import java.time.YearMonth
import java.time.format.DateTimeFormatter
import java.time.format.TextStyle
import org.sharenum.screens.parts.LocalFormats
import org.sharenum.screens.parts.LocalWords
import org.sharenum.screens.parts.say
import org.sharenum.screens.words.capitalized

private const val DAYS_OF_WEEK = 7

/**
 * A month to tap a day of, in the app's own words: the platform's picker speaks the device's language.
 * Weeks begin on Monday, as in every school it is for.
 */
@Composable
fun DayPicker(chosen: LocalDate?, choose: (LocalDate) -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val today = formats.now().atZone(formats.zone).toLocalDate()
    var shown by rememberSaveable { mutableStateOf(YearMonth.from(chosen ?: today).toString()) }
    val month = YearMonth.parse(shown)
    val title = DateTimeFormatter.ofPattern(say("threads_month_pattern"), words.language.locale).format(month)
    Column(Modifier.widthIn(max = 420.dp)) {
        Row(verticalAlignment = Alignment.CenterVertically) {
            IconButton(onClick = { shown = month.minusMonths(1).toString() }) {
                Icon(Icons.AutoMirrored.Filled.KeyboardArrowLeft, contentDescription = say("threads_month_before"))
            }
            Text(
                words.capitalized(title),
                Modifier.weight(1f).semantics {
                    heading()
                    liveRegion = LiveRegionMode.Polite
                },
                style = MaterialTheme.typography.titleMedium,
                textAlign = TextAlign.Center,
            )
            IconButton(onClick = { shown = month.plusMonths(1).toString() }) {
                Icon(Icons.AutoMirrored.Filled.KeyboardArrowRight, contentDescription = say("threads_month_after"))
            }
        }
        WeekDays()
        // The days before the first of the month that its first week begins with.
        val before = month.atDay(1).dayOfWeek.value - 1
        val cells = List(before) { null } + (1..month.lengthOfMonth()).map(month::atDay)
        for (week in cells.chunked(DAYS_OF_WEEK)) {
            Row {
                for (day in week) if (day == null) Nothing() else Day(day, day == chosen, day == today, choose)
                repeat(DAYS_OF_WEEK - week.size) { Nothing() }
            }
        }
    }
}

/** For the eye only: each day is read with its name. */
@Composable
private fun WeekDays() = Row(Modifier.clearAndSetSemantics {}) {
    for (day in DayOfWeek.entries) {
        Text(
            day.getDisplayName(TextStyle.NARROW, LocalWords.current.language.locale),
            Modifier.weight(1f),
            style = MaterialTheme.typography.labelMedium,
            color = MaterialTheme.colorScheme.onSurfaceVariant,
            textAlign = TextAlign.Center,
        )
    }
}

@Composable
private fun RowScope.Nothing() = Spacer(Modifier.weight(1f))

@Composable
private fun RowScope.Day(day: LocalDate, chosen: Boolean, today: Boolean, choose: (LocalDate) -> Unit) {
    val name = LocalFormats.current.day(day)
    val colors = MaterialTheme.colorScheme
    val ring = if (today) Modifier.border(1.dp, colors.outline, CircleShape) else Modifier
    Box(
        Modifier.weight(1f).heightIn(min = 48.dp).clip(CircleShape).then(ring)
            .background(if (chosen) colors.primary else colors.surface)
            .selectable(chosen, role = Role.RadioButton) { choose(day) }
            .semantics { contentDescription = name },
        contentAlignment = Alignment.Center,
    ) {
        Text(
            day.dayOfMonth.toString(),
            Modifier.clearAndSetSemantics {},
            style = MaterialTheme.typography.bodyMedium,
            color = if (chosen) colors.onPrimary else colors.onSurface,
        )
    }
}
