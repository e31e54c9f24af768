import Foundation
import SharenumModels
import Testing

extension All {
    /// Tables of what is written in both languages, the same as on Android.
    @Suite struct Formatting {
        @Test("Days are near or named, and have their year when it is another one")
        func days() throws {
            for (day, english, french) in [
                ("2026-11-30", "today", "aujourd’hui"),
                ("2026-12-01", "tomorrow", "demain"),
                ("2026-11-29", "Sunday 29 November", "dimanche 29 novembre"),
                ("2026-12-02", "Wednesday 2 December", "mercredi 2 décembre"),
                ("2026-03-01", "Sunday 1 March", "dimanche 1er mars"),
                ("2027-01-01", "Friday 1 January 2027", "vendredi 1er janvier 2027"),
                ("2025-08-15", "Friday 15 August 2025", "vendredi 15 août 2025"),
            ] {
                try writes(english, french) { $0.day(try CivilDate(iso: day)) }
            }
        }

        @Test("A date says no today, since it is read later")
        func dates() throws {
            try writes("Monday 30 November", "lundi 30 novembre") {
                $0.date(try CivilDate(iso: "2026-11-30"))
            }
            try writes("Tuesday 1 December", "mardi 1er décembre") {
                $0.date(try CivilDate(iso: "2026-12-01"))
            }
        }

        @Test("A time has two digits each")
        func times() throws {
            try writes("08:05", "08:05") { $0.time(try CivilTime(hour: 8, minute: 5)) }
            try writes("14:30", "14:30") {
                $0.time(try CivilTime(hour: 14, minute: 30, second: 59))
            }
        }

        @Test("How long ago is coarse, and becomes a day")
        func ago() throws {
            for (at, english, french) in [
                ("2026-11-30T09:00:00Z", "just now", "à l’instant"),
                ("2026-11-30T09:00:40Z", "just now", "à l’instant"),
                ("2026-11-30T08:59:01Z", "just now", "à l’instant"),
                ("2026-11-30T08:59:00Z", "1 min ago", "il y a 1 min"),
                ("2026-11-30T08:00:01Z", "59 min ago", "il y a 59 min"),
                ("2026-11-30T08:00:00Z", "1 hour ago", "il y a 1 heure"),
                ("2026-11-30T05:30:00Z", "3 hours ago", "il y a 3 heures"),
                ("2026-11-29T13:20:00Z", "yesterday 14:20", "hier à 14:20"),
                (
                    "2026-11-28T13:20:00Z", "Saturday 28 November 14:20",
                    "samedi 28 novembre à 14:20"
                ),
                (
                    "2025-12-01T13:20:00Z", "Monday 1 December 2025 14:20",
                    "lundi 1er décembre 2025 à 14:20"
                ),
                ("2026-11-30T11:00:00Z", "today 12:00", "aujourd’hui à 12:00"),
            ] {
                try writes(english, french) { $0.instant(try instant(at)) }
            }
            // Twenty minutes are twenty minutes on either side of midnight.
            try writes("20 min ago", "il y a 20 min", now: "2026-11-30T23:10:00Z") {
                $0.instant(try instant("2026-11-30T22:50:00Z"))
            }
        }

        @Test("Lengths are minutes or hours")
        func lengths() throws {
            try writes("25 min", "25 min") { $0.minutes(25) }
            for (minutes, english, french) in [
                (Int64(0), "0 min", "0 min"), (45, "45 min", "45 min"), (60, "1 h", "1 h"),
                (65, "1 h 5 min", "1 h 05"), (90, "1 h 30 min", "1 h 30"), (120, "2 h", "2 h"),
            ] {
                try writes(english, french) { $0.duration(minutes: minutes) }
            }
            try writes("1 h 30 min", "1 h 30") { $0.duration(hours: 1, minutes: 30) }
        }

        @Test("Distances have one decimal below ten, where it says something")
        func distances() throws {
            for (km, english, french) in [
                (4.83, "4.8 km", "4,8 km"), (5.0, "5 km", "5 km"), (4.96, "5 km", "5 km"),
                (9.94, "9.9 km", "9,9 km"), (9.96, "10 km", "10 km"), (12.5, "13 km", "13 km"),
                (0.25, "0.3 km", "0,3 km"), (0.0, "0 km", "0 km"), (100.0, "100 km", "100 km"),
            ] {
                try writes(english, french) { $0.km(km) }
            }
        }

        @Test("Sizes have the unit that keeps them short")
        func sizes() throws {
            for (bytes, english, french) in [
                (UInt64(0), "0 bytes", "0 octet"), (1, "1 byte", "1 octet"),
                (999, "999 bytes", "999 octets"), (1_000, "1 KB", "1 ko"),
                (1_449, "1.4 KB", "1,4 ko"), (128_000, "128 KB", "128 ko"),
                (999_499, "999 KB", "999 ko"), (999_600, "1 MB", "1 Mo"),
                (1_400_000, "1.4 MB", "1,4 Mo"), (2_500_000_000, "2.5 GB", "2,5 Go"),
                (2_500_000_000_000, "2500 GB", "2500 Go"),
            ] {
                try writes(english, french) { $0.bytes(bytes) }
            }
        }

        @Test("A text begins a line with a capital")
        func capitals() {
            #expect(wordsOf(.french).capitalized("aujourd’hui") == "Aujourd’hui")
            #expect(wordsOf(.french).capitalized("à l’instant") == "À l’instant")
            #expect(wordsOf(.english).capitalized("") == "")
        }
    }
}
