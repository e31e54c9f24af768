import Foundation
import SharenumKit

// Days and times as people type them.

/// The day that somebody typed, `24/12/2026` or `2026-12-24`; none while it is no day.
public func typedDay(_ text: String) -> CivilDate? {
    let typed = text.trimmed
    if typed.contains("-") { return try? CivilDate(iso: typed) }
    // Both languages write the day first.
    guard let parts = typed.wholeMatch(of: /([0-9]{1,2})\/([0-9]{1,2})\/([0-9]{4})/),
        let day = Int(parts.1), let month = Int(parts.2), let year = Int(parts.3)
    else { return nil }
    return try? CivilDate(year: year, month: month, day: day)
}

/// The time that somebody typed, `14:30`, `14h30` or `14`; none while it is no time.
public func typedTime(_ text: String) -> CivilTime? {
    guard let parts = text.trimmed.wholeMatch(of: /([0-9]{1,2})\s*[:hH.]?\s*([0-9]{2})?/),
        let hour = Int(parts.1)
    else { return nil }
    return try? CivilTime(hour: hour, minute: parts.2.flatMap { Int($0) } ?? 0)
}

/// A day as a field holds it: `24/12/2026`.
public func inField(_ day: CivilDate) -> String {
    "\(twoDigits(day.day))/\(twoDigits(day.month))/\(day.year)"
}

/// A time as a field holds it: `14:30`.
func inField(_ time: CivilTime) -> String { "\(twoDigits(time.hour)):\(twoDigits(time.minute))" }

private func twoDigits(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

extension String {
    /// Without the white space around it.
    var trimmed: String { trimmingCharacters(in: .whitespacesAndNewlines) }
}
