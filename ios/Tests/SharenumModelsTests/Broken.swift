import Foundation
import SharenumModels

/// What cannot be read until it is mended, from any thread.
final class Broken: @unchecked Sendable {
    private let lock = NSLock()
    private var broken = true
    private var count = 0

    /// How often it was read, or not.
    var asked: Int { lock.withLock { count } }

    func mend() { lock.withLock { broken = false } }

    func reads<T>(_ read: () throws -> T) throws -> T {
        let fails = lock.withLock {
            count += 1
            return broken
        }
        if fails { throw SharenumError(CancellationError()) }
        return try read()
    }
}
