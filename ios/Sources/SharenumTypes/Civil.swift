import Foundation

/// What is no day, no hour, or not written as ISO 8601 writes it.
public struct NotCivil: Error, Equatable {
    /// What was given.
    public let given: String
}

/// What people agree on: a day or a time on the clocks of some place, without its zone.
public protocol Civil: Hashable, Comparable, Sendable, Codable, CustomStringConvertible {
    /// As ISO 8601 writes it.
    var iso: String { get }

    /// Reads what ISO 8601 writes.
    init(iso: String) throws

    /// For a `Calendar` and for formatting; without a calendar and without a time zone.
    var components: DateComponents { get }
}

extension Civil {
    /// As ISO 8601 writes it.
    public var description: String { iso }

    /// Reads a single string.
    public init(from decoder: any Decoder) throws {
        try self.init(iso: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(iso)
    }
}

/// A day on a calendar, without a zone: what is all-day never shifts.
public struct CivilDate: Civil {
    /// -9999 to 9999.
    public let year: Int
    /// 1 to 12.
    public let month: Int
    /// 1 to 31.
    public let day: Int

    /// A day that exists.
    public init(year: Int, month: Int, day: Int) throws {
        guard (-9999...9999).contains(year), (1...12).contains(month),
            (1...Self.days(month: month, year: year)).contains(day)
        else { throw NotCivil(given: "\(year)-\(month)-\(day)") }
        self.year = year
        self.month = month
        self.day = day
    }

    /// Reads `2027-03-01`; a year before 1 as `-000044-03-15`.
    public init(iso: String) throws {
        var text = Digits(iso)
        let before = text.skip("-")
        let year = try text.number(before ? 6 : 4)
        try text.expect("-")
        let month = try text.number(2)
        try text.expect("-")
        let day = try text.number(2)
        try text.end()
        try self.init(year: before ? -year : year, month: month, day: day)
    }

    /// The year, month and day of these; the first of the month, or of the year, when the rest is
    /// not there.
    public init(_ components: DateComponents) throws {
        guard let year = components.year else { throw NotCivil(given: "\(components)") }
        try self.init(year: year, month: components.month ?? 1, day: components.day ?? 1)
    }

    /// Which day it is at an instant, in a zone.
    public init(_ instant: Date, in zone: TimeZone) throws {
        try self.init(gregorian(zone).dateComponents([.year, .month, .day], from: instant))
    }

    public var iso: String {
        let sign = year < 0 ? "-" : ""
        return "\(sign)\(padded(abs(year), year < 0 ? 6 : 4))-\(padded(month, 2))-\(padded(day, 2))"
    }

    public var components: DateComponents { DateComponents(year: year, month: month, day: day) }

    public static func < (one: Self, other: Self) -> Bool {
        (one.year, one.month, one.day) < (other.year, other.month, other.day)
    }

    private static func days(month: Int, year: Int) -> Int {
        switch month {
        case 2: year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) ? 29 : 28
        case 4, 6, 9, 11: 30
        default: 31
        }
    }
}

/// An hour of the day on whatever clock one looks at.
public struct CivilTime: Civil {
    /// 0 to 23.
    public let hour: Int
    /// 0 to 59.
    public let minute: Int
    /// 0 to 59.
    public let second: Int
    /// 0 to 999,999,999.
    public let nanosecond: Int

    /// A time that a clock shows.
    public init(hour: Int, minute: Int, second: Int = 0, nanosecond: Int = 0) throws {
        guard (0...23).contains(hour), (0...59).contains(minute), (0...59).contains(second),
            (0...999_999_999).contains(nanosecond)
        else { throw NotCivil(given: "\(hour):\(minute):\(second).\(nanosecond)") }
        self.hour = hour
        self.minute = minute
        self.second = second
        self.nanosecond = nanosecond
    }

    /// Reads `14:00`, `14:00:00` and `14:00:00.5`.
    public init(iso: String) throws {
        var text = Digits(iso)
        let hour = try text.number(2)
        try text.expect(":")
        let minute = try text.number(2)
        let second = text.skip(":") ? try text.number(2) : 0
        let nanosecond = text.skip(".") ? try text.fraction() : 0
        try text.end()
        try self.init(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    }

    /// The hour, minute, second and nanosecond of these; what is not there is 0, but the hour.
    public init(_ components: DateComponents) throws {
        guard let hour = components.hour else { throw NotCivil(given: "\(components)") }
        try self.init(
            hour: hour, minute: components.minute ?? 0, second: components.second ?? 0,
            nanosecond: components.nanosecond ?? 0)
    }

    public var iso: String {
        let time = "\(padded(hour, 2)):\(padded(minute, 2)):\(padded(second, 2))"
        if nanosecond == 0 { return time }
        let fraction = padded(nanosecond, 9)
        let end = fraction.lastIndex { $0 != "0" } ?? fraction.startIndex
        return "\(time).\(fraction[...end])"
    }

    public var components: DateComponents {
        DateComponents(hour: hour, minute: minute, second: second, nanosecond: nanosecond)
    }

    public static func < (one: Self, other: Self) -> Bool {
        (one.hour, one.minute, one.second, one.nanosecond)
            < (other.hour, other.minute, other.second, other.nanosecond)
    }
}

/// A time on the clocks of some place, without its zone.
public struct CivilDateTime: Civil {
    /// The day.
    public let date: CivilDate
    /// The hour on that day.
    public let time: CivilTime

    /// A time of a day.
    public init(_ date: CivilDate, _ time: CivilTime) {
        self.date = date
        self.time = time
    }

    /// Reads `2027-03-01T14:00:00`, and what `CivilTime` reads behind the `T`.
    public init(iso: String) throws {
        guard let middle = iso.firstIndex(of: "T") else { throw NotCivil(given: iso) }
        self.init(
            try CivilDate(iso: String(iso[..<middle])),
            try CivilTime(iso: String(iso[iso.index(after: middle)...])))
    }

    /// The day and the time of these.
    public init(_ components: DateComponents) throws {
        self.init(try CivilDate(components), try CivilTime(components))
    }

    /// What the clocks of a zone show at an instant.
    public init(_ instant: Date, in zone: TimeZone) throws {
        let parts: Set<Calendar.Component> = [
            .year, .month, .day, .hour, .minute, .second, .nanosecond,
        ]
        try self.init(gregorian(zone).dateComponents(parts, from: instant))
    }

    /// The instant at which the clocks of a zone show this. An hour that they skip in spring is the
    /// one they jump to; of an hour that they show twice in autumn it is the first.
    public func instant(in zone: TimeZone) -> Date? {
        gregorian(zone).date(from: components)
    }

    public var iso: String { "\(date.iso)T\(time.iso)" }

    public var components: DateComponents {
        DateComponents(
            year: date.year, month: date.month, day: date.day, hour: time.hour,
            minute: time.minute, second: time.second, nanosecond: time.nanosecond)
    }

    public static func < (one: Self, other: Self) -> Bool {
        (one.date, one.time) < (other.date, other.time)
    }
}
