package org.sharenum.screens.parts

import androidx.compose.foundation.layout.fillMaxWidth
import androidx.compose.foundation.layout.padding
import androidx.compose.foundation.text.KeyboardOptions
import androidx.compose.material.icons.Icons
import androidx.compose.material.icons.filled.DateRange
import androidx.compose.material3.DatePicker
import androidx.compose.material3.DatePickerDialog
import androidx.compose.material3.DatePickerState
import androidx.compose.material3.Icon
import androidx.compose.material3.IconButton
import androidx.compose.material3.MaterialTheme
import androidx.compose.material3.OutlinedTextField
import androidx.compose.material3.Text
import androidx.compose.material3.TextButton
import androidx.compose.runtime.Composable
import androidx.compose.runtime.getValue
import androidx.compose.runtime.mutableStateOf
import androidx.compose.runtime.remember
import androidx.compose.runtime.saveable.rememberSaveable
import androidx.compose.runtime.setValue
import androidx.compose.ui.Modifier
import androidx.compose.ui.semantics.error
import androidx.compose.ui.semantics.semantics
import androidx.compose.ui.text.input.KeyboardType
import androidx.compose.ui.unit.dp
import java.time.DateTimeException
import java.time.Instant
import java.time.LocalDate
import java.time.LocalTime
import java.time.ZoneOffset
import java.time.format.DateTimeFormatter
import java.time.format.DateTimeParseException
import java.time.format.ResolverStyle
import java.util.Locale
import org.sharenum.screens.app.Form
import org.sharenum.screens.app.FormState
import org.sharenum.screens.words.Language
import org.sharenum.screens.words.capitalized
import org.sharenum.screens.words.error

/** Both languages write the day first. */
private val TYPED = DateTimeFormatter.ofPattern("d/M/uuuu").withResolverStyle(ResolverStyle.STRICT)
private val WRITTEN = DateTimeFormatter.ofPattern("dd/MM/uuuu")
private val CLOCK = Regex("""(\d{1,2})\s*[:hH.]?\s*(\d{2})?""")

/** The day that somebody typed, `24/12/2026` or `2026-12-24`; none while it is no day. */
fun typedDay(text: String): LocalDate? = try {
    val typed = text.trim()
    if ('-' in typed) LocalDate.parse(typed) else LocalDate.parse(typed, TYPED)
} catch (_: DateTimeParseException) {
    null
}

/** The time that somebody typed, `14:30`, `14h30` or `14`; none while it is no time. */
fun typedTime(text: String): LocalTime? {
    val (hour, minute) = CLOCK.matchEntire(text.trim())?.destructured ?: return null
    return try {
        LocalTime.of(hour.toInt(), minute.ifEmpty { "0" }.toInt())
    } catch (_: DateTimeException) {
        null
    }
}

/** A day as a field holds it. */
fun inField(day: LocalDate): String = day.format(WRITTEN)

/**
 * A day: typed, or chosen from a calendar. Under it stands which day of the week was understood, or
 * what the core says of it.
 */
@Composable
fun DayField(form: Form, filled: FormState, name: String, label: String, modifier: Modifier = Modifier) {
    val day = typedDay(filled[name])
    val understood = day?.let { LocalWords.current.capitalized(LocalFormats.current.day(it)) }
    var choosing by rememberSaveable { mutableStateOf(false) }
    Typed(form, filled, name, label, understood, say("day_typed"), modifier) {
        IconButton(onClick = { choosing = true }) {
            Icon(Icons.Default.DateRange, contentDescription = say("day_choose"))
        }
    }
    if (choosing) DayDialog(day, { form.set(name, inField(it)) }) { choosing = false }
}

/** A time of the day, typed as a teacher writes it. */
@Composable
fun TimeField(form: Form, filled: FormState, name: String, label: String, modifier: Modifier = Modifier) {
    val understood = typedTime(filled[name])?.let { LocalFormats.current.time(it) }
    Typed(form, filled, name, label, understood, say("time_typed"), modifier)
}

@Composable
private fun Typed(
    form: Form,
    filled: FormState,
    name: String,
    label: String,
    understood: String?,
    how: String,
    modifier: Modifier,
    choose: (@Composable () -> Unit)? = null,
) {
    val refused = filled.wrong?.takeIf { it.name == name }?.let { say(it.error) }
    val wrong = refused ?: how.takeIf { understood == null && filled[name].isNotEmpty() }
    OutlinedTextField(
        value = filled[name],
        onValueChange = { form.set(name, it) },
        modifier = modifier.fillMaxWidth().semantics { if (wrong != null) error(wrong) },
        label = { Text(label) },
        supportingText = { Text(wrong ?: understood ?: how) },
        isError = wrong != null,
        singleLine = true,
        trailingIcon = choose,
        keyboardOptions = KeyboardOptions(keyboardType = KeyboardType.Text),
    )
}

/** A calendar to choose one day from. */
@Composable
fun DayDialog(day: LocalDate?, choose: (LocalDate) -> Unit, close: () -> Unit) {
    val (words, formats) = LocalWords.current to LocalFormats.current
    val state = remember { DatePickerState(calendarOf(words.language), day?.let(::millis)) }
    val chosen = state.selectedDateMillis?.let(::dayOf)
    DatePickerDialog(
        onDismissRequest = close,
        confirmButton = {
            TextButton(
                onClick = {
                    chosen?.let(choose)
                    close()
                },
                enabled = chosen != null,
            ) { Text(say("day_take")) }
        },
        dismissButton = { TextButton(onClick = close) { Text(say("cancel")) } },
    ) {
        DatePicker(
            state,
            title = null,
            headline = {
                Text(
                    chosen?.let { words.capitalized(formats.day(it)) } ?: say("day_choose"),
                    Modifier.padding(16.dp),
                    style = MaterialTheme.typography.titleLarge,
                )
            },
            showModeToggle = false,
        )
    }
}

/** In the app's language; its weeks begin as they do where the device is. */
private fun calendarOf(language: Language): Locale =
    Locale.Builder().setLanguage(language.tag).setRegion(Locale.getDefault().country.ifEmpty { "FR" }).build()

// The calendar counts days in UTC, whatever the zone of the device.
private fun millis(day: LocalDate): Long = day.atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()

private fun dayOf(millis: Long): LocalDate = Instant.ofEpochMilli(millis).atZone(ZoneOffset.UTC).toLocalDate()
