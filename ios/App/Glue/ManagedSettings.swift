import Foundation

/// What the school's management of devices has set for this app. It arrives, and changes, while the
/// app runs.
@MainActor
final class ManagedSettings {
    private var observer: (any NSObjectProtocol)?

    /// The address of the region's hub; none where nobody has set one.
    var hub: String? {
        let managed = UserDefaults.standard.dictionary(forKey: "com.apple.configuration.managed")
        let hub = (managed?["hub_url"] as? String)?.trimmingCharacters(in: .whitespaces)
        // A console sends an empty text for what was cleared.
        return hub?.isEmpty == false ? hub : nil
    }

    /// Calls `changed` after each change, for as long as the process lives.
    init(_ changed: @escaping @MainActor () -> Void) {
        // The system tells of all defaults alike, on the thread that has set them.
        observer = NotificationCenter.default.addObserver(
            forName: UserDefaults.didChangeNotification, object: nil, queue: .main
        ) { _ in
            MainActor.assumeIsolated { changed() }
        }
    }
}
