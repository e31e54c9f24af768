import BackgroundTasks
import Foundation

/// Syncs while the app is closed: shortly now and then, and for longer where there is more to carry.
/// The system decides the moment, may be late, and takes the time away when it likes.
@MainActor
final class BackgroundWork {
    /// The short one, of half a minute.
    static let refresh = "org.sharenum.app.refresh"
    /// The longer one, which the system starts when the device is not in use.
    static let catchUp = "org.sharenum.app.catch-up"

    private let sync: RegionSync

    init(_ sync: RegionSync) { self.sync = sync }

    /// Says what is done when the system starts it. Has to be said before the app has launched.
    func register() {
        for identifier in [Self.refresh, Self.catchUp] {
            BGTaskScheduler.shared.register(forTaskWithIdentifier: identifier, using: .main) {
                // On the main queue, as asked for; the task is nobody else's.
                @Sendable [self] task in
                nonisolated(unsafe) let task = task
                MainActor.assumeIsolated { start(task) }
            }
        }
    }

    /// Asks for both, in place of what was asked for before.
    func schedule() {
        let refresh = BGAppRefreshTaskRequest(identifier: Self.refresh)
        refresh.earliestBeginDate = Date(timeIntervalSinceNow: halfAnHour)
        let catchUp = BGProcessingTaskRequest(identifier: Self.catchUp)
        catchUp.requiresNetworkConnectivity = true
        catchUp.earliestBeginDate = Date(timeIntervalSinceNow: halfAnHour)
        for request in [refresh, catchUp] as [BGTaskRequest] {
            // Refused in a simulator, and where the person has turned the background off: the page of
            // syncs says so.
            try? BGTaskScheduler.shared.submit(request)
        }
    }

    private func start(_ task: BGTask) {
        // First, so that the chain goes on whatever becomes of this one.
        schedule()
        let longer = task is BGProcessingTask
        let work = Task { await carry(on: longer) }
        // On a thread of the system. The sync hears it at once; what it has carried stays.
        task.expirationHandler = { @Sendable in work.cancel() }
        Task {
            // Here and only here, expired or not: it must be said once.
            task.setTaskCompleted(success: await work.value)
        }
    }

    /// Whether everything was carried; with `on`, sync after sync, each within its budget, until it
    /// is, or nothing goes any more.
    private func carry(on: Bool) async -> Bool {
        while !Task.isCancelled, let summary = await sync.run() {
            if summary.finished || !on { return summary.finished }
        }
        return false
    }
}

/// The system will not come more often, and a workshop is not published in minutes.
private let halfAnHour: TimeInterval = 30 * 60
