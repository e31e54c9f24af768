package org.sharenum.screens.words

import java.time.Instant
import java.time.LocalDate
import java.time.LocalDateTime
import java.time.LocalTime
import java.time.ZoneId
import kotlin.test.Test
import kotlin.test.assertEquals
import kotlin.test.assertNull
import org.sharenum.companion.Slot

/** Tables of what is written in both languages; a plain space stands for one that does not break. */
class FormatsTest {
    private val paris = ZoneId.of("Europe/Paris")
    private val montreal = ZoneId.of("America/Montreal")

    @Test
    fun `days are near or named and have their year when it is another one`() {
        for ((day, english, french) in listOf(
            Triple("2026-11-30", "today", "aujourd’hui"),
            Triple("2026-12-01", "tomorrow", "demain"),
            Triple("2026-11-29", "Sunday 29 November", "dimanche 29 novembre"),
            Triple("2026-12-02", "Wednesday 2 December", "mercredi 2 décembre"),
            Triple("2026-03-01", "Sunday 1 March", "dimanche 1er mars"),
            Triple("2027-01-01", "Friday 1 January 2027", "vendredi 1er janvier 2027"),
            Triple("2025-08-15", "Friday 15 August 2025", "vendredi 15 août 2025"),
        )) {
            writes(english, french) { day(LocalDate.parse(day)) }
        }
    }

    @Test
    fun `a date says no today since it is read later`() {
        writes("Monday 30 November", "lundi 30 novembre") { date(LocalDate.parse("2026-11-30")) }
        writes("Tuesday 1 December", "mardi 1er décembre") { date(LocalDate.parse("2026-12-01")) }
    }

    @Test
    fun `a time has two digits each`() {
        writes("08:05", "08:05") { time(LocalTime.of(8, 5)) }
        writes("14:30", "14:30") { time(LocalTime.of(14, 30, 59)) }
    }

    @Test
    fun `today is a day of the zone and not of the clock's`() {
        // Already Tuesday in Paris, still Monday in Montréal.
        val late = "2026-11-30T23:30:00Z"
        writes("today", "aujourd’hui", late) { day(LocalDate.parse("2026-12-01")) }
        writes("tomorrow", "demain", late, montreal) { day(LocalDate.parse("2026-12-01")) }
        val slot = slot("2026-11-30T19:00", 60, "America/Montreal")
        writes("today, 19:00–20:00 (Montréal time)", "aujourd’hui, 19:00–20:00 (heure de Montréal)", late) {
            slot(slot)
        }
    }

    @Test
    fun `a slot is said on its own clock and on the phone's when that differs`() {
        val slot = slot("2026-12-02T14:00", 90, "Europe/Paris")
        writes("Wednesday 2 December, 14:00–15:30", "mercredi 2 décembre, 14:00–15:30") { slot(slot) }
        assertNull(formats(Language.English).slotHere(slot))
        // Berlin is another zone with the same clock.
        assertNull(formats(Language.English, zone = ZoneId.of("Europe/Berlin")).slotHere(slot))
        writes("08:00–09:30 your time", "08:00–09:30 à votre heure", zone = montreal) { slotHere(slot)!! }
        writes(
            "Wednesday 2 December, 14:00–15:30 (Paris time), 08:00–09:30 your time",
            "mercredi 2 décembre, 14:00–15:30 (heure de Paris), 08:00–09:30 à votre heure",
            zone = montreal,
        ) { slotInFull(slot) }
    }

