import SharenumKit

extension AlertsModel {
    /// What can be muted, in its order.
    public var kinds: [AlertKind] {
        [
            .workshopNearby, .ticketNearby, .proposalReceived, .proposalAccepted,
            .messageReceived, .seatDecided, .bookingDecided, .workshopChanged,
            .workshopCancelled,
        ]
    }

    public var reminders: [ReminderKind] { [.dayBefore, .hourBefore] }

    /// No limit, the usual ones, and one that was set elsewhere.
    public var offeredMost: [UInt16?] {
        offered([1, 3, 5, 10], preferences.shown.value?.mostPerDay)
    }

    public var offeredKm: [UInt16?] {
        offered([5, 10, 20, 30, 50], preferences.shown.value?.nearerThanKm)
    }

    /// The night, or no hours.
    public func quiet(on: Bool) {
        guard let begin = try? CivilTime(hour: 20, minute: 0),
            let end = try? CivilTime(hour: 7, minute: 0)
        else { return }
        quiet(on ? QuietHours(begin: begin, end: end) : nil)
    }

    /// The evening, or at no time.
    public func digest(on: Bool) { digest(on ? try? CivilTime(hour: 18, minute: 0) : nil) }

    private func offered(_ usual: [UInt16], _ set: UInt16?) -> [UInt16?] {
        let known = set.map { usual.contains($0) } ?? true
        return [nil] + usual + (known ? [] : [set])
    }
}
