package org.sharenum.screens.words

import java.math.BigDecimal
import java.math.RoundingMode
import java.time.DateTimeException
import java.time.Duration
import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import java.time.ZoneId
import java.time.format.DateTimeFormatter
import org.sharenum.companion.SharenumException
import org.sharenum.companion.Slot
import org.sharenum.companion.slotInZone

/**
 * Days, times, distances and sizes as the language of [words] writes them.
 *
 * Days begin in the middle of a sentence ("today"); [capitalized] begins one. [zone] is the phone's,
 * [now] its clock. The patterns are in the XML, not those of the platform, whose data differ between
 * Android and the desktop. From any thread.
 */
class Formats(
    private val words: Words,
    val zone: ZoneId = ZoneId.systemDefault(),
    val now: () -> Instant = Instant::now,
) {
    private val locale = words.language.locale

    /** "today", "tomorrow", "Wednesday 2 December", with the year when it is another one. */
    fun day(day: LocalDate): String = day(day, today(zone))

    /** The day without "today": for what is read on another day than it was written. */
    fun date(day: LocalDate): String = date(day, today(zone))

    /** "14:30" in both languages. */
    fun time(time: LocalTime): String = time.format(pattern("format_time"))

    /** Day, begin and end on the clocks of the slot's own zone, which is named when the phone's clock differs. */
    fun slot(slot: Slot): String = named(slot, theirs(slot, ::day))

    /** Begin and end on the phone's clock, with the day when it is another one; null when the clocks agree. */
    fun slotHere(slot: Slot): String? {
        val here = here(slot) ?: return null
        val end = end(here, slot.minutes, zone)
        val sameDay = here.toLocalDate() == slot.start.toLocalDate() && end.toLocalDate() == here.toLocalDate()
        val span =
            if (sameDay) {
                words.text("format_times", time(here.toLocalTime()), time(end.toLocalTime()))
            } else {
                span(here, end, ::day)
            }
        return words.text("format_slot_here", span)
    }

    /** Both at once and without "today", for one line of a notification. */
    fun slotInFull(slot: Slot): String {
        val theirs = named(slot, theirs(slot, ::date))
        return slotHere(slot)?.let { words.text("format_slot_both", theirs, it) } ?: theirs
    }

    /** How long ago, coarsely: "just now", "3 min ago", "2 h ago", "yesterday 14:20", a day and a time. */
    fun instant(at: Instant): String {
        val now = now()
        val passed = Duration.between(at, now)
        val local = at.atZone(zone).toLocalDateTime()
        val days = now.atZone(zone).toLocalDate().toEpochDay() - local.toLocalDate().toEpochDay()
        return when {
            // A clock may be a little behind another one.
            passed.abs() < Duration.ofMinutes(1) -> words.text("ago_now")

            passed.isNegative -> dayAndTime(local, ::day)

            passed < Duration.ofHours(1) -> words.count("ago_minutes", passed.toMinutes())

            days == 0L -> words.count("ago_hours", passed.toHours())

            days == 1L -> dayAndTime(local) { words.text("day_yesterday") }

            else -> dayAndTime(local, ::date)
        }
    }

    /** "25 min". */
    fun minutes(minutes: Long): String = words.text("duration_minutes", minutes)

    /** "45 min", "2 h", "1 h 30 min". */
    fun duration(hours: Long, minutes: Long): String = when {
        hours == 0L -> minutes(minutes)
        minutes == 0L -> words.text("duration_hours", hours)
        else -> words.text("duration_hours_minutes", hours, minutes)
    }

    /** As the other, of a length in minutes. */
    fun duration(minutes: Long): String = duration(minutes / MINUTES_OF_HOUR, minutes % MINUTES_OF_HOUR)

    /** A distance with its unit: "4.8 km", "12 km". */
    fun km(km: Double): String = words.text("format_km", number(km))

    /** A size in decimal units: "812 bytes", "1.4 MB". */
    fun bytes(bytes: Long): String {
        if (bytes < BYTES_STEP) return words.count("bytes_plain", bytes)
        val sizes = generateSequence(bytes.toDouble() / BYTES_STEP) { it / BYTES_STEP }
        // As it is written: 999.6 KB would be 1000.
        val (size, value) = sizes.take(Size.entries.size).withIndex().run {
            firstOrNull { it.value < BYTES_STEP - HALF } ?: last()
        }
        return when (Size.entries[size]) {
            Size.Kilo -> words.text("bytes_kilo", number(value))
            Size.Mega -> words.text("bytes_mega", number(value))
            Size.Giga -> words.text("bytes_giga", number(value))
        }
    }

    /** A count. */
    fun number(number: Long): String = "%d".format(locale, number)

    /** A number without its unit: below ten with one decimal when it is not whole, else without. */
    fun number(number: Double): String {
        val tenths = BigDecimal.valueOf(number).setScale(1, RoundingMode.HALF_UP)
        val whole = tenths.stripTrailingZeros().scale() <= 0
        return if (whole || tenths >= BigDecimal.TEN) "%.0f".format(locale, number) else "%.1f".format(locale, tenths)
    }

    private enum class Size { Kilo, Mega, Giga }

    private fun today(zone: ZoneId): LocalDate = now().atZone(zone).toLocalDate()

    private fun day(day: LocalDate, today: LocalDate): String = when (day) {
        today -> words.text("day_today")
        today.plusDays(1) -> words.text("day_tomorrow")
        else -> date(day, today)
    }

    private fun date(day: LocalDate, today: LocalDate): String {
        // French says "1er", and numbers from then on.
        val first = day.dayOfMonth == 1
        val name =
            when {
                day.year == today.year -> if (first) "format_day_first" else "format_day"
                first -> "format_day_year_first"
                else -> "format_day_year"
            }
        return day.format(pattern(name))
    }

    private fun theirs(slot: Slot, day: (LocalDate, LocalDate) -> String): String {
        val zone = zoneOf(slot)
        val today = today(zone ?: this.zone)
        return span(slot.start, end(slot.start, slot.minutes, zone)) { day(it, today) }
    }

    private fun named(slot: Slot, text: String): String =
        if (here(slot) == null) text else words.text("format_slot_zone", text, place(slot.zone))

    /** The start on the phone's clock where it differs; null also for a zone that the library does not know. */
    private fun here(slot: Slot): LocalDateTime? = try {
        slotInZone(slot, zone.id).takeIf { it != slot.start }
    } catch (_: SharenumException) {
        null
    }

    private fun span(start: LocalDateTime, end: LocalDateTime, day: (LocalDate) -> String): String {
        val (from, to) = start.toLocalDate() to end.toLocalDate()
        val (begins, ends) = time(start.toLocalTime()) to time(end.toLocalTime())
        return if (from == to) {
            words.text("format_slot", day(from), words.text("format_times", begins, ends))
        } else {
            words.text("format_slot_days", day(from), begins, day(to), ends)
        }
    }

    private fun dayAndTime(at: LocalDateTime, day: (LocalDate) -> String): String =
        words.text("format_day_time", day(at.toLocalDate()), time(at.toLocalTime()))

    /** The place that a zone is called by: "Paris". */
    private fun place(zone: String): String {
        val name = "zone_" + zone.lowercase().replace(Regex("[^a-z0-9]"), "_")
        return if (words.has(name)) words.text(name) else zone.substringAfterLast('/').replace('_', ' ')
    }

    private fun pattern(name: String): DateTimeFormatter = DateTimeFormatter.ofPattern(words.text(name), locale)

    private companion object {
        const val MINUTES_OF_HOUR = 60L
        const val BYTES_STEP = 1000L
        const val HALF = 0.5

        fun zoneOf(slot: Slot): ZoneId? = try {
            ZoneId.of(slot.zone)
        } catch (_: DateTimeException) {
            null
        }

        /** Minutes pass, whatever the clocks do meanwhile. */
        fun end(start: LocalDateTime, minutes: UInt, zone: ZoneId?): LocalDateTime = if (zone == null) {
            start.plusMinutes(minutes.toLong())
        } else {
            start.atZone(zone).plusMinutes(minutes.toLong()).toLocalDateTime()
        }
    }
}
