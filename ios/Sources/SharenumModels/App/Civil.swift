import Foundation
import SharenumKit

// Days and times that are counted on, and written.

extension CivilDate {
    /// The day as many days later.
    public func adding(days: Int) -> CivilDate {
        guard let then = gregorian.date(byAdding: .day, value: days, to: onGreenwichClocks),
            let day = try? CivilDate(then, in: .gmt)
        else { return self }
        return day
    }
}

extension CivilDateTime {
    /// The time as many minutes later. Minutes pass, whatever the clocks of the zone do meanwhile.
    func adding(minutes: UInt32, in zone: TimeZone) -> CivilDateTime {
        guard let start = instant(in: zone),
            let end = try? CivilDateTime(start.addingTimeInterval(Double(minutes) * 60), in: zone)
        else { return self }
        return end
    }
}

extension Civil {
    /// The instant at which the clocks of Greenwich show this, for a formatter of that zone.
    var onGreenwichClocks: Date { gregorian.date(from: components) ?? .distantPast }
}

private let gregorian = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
}()
