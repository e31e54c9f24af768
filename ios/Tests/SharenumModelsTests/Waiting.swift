import Observation
import SharenumModels

/// Longest that a test waits for what must come; nothing takes that long.
private let patience: Duration = .seconds(30)

/// What a test waited for did not come.
struct NeverCame: Error, CustomStringConvertible {
    let what: String
    let place: String
    let seen: String

    var description: String { "\(place): it never came to \(what); last seen: \(seen)" }
}

/// Waits until this is so of what is observed, as a view would. What never comes is told with
/// `what` it was, and what was seen last.
@MainActor
func until<Seen>(
    _ what: String, _ look: @MainActor () -> Seen, is holds: (Seen) -> Bool,
    file: String = #fileID, line: Int = #line
) async throws {
    let end = ContinuousClock.now + patience
    while true {
        let (changes, changed) = AsyncStream<Void>.makeStream()
        let seen = withObservationTracking(look, onChange: { changed.finish() })
        if holds(seen) { return }
        if ContinuousClock.now >= end {
            throw NeverCame(what: what, place: "\(file):\(line)", seen: "\(seen)")
        }
        let bell = Task {
            try await Task.sleep(until: end)
            changed.finish()
        }
        for await _ in changes {}
        bell.cancel()
        // The time of the test is over.
        try Task.checkCancellation()
    }
}

@MainActor
func until(
    file: String = #fileID, line: Int = #line, _ holds: @MainActor () -> Bool
) async throws {
    try await until("this", holds, is: { $0 }, file: file, line: line)
}

/// Waits until something is read.
@MainActor
@discardableResult
func ready<T: Sendable>(
    file: String = #fileID, line: Int = #line, _ shown: @MainActor () -> Loaded<T>
) async throws -> T {
    try await until(
        "a reading", shown, is: { $0.value != nil || $0.error != nil }, file: file, line: line)
    switch shown() {
    case .ready(let value): return value
    case .failed(let error): throw error
    case .loading: throw CancellationError()
    }
}

extension Person {
    /// Waits until the core says something of which this is so.
    func until<Seen: Sendable>(
        _ what: String, _ read: @escaping @Sendable (SharenumApp) throws -> Seen,
        is holds: @escaping @Sendable (Seen) -> Bool, file: String = #fileID, line: Int = #line
    ) async throws {
        let looking = Task {
            var seen: Seen?
            for await _ in try phone.changes() {
                let now = try await phone.call(read)
                if holds(now) { return }
                seen = now
            }
            let said = seen.map { "\($0)" } ?? "nothing"
            throw NeverCame(what: what, place: "\(file):\(line)", seen: said)
        }
        let bell = Task {
            try await Task.sleep(for: patience)
            looking.cancel()
        }
        defer { bell.cancel() }
        try await withTaskCancellationHandler {
            try await looking.value
        } onCancel: {
            looking.cancel()
        }
    }

    func until(
        file: String = #fileID, line: Int = #line,
        _ holds: @escaping @Sendable (SharenumApp) throws -> Bool
    ) async throws {
        try await until("this", holds, is: { $0 }, file: file, line: line)
    }

    /// Waits for what is told at the bottom of the window, in English.
    func told(_ text: String, file: String = #fileID, line: Int = #line) async throws {
        try await SharenumModelsTests.until(
            "“\(text)”", { self.said ?? "nothing" }, is: { $0 == text }, file: file, line: line)
    }
}
