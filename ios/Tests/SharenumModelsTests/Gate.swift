import Dispatch

/// Holds a call of the core up until a test lets it go on.
final class Gate: Sendable {
    private let opened = DispatchSemaphore(value: 0)
    private let calls = AsyncStream<Void>.makeStream()

    /// The call waits here, on the phone's own thread.
    func pass() {
        calls.continuation.yield()
        opened.wait()
    }

    /// Until a call waits.
    func reached() async { for await _ in calls.stream { return } }

    func open() { opened.signal() }
}
