import Foundation
import SharenumKit

/// What a teacher has to co-sign of one day.
public struct DayToCoSign: Equatable, Sendable {
    public let day: CivilDate
    public fileprivate(set) var sessions: [HelpSession]
}

extension HelpModel {
    /// As far as it is shown, day by day, in the core's order.
    public var daysToCoSign: [DayToCoSign] {
        var days: [DayToCoSign] = []
        for session in toCoSign.shown.value?.items ?? [] {
            // None is passed over: the instants of the core end before the year 10,000.
            guard let day = try? CivilDate(session.started, in: desk.shell.zone) else { continue }
            if days.last?.day == day {
                days[days.count - 1].sessions.append(session)
            } else {
                days.append(DayToCoSign(day: day, sessions: [session]))
            }
        }
        return days
    }
}
