import Foundation

/// What the core's file of one event (RFC 5545) says, for a calendar that takes no files. It reads
/// what the core writes: one event, with a length or with days, in a zone by its IANA name.
struct EventEntry: Equatable {
    let title: String
    let place: String?
    let notes: String?
    let start: Date
    let end: Date
    /// None for whole days, which are the same everywhere.
    let zone: TimeZone?

    var isAllDay: Bool { zone == nil }

    /// None for a file that says nothing of when.
    init?(file: String) {
        let event = Self.lines(of: file)
        guard let title = event["SUMMARY"]?.value, let start = event["DTSTART"] else { return nil }
        self.title = Self.unescaped(title)
        place = event["LOCATION"].map { Self.unescaped($0.value) }
        notes = event["DESCRIPTION"].map { Self.unescaped($0.value) }
        if let name = start.parameters["TZID"] {
            guard let zone = TimeZone(identifier: name),
                let begins = Self.instant(start.value, "yyyyMMdd'T'HHmmss", zone),
                let length = event["DURATION"]?.value.wholeMatch(of: /PT([0-9]+)M/),
                let minutes = Double(length.1)
            else { return nil }
            self.zone = zone
            self.start = begins
            self.end = begins.addingTimeInterval(minutes * 60)
        } else {
            // Days of the device's calendar: the last one, not the first that is no part of it.
            guard let first = Self.instant(start.value, "yyyyMMdd", .current),
                let end = event["DTEND"],
                let after = Self.instant(end.value, "yyyyMMdd", .current)
            else { return nil }
            zone = nil
            self.start = first
            self.end = max(first, after.addingTimeInterval(-1))
        }
    }

    /// The lines of the event, by their names: long ones are put together, and those of the zone left
    /// out.
    private static func lines(of file: String) -> [String: Line] {
        let unfolded = file.replacingOccurrences(of: "\r\n ", with: "")
        let lines = unfolded.components(separatedBy: "\r\n")
        let event = lines.drop { $0 != "BEGIN:VEVENT" }.prefix { $0 != "END:VEVENT" }
        return Dictionary(event.compactMap(Line.init).map { ($0.name, $0) }) { first, _ in first }
    }

    private static func unescaped(_ text: String) -> String {
        text.replacing(/\\(.)/) { $0.1 == "n" ? "\n" : String($0.1) }
    }

    private static func instant(_ text: String, _ format: String, _ zone: TimeZone) -> Date? {
        let reader = DateFormatter()
        reader.calendar = Calendar(identifier: .gregorian)
        reader.locale = Locale(identifier: "en_US_POSIX")
        reader.timeZone = zone
        reader.dateFormat = format
        return reader.date(from: text)
    }
}

/// `NAME;PARAMETER=…:value`.
private struct Line {
    let name: String
    let parameters: [String: String]
    let value: String

    init?(_ line: String) {
        guard let colon = line.firstIndex(of: ":") else { return nil }
        let parts = line[..<colon].split(separator: ";")
        name = String(parts[0])
        value = String(line[line.index(after: colon)...])
        let pairs = parts.dropFirst().map { $0.split(separator: "=", maxSplits: 1) }
        parameters = Dictionary(
            pairs.filter { $0.count == 2 }.map { (String($0[0]), String($0[1])) }
        ) { first, _ in first }
    }
}
