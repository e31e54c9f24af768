import Observation
import SharenumKit

/// A sync that the person watches.
@Observable
@MainActor
public final class Syncing {
    /// Where it stands.
    public private(set) var run: SyncRun = .none

    @ObservationIgnored private var running: Task<Void, Never>?
    private let phone: Sharenum
    private let shell: any Shell

    init(_ phone: Sharenum, _ shell: any Shell) {
        self.phone = phone
        self.shell = shell
    }

    /// Syncs now, unless one is running.
    public func start(_ target: SyncTarget = .region) {
        if run.isRunning { return }
        run = .running(nil)
        // The newest state only: it is told on a thread of the library, faster than it is shown.
        let (told, tell) = AsyncStream.makeStream(
            of: SyncProgress.self, bufferingPolicy: .bufferingNewest(1))
        running = Task {
            let ended = Task {
                defer { tell.finish() }
                return await sync(target) { tell.yield($0) }
            }
            for await progress in told { run = .running(progress) }
            run = await ended.value
        }
    }

    /// Syncs with the region, or waits for the sync that runs; its end.
    func refresh() async -> SyncRun {
        start()
        await running?.value
        return run
    }

    /// Ends it, and any other one of this phone; what it has carried stays.
    public func cancel() { phone.cancelSync() }

    private func sync(
        _ target: SyncTarget, _ progress: @escaping @Sendable (SyncProgress) -> Void
    ) async -> SyncRun {
        do {
            // A hub that is no region's stands on the network around the device.
            guard case .hub = target else {
                return .ended(try await phone.sync(target, budget: budget, progress: progress))
            }
            return .ended(
                try await shell.overLocalNetwork { [phone] in
                    try await phone.sync(target, budget: budget, progress: progress)
                })
        } catch {
            return .failed(SharenumError(error))
        }
    }
}

/// Where a sync stands.
public enum SyncRun: Equatable, Sendable {
    /// None since the app was started.
    case none
    case running(SyncProgress?)
    case ended(SyncSummary)
    case failed(SharenumError)

    public var isRunning: Bool { if case .running = self { true } else { false } }
}

/// A person who watches stops it when it takes too long.
private let budget: Duration = .seconds(300)
