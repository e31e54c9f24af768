import Dispatch

/// The thread that an actor's calls run on: one at a time, in their order.
///
/// Calls wait for the disk. On Swift's own threads, of which there is one for each core, a few of
/// them would hold up every other task of the app; on the main actor, the screen.
final class CallQueue: SerialExecutor {
    private let queue = DispatchQueue(label: "org.sharenum.calls", qos: .userInitiated)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func asUnownedSerialExecutor() -> UnownedSerialExecutor {
        UnownedSerialExecutor(ordinary: self)
    }

    /// Runs what waits for the disk before there is an actor.
    func run<T: Sendable>(_ body: @escaping @Sendable () throws -> T) async throws -> T {
        try await withCheckedThrowingContinuation { continuation in
            queue.async { continuation.resume(with: Result(catching: body)) }
        }
    }
}
