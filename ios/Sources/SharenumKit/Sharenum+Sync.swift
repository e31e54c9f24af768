import Foundation

extension Sharenum {
    /// Syncs with a hub until nothing is left either way or `budget` is spent; the next one goes on
    /// from there. One runs at a time, another one waits for its turn within its own budget.
    ///
    /// `progress` is called by a thread of the library, with the newest state only. It may call
    /// `cancelSync`; what it throws ends the sync, which then fails with `Host`.
    ///
    /// Errors: `CancellationError` when the task was cancelled before the sync was done. That ends
    /// every sync that runs or waits, as `cancelSync` does; what was carried stays, nothing is
    /// lost. `Join`, `CheckNetwork`, `TryAgain` …
    public nonisolated func sync(
        _ target: SyncTarget = .region,
        budget: Duration = .seconds(60),
        progress: (@Sendable (SyncProgress) throws -> Void)? = nil
    ) async throws -> SyncSummary {
        try Task.checkCancellation()
        let watch = Watch(app: app, told: progress)
        let summary = try await withTaskCancellationHandler {
            try await app.sync(target: target, budget: budget.inSeconds, progress: watch)
        } onCancel: {
            watch.giveUp()
        }
        if summary.cancelled, watch.isGivenUp { throw CancellationError() }
        return summary
    }

    /// Ends every sync that runs or waits for its turn, with a summary that says so; what it has
    /// carried stays. From any thread, and heard at once wherever it waits for the network.
    public nonisolated func cancelSync() {
        // Closing has cancelled them.
        try? app.cancelSync()
    }
}

/// Hears how far a sync is, and stops it when its task is cancelled: Swift by itself cancels
/// nothing of what the library does.
private final class Watch: ProgressListener, @unchecked Sendable {
    private let app: SharenumApp
    private let told: (@Sendable (SyncProgress) throws -> Void)?
    private let lock = NSLock()
    private var givenUp = false

    init(app: SharenumApp, told: (@Sendable (SyncProgress) throws -> Void)?) {
        self.app = app
        self.told = told
    }

    var isGivenUp: Bool { lock.withLock { givenUp } }

    func giveUp() {
        lock.withLock { givenUp = true }
        // Closing has cancelled it.
        try? app.cancelSync()
    }

    func progressed(progress: SyncProgress) throws {
        // Given up before the library had begun, when there was nothing to cancel yet.
        if isGivenUp { return giveUp() }
        try throwingHostErrors { try told?(progress) }
    }
}

extension Duration {
    fileprivate var inSeconds: TimeInterval {
        let (seconds, attoseconds) = components
        return TimeInterval(seconds) + TimeInterval(attoseconds) / 1e18
    }
}
