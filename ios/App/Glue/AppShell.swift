import Foundation
import Observation
import SharenumModels
import UIKit
import UserNotifications

/// What an iPhone or an iPad lends to the screens, for as long as the process lives.
@Observable
@MainActor
final class AppShell: Shell {
    private(set) var choices: Choices
    private(set) var notifications: NotificationAccess = .notAsked
    private(set) var background = BackgroundAccess()
    private(set) var managedHub: String?

    /// What is done after something was written, or when the network has come back.
    @ObservationIgnored var sync: @MainActor () -> Void = {}
    /// What the core says of a hub that announces itself.
    @ObservationIgnored var meet: @Sendable (HubSign) async -> MetHub? = { _ in nil }
    /// Tells the person something at the bottom of the window.
    @ObservationIgnored var tell: @MainActor (Word) -> Void = { _ in }

    @ObservationIgnored private let kept = KeptChoices()
    @ObservationIgnored private let camera = CameraPicture()
    @ObservationIgnored private let calendar = CalendarPage()
    @ObservationIgnored private var managed: ManagedSettings?
    @ObservationIgnored private var network: NetworkState?

    init() {
        choices = kept.read()
        managed = ManagedSettings { [weak self] in self?.readManaged() }
        network = NetworkState { [weak self] cameBack in
            self?.refresh()
            if cameBack { self?.sync() }
        }
        readManaged()
    }

    var zone: TimeZone { .current }

    let now: @Sendable () -> Date = { Date() }

    func written() { sync() }

    /// What may have changed while the person was elsewhere: in the settings, in another app.
    func refresh() {
        background = BackgroundAccess(
            restricted: UIApplication.shared.backgroundRefreshStatus != .available,
            savesBattery: ProcessInfo.processInfo.isLowPowerModeEnabled,
            savesData: network?.savesData ?? false)
        Task { notifications = await .now() }
    }

    private func readManaged() {
        // Any default that is set calls this; a screen follows what is another one.
        if managed?.hub != managedHub { managedHub = managed?.hub }
    }
}

extension AppShell: DeviceChoices {
    func choose(_ choices: Choices) {
        kept.write(choices)
        self.choices = choices
    }

    func words(_ language: Language) -> Words {
        guard let table = BundleTable(language) else { return Words(language, in: NoWords()) }
        return Words(language, in: table)
    }

    /// How the app speaks outside of its pages.
    var spoken: Spoken {
        let words = words(choices.language ?? Language(device: .current))
        return Spoken(words: words, formats: Formats(words, zone: zone, now: now))
    }
}

/// An app that was built without a language shows its keys.
private struct NoWords: WordTable {
    func text(_ key: String) -> String? { nil }
}

extension AppShell: Camera {
    var hasCamera: Bool { CameraPicture.isThere }

    func photograph() async -> LumaImage? { await camera.take() }
}

extension AppShell: OtherApps {
    func share(_ file: SharedFile) {
        do { try ShareSheet.show(file) } catch { tell(Word("not_written")) }
    }

    func addToCalendar(_ file: SharedFile) {
        // The share sheet offers other calendars, too.
        if !calendar.show(file) { share(file) }
    }

    func open(_ address: String) {
        // It comes from the network; what is no address opens nothing.
        guard let url = URL(string: address), let scheme = url.scheme?.lowercased(),
            ["https", "http", "mailto"].contains(scheme)
        else { return }
        Task { if await !UIApplication.shared.open(url) { tell(Word("no_app")) } }
    }
}
