import Foundation

/// Open once.
final class Latch: @unchecked Sendable {
    private let lock = NSLock()
    private var isShut = false

    /// Whether nobody came before.
    var firstTime: Bool {
        lock.withLock {
            defer { isShut = true }
            return !isShut
        }
    }
}
