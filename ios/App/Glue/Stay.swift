import UIKit

/// Keeps the app running for a moment after the person has left it: some half a minute, and less when
/// the system says so.
@MainActor
final class Stay {
    private var task = UIBackgroundTaskIdentifier.invalid

    /// From now on; calls `expired` when the time is over before `end`.
    init(_ expired: @escaping @MainActor () -> Void) {
        task = UIApplication.shared.beginBackgroundTask { [weak self] in
            MainActor.assumeIsolated {
                expired()
                // Who does not say so is killed.
                self?.end()
            }
        }
    }

    /// Everything is done; a second call does nothing.
    func end() {
        if task == .invalid { return }
        UIApplication.shared.endBackgroundTask(task)
        task = .invalid
    }
}
