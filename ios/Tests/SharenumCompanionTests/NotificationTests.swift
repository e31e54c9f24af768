import Foundation
import SharenumModels
import Stage
import Testing
import UserNotifications

@testable import SharenumCompanion

extension All {
    /// The core's plan in the hands of the system, and what a person does with it.
    @MainActor
    @Suite struct Notifying {
        private let center = UNUserNotificationCenter.current()
        private let phone: Sharenum
        private let schedule: NotificationSchedule
        private let spoken: Spoken

        init() async throws {
            center.reset()
            let phone = try await Scene.fixed.phone("teacher")
            let spoken = try speech()
            self.phone = phone
            self.spoken = spoken
            schedule = NotificationSchedule({ phone }, { spoken })
        }

        private func plan() async throws -> [PlannedNotification] {
            let zone = TimeZone.current.identifier
            return try await phone.call { try $0.notificationPlan(zone: zone, limit: 60) }
        }

        private var waiting: Set<String> {
            Set(center.waiting.map(\.identifier))
        }

        private var shown: [String: UNNotification] {
            Dictionary(uniqueKeysWithValues: center.shown.map { ($0.request.identifier, $0) })
        }

        @Test(
            "The plan takes the place of the one before; what is due shows, and is not planned again"
        )
        func replanned() async throws {
            let content = UNMutableNotificationContent()
            let trigger = UNCalendarNotificationTrigger(dateMatching: .init(), repeats: false)
            try await UNUserNotificationCenter.current().add(
                .init(identifier: "old", content: content, trigger: trigger))
            let now = spoken.formats.now()
            let plan = try await plan()
            let (due, later) = (plan.filter { $0.at <= now }, plan.filter { $0.at > now })
            #expect(!due.isEmpty && !later.isEmpty)
            await schedule.replan()
            #expect(waiting == Set(later.map(\.identifier)))
            let news = due.filter { $0.ring != .replace }
            #expect(Set(shown.keys) == Set(news.map(\.identifier)))
            #expect(try await self.plan().filter { $0.at <= now }.isEmpty)
            await schedule.replan()
            #expect(waiting == Set(later.map(\.identifier)))
            await phone.close()
        }

        @Test("Without the permission nothing shows, and nothing counts as told")
        func forbidden() async throws {
            center.status = .denied
            let before = try await plan()
            await schedule.replan()
            #expect(waiting.isEmpty)
            #expect(shown.isEmpty)
            #expect(try await plan() == before)
            #expect(await NotificationAccess.now() == .refused)
            await phone.close()
        }

        @Test("The system knows every combination of buttons, and says no name on a locked screen")
        func categories() async throws {
            let plan = try await plan()
            await schedule.replan()
            let known = Dictionary(
                uniqueKeysWithValues: center.categories.map { ($0.identifier, $0) })
            #expect(known.count == 3 * 8)
            for planned in plan {
                let category = try #require(known[NotificationCategory.identifier(of: planned)])
                let offered = NotificationCategory.atOnce.filter(planned.actions.contains)
                #expect(
                    category.actions.compactMap { NotificationCategory.action($0.identifier) }
                        == offered)
                let group = spoken.words.notificationGroup(planned.group)
                #expect(category.hiddenPreviewsBodyPlaceholder == group)
            }
            await phone.close()
        }

        @Test("What was swiped away is no press, and a tap is one")
        func presses() async throws {
            await schedule.replan()
            let one = try #require(shown.values.first)
            let swiped = UNNotificationResponse(one, actionIdentifier: "dismiss")
            #expect(PressedNotification(swiped) == nil)
            let tapped = UNNotificationResponse(
                one, actionIdentifier: UNNotificationDefaultActionIdentifier)
            let pressed = try #require(PressedNotification(tapped))
            guard case .opened = pressed.press else {
                Issue.record("a tap opens")
                return
            }
            await phone.close()
        }
    }
}
