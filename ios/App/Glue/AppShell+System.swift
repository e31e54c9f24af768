import SharenumModels
import UIKit
import UserNotifications

extension AppShell: NetworkAround {
    func around() -> AsyncStream<Around> { HubSearch.around(meet) }

    /// The system asks by itself, once, when the app looks around for the first time; what was refused
    /// is allowed in its settings only.
    func askForLocalNetwork() { openSettings(UIApplication.openSettingsURLString) }

    /// A phone that has joined the Wi-Fi of a bus reaches the hub over it, also where that Wi-Fi has no
    /// Internet: iOS sends what is for an address of a network that the phone is on over that network,
    /// and keeps mobile data for the rest. So no connection has to be bound to it, as on Android, and the
    /// region stays in reach meanwhile. A closed app reaches no bus: iOS lets it join no Wi-Fi and wakes
    /// it for none.
    func overLocalNetwork<T: Sendable>(
        _ sync: @escaping @Sendable () async throws -> T
    ) async throws -> T {
        try await sync()
    }
}

extension AppShell: WhileClosed {
    func askToNotify() {
        guard notifications == .notAsked else {
            return openSettings(UIApplication.openNotificationSettingsURLString)
        }
        Task {
            // Either answer is read from the system.
            _ = try? await UNUserNotificationCenter.current().requestAuthorization(
                options: [.alert, .sound])
            refresh()
            sync()
        }
    }

    func openBackgroundSettings() { openSettings(UIApplication.openSettingsURLString) }

    private func openSettings(_ page: String) {
        guard let url = URL(string: page) else { return }
        Task { await UIApplication.shared.open(url) }
    }
}