    @Test
    fun `the network school meets at 16 in Montréal and at 22 in Paris or at 21 in the weeks between two changes`() {
        for ((day, english, french) in listOf(
            Triple("2020-10-21", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
            Triple("2020-12-02", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
            Triple("2021-01-20", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
            Triple("2021-03-17", "21:00–22:30 your time", "21:00–22:30 à votre heure"),
            Triple("2021-04-21", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
            Triple("2021-05-26", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
        )) {
            val session = slot("${day}T16:00", 90, "America/Montreal")
            writes(english, french, now = "2021-03-10T12:00:00Z") { slotHere(session)!! }
            assertNull(formats(Language.French, zone = montreal).slotHere(session))
        }
        val session = slot("2021-03-17T16:00", 90, "America/Montreal")
        writes(
            "Wednesday 17 March, 16:00–17:30 (Montréal time), 21:00–22:30 your time",
            "mercredi 17 mars, 16:00–17:30 (heure de Montréal), 21:00–22:30 à votre heure",
            now = "2021-03-10T12:00:00Z",
        ) { slotInFull(session) }
        // The same from the other side: 21:00 in Paris is 16:00 there on that day, 15:00 on others.
        val answer = slot("2021-03-17T21:00", 60, "Europe/Paris")
        writes("16:00–17:00 your time", "16:00–17:00 à votre heure", zone = montreal) { slotHere(answer)!! }
    }

    @Test
    fun `a slot on another day here or past midnight names both days`() {
        val noumea = slot("2026-12-03T08:00", 60, "Pacific/Noumea")
        writes("Wednesday 2 December, 22:00–23:00 your time", "mercredi 2 décembre, 22:00–23:00 à votre heure") {
            slotHere(noumea)!!
        }
        val night = slot("2026-12-02T23:00", 120, "Europe/Paris")
        writes(
            "Wednesday 2 December 23:00 – Thursday 3 December 01:00",
            "mercredi 2 décembre 23:00 – jeudi 3 décembre 01:00",
        ) { slot(night) }
    }

    @Test
    fun `minutes pass while the clocks are set back`() {
        val night = slot("2026-10-24T23:00", 300, "Europe/Paris")
        writes(
            "Saturday 24 October 23:00 – Sunday 25 October 03:00",
            "samedi 24 octobre 23:00 – dimanche 25 octobre 03:00",
        ) { slot(night) }
    }

    @Test
    fun `a zone without a name here is called by its city and an unknown one spoils nothing`() {
        val far = slot("2026-12-02T14:00", 60, "America/Argentina/Buenos_Aires")
        writes(
            "Wednesday 2 December, 14:00–15:00 (Buenos Aires time)",
            "mercredi 2 décembre, 14:00–15:00 (heure de Buenos Aires)",
        ) { slot(far) }
        val nowhere = slot("2026-12-02T14:00", 60, "Moon/Tranquillity")
        writes("Wednesday 2 December, 14:00–15:00", "mercredi 2 décembre, 14:00–15:00") { slot(nowhere) }
        assertNull(formats(Language.English).slotHere(nowhere))
    }

    @Test
    fun `how long ago is coarse and becomes a day`() {
        for ((at, english, french) in listOf(
            Triple("2026-11-30T09:00:00Z", "just now", "à l’instant"),
            Triple("2026-11-30T09:00:40Z", "just now", "à l’instant"),
            Triple("2026-11-30T08:59:01Z", "just now", "à l’instant"),
            Triple("2026-11-30T08:59:00Z", "1 min ago", "il y a 1 min"),
            Triple("2026-11-30T08:00:01Z", "59 min ago", "il y a 59 min"),
            Triple("2026-11-30T08:00:00Z", "1 hour ago", "il y a 1 heure"),
            Triple("2026-11-30T05:30:00Z", "3 hours ago", "il y a 3 heures"),
            Triple("2026-11-29T13:20:00Z", "yesterday 14:20", "hier à 14:20"),
            Triple("2026-11-28T13:20:00Z", "Saturday 28 November 14:20", "samedi 28 novembre à 14:20"),
            Triple("2025-12-01T13:20:00Z", "Monday 1 December 2025 14:20", "lundi 1er décembre 2025 à 14:20"),
            Triple("2026-11-30T11:00:00Z", "today 12:00", "aujourd’hui à 12:00"),
        )) {
            writes(english, french) { instant(Instant.parse(at)) }
        }
        // Twenty minutes are twenty minutes on either side of midnight.
        val before = Instant.parse("2026-11-30T22:50:00Z")
        writes("20 min ago", "il y a 20 min", now = "2026-11-30T23:10:00Z") { instant(before) }
    }

    @Test
    fun `lengths are minutes or hours`() {
        writes("25 min", "25 min") { minutes(25) }
        for ((minutes, english, french) in listOf(
            Triple(0L, "0 min", "0 min"),
            Triple(45L, "45 min", "45 min"),
            Triple(60L, "1 h", "1 h"),
            Triple(65L, "1 h 5 min", "1 h 05"),
            Triple(90L, "1 h 30 min", "1 h 30"),
            Triple(120L, "2 h", "2 h"),
        )) {
            writes(english, french) { duration(minutes) }
        }
        writes("1 h 30 min", "1 h 30") { duration(1, 30) }
    }

    @Test
    fun `distances have one decimal below ten where it says something`() {
        for ((km, english, french) in listOf(
            Triple(4.83, "4.8 km", "4,8 km"),
            Triple(5.0, "5 km", "5 km"),
            Triple(4.96, "5 km", "5 km"),
            Triple(9.94, "9.9 km", "9,9 km"),
            Triple(9.96, "10 km", "10 km"),
            Triple(12.5, "13 km", "13 km"),
            Triple(0.25, "0.3 km", "0,3 km"),
            Triple(0.0, "0 km", "0 km"),
            Triple(100.0, "100 km", "100 km"),
        )) {
            writes(english, french) { km(km) }
        }
    }

    @Test
    fun `sizes have the unit that keeps them short`() {
        for ((bytes, english, french) in listOf(
            Triple(0L, "0 bytes", "0 octet"),
            Triple(1L, "1 byte", "1 octet"),
            Triple(999L, "999 bytes", "999 octets"),
            Triple(1_000L, "1 KB", "1 ko"),
            Triple(1_449L, "1.4 KB", "1,4 ko"),
            Triple(128_000L, "128 KB", "128 ko"),
            Triple(999_499L, "999 KB", "999 ko"),
            Triple(999_600L, "1 MB", "1 Mo"),
            Triple(1_400_000L, "1.4 MB", "1,4 Mo"),
            Triple(2_500_000_000L, "2.5 GB", "2,5 Go"),
            Triple(2_500_000_000_000L, "2500 GB", "2500 Go"),
        )) {
            writes(english, french) { bytes(bytes) }
        }
    }

    @Test
    fun `a text begins a line with a capital`() {
        assertEquals("Aujourd’hui", wordsOf(Language.French).capitalized("aujourd’hui"))
        assertEquals("À l’instant", wordsOf(Language.French).capitalized("à l’instant"))
    }

    private fun writes(
        english: String,
        french: String,
        now: String = "2026-11-30T09:00:00Z",
        zone: ZoneId = paris,
        write: Formats.() -> String,
    ) {
        assertEquals(english, formats(Language.English, now, zone).write().replace('\u00a0', ' '))
        assertEquals(french, formats(Language.French, now, zone).write().replace('\u00a0', ' '))
    }

    private fun formats(language: Language, now: String = "2026-11-30T09:00:00Z", zone: ZoneId = paris) =
        Formats(wordsOf(language), zone) { Instant.parse(now) }

    private fun slot(start: String, minutes: Int, zone: String) =
        Slot(LocalDateTime.parse(start), minutes.toUInt(), zone)
}
