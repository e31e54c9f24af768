import Observation
import SharenumKit

/// What this phone alerts of, and when. Each change is kept at once.
@Observable
@MainActor
public final class AlertsModel: ScreenModel {
    public let preferences: Reading<AlertPreferences>

    /// The field that the core did not take, and why.
    public private(set) var wrong: SharenumError?

    public init(_ desk: Desk) {
        preferences = Reading(desk) { try $0.alertPreferences() }
        super.init(desk, [preferences])
    }

    public func hear(_ kind: AlertKind, on: Bool) {
        change { $0.muted = $0.muted.filter { $0 != kind } + (on ? [] : [kind]) }
    }

    public func remind(_ kind: ReminderKind, on: Bool) {
        change { $0.mutedReminders = $0.mutedReminders.filter { $0 != kind } + (on ? [] : [kind]) }
    }

    public func quiet(_ hours: QuietHours?) { change { $0.quiet = hours } }

    public func digest(_ at: CivilTime?) { change { $0.digest = at } }

    public func mostPerDay(_ most: UInt16?) { change { $0.mostPerDay = most } }

    public func nearerThan(_ km: UInt16?) { change { $0.nearerThanKm = km } }

    private func change(_ change: @escaping @Sendable (inout Preferences) -> Void) {
        Task {
            // From what is kept, not from what is shown: two quick taps are two changes.
            let before = await desk.phone.loaded { app in
                let before = try app.alertPreferences()
                var now = Preferences(before)
                change(&now)
                try app.setAlertPreferences(preferences: now.kept)
                return before
            }
            switch before {
            case .loading: break
            case .ready(let before):
                desk.shell.written()
                wrong = nil
                desk.tell(
                    Notice(Word("me_saved")) { [desk] in
                        desk.undo { try $0.setAlertPreferences(preferences: before) }
                    })
            case .failed(let error) where error.field != nil: wrong = error
            case .failed(let error): desk.tell(Notice(error: error))
            }
        }
    }
}

/// The core's preferences, which cannot be changed, to be changed.
private struct Preferences {
    var muted: [AlertKind]
    var nearerThanKm: UInt16?
    var mutedReminders: [ReminderKind]
    var quiet: QuietHours?
    var digest: CivilTime?
    var mostPerDay: UInt16?

    init(_ kept: AlertPreferences) {
        muted = kept.muted
        nearerThanKm = kept.nearerThanKm
        mutedReminders = kept.mutedReminders
        quiet = kept.quiet
        digest = kept.digest
        mostPerDay = kept.mostPerDay
    }

    var kept: AlertPreferences {
        AlertPreferences(
            muted: muted, nearerThanKm: nearerThanKm, mutedReminders: mutedReminders, quiet: quiet,
            digest: digest, mostPerDay: mostPerDay)
    }
}
