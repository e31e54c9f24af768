import Foundation
import SharenumModels
import UserNotifications

/// Hands the core's plan of notifications to the system, which shows them whether the app runs or
/// not.
///
/// So the core is told of the whole plan, and not of what was shown: from then on the clock decides.
/// A plan takes the place of the one before; a notification that is in both keeps its identifier.
@MainActor
final class NotificationSchedule {
    private let phone: OpensPhone
    private let spoken: @MainActor () -> Spoken
    private var running: Task<Void, Never>?
    private var wanted = false

    /// `spoken` is how notifications speak, in the language of now.
    init(_ phone: @escaping OpensPhone, _ spoken: @escaping @MainActor () -> Spoken) {
        self.phone = phone
        self.spoken = spoken
    }

    /// Plans anew. Without the permission to notify, the plan waits, and nothing counts as told. What
    /// fails is made up for by the next one.
    func replan() async {
        wanted = true
        let planning = running ?? Task { await planAsWanted() }
        running = planning
        await planning.value
    }

    private func planAsWanted() async {
        while wanted {
            wanted = false
            // What cannot be opened or read is told on a page, not from here.
            try? await plan()
        }
        running = nil
    }

    /// Plans anew at every change, for as long as the phone is open. A form is kept at each key, and
    /// nobody is notified of that.
    func follow(_ phone: Sharenum) async throws {
        for await change in try phone.changes() where change != .drafts { await replan() }
    }

    private func plan() async throws {
        let access = await NotificationAccess.now()
        guard access == .allowed else { return }
        let phone = try await self.phone()
        let zone = TimeZone.current.identifier
        let plan = try await phone.call { try $0.notificationPlan(zone: zone, limit: limit) }
        let spoken = spoken()
        UNUserNotificationCenter.current().setNotificationCategories(
            NotificationCategory.all(spoken.words))
        // Before the new ones come: the system keeps 64, and would drop some of both.
        let kept = Set(plan.map(\.identifier))
        UNUserNotificationCenter.current().removePendingNotificationRequests(
            withIdentifiers: await Self.waiting().filter { !kept.contains($0) })
        let shown = Set(await Self.delivered())
        var says: [Saying] = []
        for planned in plan {
            // Other words for what was swiped away are no news.
            if planned.ring != .replace || shown.contains(planned.identifier) {
                let request = UNNotificationRequest.planned(planned, spoken)
                try await UNUserNotificationCenter.current().add(request)
            }
            says += planned.says
        }
        let told = says
        let over = try await phone.call { try $0.notificationsScheduled(sayings: told) }
        UNUserNotificationCenter.current().removeDeliveredNotifications(
            withIdentifiers: over.map(PlannedNotification.identifier(of:)))
    }

    // What the system answers stays where it came; the names alone go on.

    private nonisolated static func waiting() async -> [String] {
        await UNUserNotificationCenter.current().pendingNotificationRequests().map(\.identifier)
    }

    private nonisolated static func delivered() async -> [String] {
        await UNUserNotificationCenter.current().deliveredNotifications().map(\.request.identifier)
    }
}

/// The system keeps 64; the rest is for the answers to buttons.
private let limit: UInt32 = 60

extension NotificationAccess {
    /// What the person has decided.
    static func now() async -> NotificationAccess {
        switch await UNUserNotificationCenter.current().notificationSettings().authorizationStatus {
        case .notDetermined: .notAsked
        case .denied: .refused
        default: .allowed
        }
    }
}
