import Foundation
import SharenumModels
import Testing

extension All {
    /// Slots on their own clock and on the device's, as on Android.
    @Suite struct SlotsOfTime {
        @Test("Today is a day of the zone, and not of the clock's")
        func today() throws {
            // Already Tuesday in Paris, still Monday in Montréal.
            let late = "2026-11-30T23:30:00Z"
            let day = try CivilDate(iso: "2026-12-01")
            try writes("today", "aujourd’hui", now: late) { $0.day(day) }
            try writes("tomorrow", "demain", now: late, zone: montreal) { $0.day(day) }
            let there = try slot("2026-11-30T19:00", 60, "America/Montreal")
            try writes(
                "today, 19:00–20:00 (Montréal time)",
                "aujourd’hui, 19:00–20:00 (heure de Montréal)",
                now: late
            ) { $0.slot(there) }
        }

        @Test("A slot is said on its own clock, and on the device's when that differs")
        func clocks() throws {
            let slot = try slot("2026-12-02T14:00", 90, "Europe/Paris")
            try writes(
                "Wednesday 2 December, 14:00–15:30", "mercredi 2 décembre, 14:00–15:30"
            ) { $0.slot(slot) }
            try writes(nil, nil) { $0.slotHere(slot) }
            // Berlin is another zone with the same clock.
            let berlin = try #require(TimeZone(identifier: "Europe/Berlin"))
            try writes(nil, nil, zone: berlin) { $0.slotHere(slot) }
            try writes("08:00–09:30 your time", "08:00–09:30 à votre heure", zone: montreal) {
                $0.slotHere(slot)
            }
            try writes(
                "Wednesday 2 December, 14:00–15:30 (Paris time), 08:00–09:30 your time",
                "mercredi 2 décembre, 14:00–15:30 (heure de Paris), 08:00–09:30 à votre heure",
                zone: montreal
            ) { $0.slotInFull(slot) }
        }

        @Test("The network school meets at 16 in Montréal, and at 22 or 21 in Paris")
        func networkSchool() throws {
            for (day, english, french) in [
                ("2020-10-21", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
                ("2020-12-02", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
                ("2021-01-20", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
                ("2021-03-17", "21:00–22:30 your time", "21:00–22:30 à votre heure"),
                ("2021-04-21", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
                ("2021-05-26", "22:00–23:30 your time", "22:00–23:30 à votre heure"),
            ] {
                let session = try slot("\(day)T16:00", 90, "America/Montreal")
                try writes(english, french, now: "2021-03-10T12:00:00Z") { $0.slotHere(session) }
                try writes(nil, nil, zone: montreal) { $0.slotHere(session) }
            }
            let session = try slot("2021-03-17T16:00", 90, "America/Montreal")
            try writes(
                "Wednesday 17 March, 16:00–17:30 (Montréal time), 21:00–22:30 your time",
                "mercredi 17 mars, 16:00–17:30 (heure de Montréal), 21:00–22:30 à votre heure",
                now: "2021-03-10T12:00:00Z"
            ) { $0.slotInFull(session) }
            // The same from the other side: 21:00 in Paris is 16:00 there on that day.
            let answer = try slot("2021-03-17T21:00", 60, "Europe/Paris")
            try writes("16:00–17:00 your time", "16:00–17:00 à votre heure", zone: montreal) {
                $0.slotHere(answer)
            }
        }

        @Test("A slot on another day here, or past midnight, names both days")
        func twoDays() throws {
            let noumea = try slot("2026-12-03T08:00", 60, "Pacific/Noumea")
            try writes(
                "Wednesday 2 December, 22:00–23:00 your time",
                "mercredi 2 décembre, 22:00–23:00 à votre heure"
            ) { $0.slotHere(noumea) }
            let night = try slot("2026-12-02T23:00", 120, "Europe/Paris")
            try writes(
                "Wednesday 2 December 23:00 – Thursday 3 December 01:00",
                "mercredi 2 décembre 23:00 – jeudi 3 décembre 01:00"
            ) { $0.slot(night) }
        }

        @Test("Minutes pass while the clocks are set back")
        func setBack() throws {
            let night = try slot("2026-10-24T23:00", 300, "Europe/Paris")
            try writes(
                "Saturday 24 October 23:00 – Sunday 25 October 03:00",
                "samedi 24 octobre 23:00 – dimanche 25 octobre 03:00"
            ) { $0.slot(night) }
        }

        @Test("A zone without a name is called by its city, and an unknown one spoils nothing")
        func zones() throws {
            let far = try slot("2026-12-02T14:00", 60, "America/Argentina/Buenos_Aires")
            try writes(
                "Wednesday 2 December, 14:00–15:00 (Buenos Aires time)",
                "mercredi 2 décembre, 14:00–15:00 (heure de Buenos Aires)"
            ) { $0.slot(far) }
            let nowhere = try slot("2026-12-02T14:00", 60, "Moon/Tranquillity")
            try writes(
                "Wednesday 2 December, 14:00–15:00", "mercredi 2 décembre, 14:00–15:00"
            ) { $0.slot(nowhere) }
            try writes(nil, nil) { $0.slotHere(nowhere) }
        }
    }
}
