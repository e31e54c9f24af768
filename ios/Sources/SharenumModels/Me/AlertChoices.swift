import SharenumKit

extension AlertsModel {
    /// What can be muted, in its order.
    public var kinds: [AlertKind] { offers.alerts }

    public var reminders: [ReminderKind] { offers.reminders }

    /// No limit, the usual ones, and one that was set elsewhere.
    public var offeredMost: [UInt16?] {
        Offered.with(preferences.shown.value?.mostPerDay, [nil] + offers.mostPerDay)
    }

    public var offeredKm: [UInt16?] {
        Offered.with(preferences.shown.value?.nearerThanKm, [nil] + offers.nearerThanKm)
    }

    /// The night, or no hours.
    public func quiet(on: Bool) { quiet(on ? offers.quiet : nil) }

    /// The evening, or at no time.
    public func digest(on: Bool) { digest(on ? offers.digest : nil) }
}
