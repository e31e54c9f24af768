import Foundation
import SharenumKit

/// Days, times, distances and sizes as the language of `words` writes them.
///
/// Days begin in the middle of a sentence ("today"); `Words.capitalized` begins one. `zone` is the
/// device's, `now` its clock. The patterns are words of the app, not those of the platform, whose
/// data differ between devices. From any thread.
public struct Formats: Sendable {
    let words: Words
    /// Where the device is on the globe.
    public let zone: TimeZone
    /// What time it is there.
    public let now: @Sendable () -> Date
    private let patterns: Patterns

    /// For the words of one language, on one device.
    public init(_ words: Words, zone: TimeZone, now: @escaping @Sendable () -> Date) {
        self.words = words
        self.zone = zone
        self.now = now
        patterns = Patterns(words)
    }

    /// "today", "tomorrow", "Wednesday 2 December", with the year when it is another one.
    public func day(_ day: CivilDate) -> String { self.day(day, today: today(in: zone)) }

    /// The day without "today": for what is read on another day than it was written.
    public func date(_ day: CivilDate) -> String { date(day, today: today(in: zone)) }

    /// "14:30" in both languages.
    public func time(_ time: CivilTime) -> String { patterns.time(time) }

    /// How long ago, coarsely: "just now", "3 min ago", "2 h ago", "yesterday 14:20", a day and a
    /// time.
    public func instant(_ at: Date) -> String {
        let now = now()
        let passed = now.timeIntervalSince(at)
        // A clock may be a little behind another one.
        if abs(passed) < minute { return words.text("ago_now") }
        guard let local = try? CivilDateTime(at, in: zone) else { return "" }
        if passed < 0 { return dayAndTime(local, day(local.date)) }
        if passed < hour { return words.count("ago_minutes", Int64(passed / minute)) }
        let today = today(in: zone)
        if local.date == today { return words.count("ago_hours", Int64(passed / hour)) }
        if local.date.adding(days: 1) == today {
            return dayAndTime(local, words.text("day_yesterday"))
        }
        return dayAndTime(local, date(local.date))
    }

    func today(in zone: TimeZone) -> CivilDate? { try? CivilDate(now(), in: zone) }

    func day(_ day: CivilDate, today: CivilDate?) -> String {
        if day == today { return words.text("day_today") }
        if day == today?.adding(days: 1) { return words.text("day_tomorrow") }
        return date(day, today: today)
    }

    func date(_ day: CivilDate, today: CivilDate?) -> String {
        patterns.date(day, withYear: day.year != today?.year)
    }

    private func dayAndTime(_ at: CivilDateTime, _ day: String) -> String {
        words.text("format_day_time", day, time(at.time))
    }
}

private let minute: TimeInterval = 60
private let hour: TimeInterval = 3_600

extension Formats {
    /// What a timer shows: "7:05".
    public func clock(_ elapsed: TimeInterval) -> String {
        let seconds = Int(elapsed)
        let rest = seconds % 60
        return "\(seconds / 60):\(rest < 10 ? "0" : "")\(rest)"
    }

    /// The day of an instant where the device is, without "today".
    public func date(of instant: Date) -> String {
        (try? CivilDate(instant, in: zone)).map { date($0) } ?? ""
    }
}
