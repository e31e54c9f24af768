import Foundation

/// Changes on their way from the library's thread to a loop, which may be slower.
final class Mailbox: @unchecked Sendable {
    private let room: Int
    private let lock = NSLock()
    private var waiting: [Change] = []
    private var loop: CheckedContinuation<Change?, Never>?
    private var closed = false

    /// At most so many changes wait; at least one does.
    init(room: Int) { self.room = max(1, room) }

    /// How many wait.
    var count: Int { lock.withLock { waiting.count } }

    /// Takes a change, or turns all that wait into one `reRead`, which says more than they did.
    func put(_ change: Change) {
        let loop = lock.withLock { () -> CheckedContinuation<Change?, Never>? in
            if closed { return nil }
            if let loop = self.loop {
                self.loop = nil
                return loop
            }
            if waiting.count < room { waiting.append(change) } else { waiting = [.reRead] }
            return nil
        }
        loop?.resume(returning: change)
    }

    /// The next change, when there is one; nothing after the last. For one loop.
    func next() async -> Change? {
        await withCheckedContinuation { continuation in
            let next = lock.withLock { () -> Change?? in
                if !waiting.isEmpty { return .some(waiting.removeFirst()) }
                if closed { return .some(nil) }
                loop = continuation
                return nil
            }
            if let next { continuation.resume(returning: next) }
        }
    }

    /// Takes no more; what waits is still read.
    func close() {
        let loop = lock.withLock { () -> CheckedContinuation<Change?, Never>? in
            closed = true
            defer { self.loop = nil }
            return self.loop
        }
        loop?.resume(returning: nil)
    }
}
