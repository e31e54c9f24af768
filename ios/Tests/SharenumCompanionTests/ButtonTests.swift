import Foundation
import SharenumModels
import Stage
import Testing
import UserNotifications

@testable import SharenumCompanion

extension All {
    /// Buttons of notifications, pressed without a network.
    @MainActor
    @Suite struct Buttons {
        private let phone: Sharenum
        private let actions: NotificationActions
        private let asked: AsyncStream<Void>

        init() async throws {
            UNUserNotificationCenter.current().reset()
            let phone = try await Scene.fixed.phone("teacher")
            let spoken = try speech()
            let schedule = NotificationSchedule({ phone }, { spoken })
            let (asked, ask) = AsyncStream<Void>.makeStream()
            self.phone = phone
            self.asked = asked
            actions = NotificationActions({ phone }, schedule, { ask.yield() }, { spoken })
            await schedule.replan()
        }

        /// Presses a button of what shows.
        private func press(_ action: Action) async throws -> PressedNotification {
            let key = String(describing: action)
            let shown = UNUserNotificationCenter.current().shown
            let one = try #require(
                shown.first { $0.request.content.categoryIdentifier.contains(key) })
            let pressed = try #require(
                PressedNotification(UNNotificationResponse(one, actionIdentifier: key)))
            await actions.act(action, pressed)
            return pressed
        }

        private func answer(to pressed: PressedNotification) -> UNNotificationContent? {
            let shown = UNUserNotificationCenter.current().shown.map(\.request)
            return shown.first { $0.identifier == "answer-\(pressed.identifier)" }?.content
        }

        @Test("The buttons are those of the core's list")
        func list() throws {
            let ios = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4)
            let file = ios.joined(separator: "/") + "/bindings/actions.txt"
            let lines = try String(contentsOfFile: file, encoding: .utf8).split(separator: "\n")
            let offered = lines.map { $0.split(separator: "\t") }.filter { $0[0] == "Notification" }
            let known = NotificationCategory.atOnce.map { String(describing: $0).lowercased() }
            #expect(Set(offered.map { $0[1].lowercased() }) == Set(known))
        }

        @Test("A seat is asked for, noted, and a sync is asked for; what is refused is said aloud")
        func seat() async throws {
            let pressed = try await press(.askSeat)
            let workshop = try #require(pressed.subject)
            let detail = try await phone.call { try $0.workshop(id: workshop) }
            #expect(detail.item.myRegistration != nil)
            for await _ in asked { break }
            #expect(answer(to: pressed)?.body == "notification_done")
            #expect(answer(to: pressed)?.sound == nil)
            // Once is enough.
            await actions.act(.askSeat, pressed)
            #expect(answer(to: pressed)?.body != "notification_done")
            #expect(answer(to: pressed)?.sound != nil)
            await phone.close()
        }

        @Test("Help is proposed in the words of the app")
        func proposal() async throws {
            let pressed = try await press(.propose)
            let proposals = try await phone.call { try $0.myProposals(page: PageRequest()).items }
            let mine = proposals.filter { $0.ticket == pressed.subject }
            #expect(mine.map(\.text) == ["notification_proposal"])
            #expect(answer(to: pressed)?.body == "notification_done")
            await phone.close()
        }

        @Test("What is marked as read is read, and nothing more is said of it")
        func read() async throws {
            let pressed = try await press(.markRead)
            let alert = try #require(pressed.alert)
            let alerts = try await phone.call { try $0.alerts(page: PageRequest()).items }
            #expect(alerts.first { $0.id == alert }?.state == .read)
            #expect(answer(to: pressed) == nil)
            await phone.close()
        }
    }
}
