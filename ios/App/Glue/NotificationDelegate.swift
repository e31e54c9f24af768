import Foundation
import UserNotifications

/// What the system tells of notifications: that one comes while the app is open, and what a person does
/// with one. It is called on a thread of the system's choice, also in an app that was started for it.
final class NotificationDelegate: NSObject, UNUserNotificationCenterDelegate {
    private let act: @MainActor @Sendable (PressedNotification) async -> Void

    init(_ act: @escaping @MainActor @Sendable (PressedNotification) async -> Void) {
        self.act = act
    }

    func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
        withCompletionHandler completionHandler:
            @escaping (UNNotificationPresentationOptions) -> Void
    ) {
        // Shown in the app as well: the core has decided that it is worth it.
        completionHandler([.banner, .list, .sound])
    }

    func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
        withCompletionHandler completionHandler: @escaping () -> Void
    ) {
        guard let pressed = PressedNotification(response) else { return completionHandler() }
        // It is called once, and on the main thread: the system checks that.
        nonisolated(unsafe) let done = completionHandler
        Task { @MainActor [act] in
            await act(pressed)
            done()
        }
    }
}
