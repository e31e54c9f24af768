import Foundation
import SharenumModels
import Testing

let paris = TimeZone(identifier: "Europe/Paris")!
let montreal = TimeZone(identifier: "America/Montreal")!

func instant(_ iso: String) throws -> Date { try Date(iso, strategy: .iso8601) }

func slot(_ start: String, _ minutes: UInt32, _ zone: String) throws -> Slot {
    Slot(start: try CivilDateTime(iso: start), minutes: minutes, zone: zone)
}

func formats(
    _ language: Language, now: String = "2026-11-30T09:00:00Z", zone: TimeZone = paris
) throws -> Formats {
    let now = try instant(now)
    return Formats(wordsOf(language), zone: zone) { now }
}

/// Writes something in both languages; a plain space stands for one that does not break.
func writes(
    _ english: String?, _ french: String?, now: String = "2026-11-30T09:00:00Z",
    zone: TimeZone = paris, at place: SourceLocation = #_sourceLocation,
    _ write: (Formats) throws -> String?
) throws {
    for (language, expected) in [(Language.english, english), (.french, french)] {
        let written = try write(formats(language, now: now, zone: zone))
        #expect(written?.plainSpaces == expected, sourceLocation: place)
    }
}

extension String {
    var plainSpaces: String { replacing("\u{a0}", with: " ") }
}
