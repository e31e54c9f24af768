import SharenumKit

/// One line at the bottom of the window: what was done, or why something was not.
@MainActor
public final class Notice {
    /// What was done; of several with a `count`.
    public let done: Word?
    /// How many `done` speaks of.
    public let count: Int64?
    /// Why something was not done.
    public let error: SharenumError?
    /// Takes it back.
    public let undo: (@MainActor () -> Void)?

    public init(_ done: Word, count: Int64? = nil, undo: (@MainActor () -> Void)? = nil) {
        self.done = done
        self.count = count
        self.undo = undo
        error = nil
    }

    init(error: SharenumError) {
        self.error = error
        done = nil
        count = nil
        undo = nil
    }

    /// The line itself.
    public func text(_ words: Words, _ formats: Formats) -> String {
        if let error { return words.error(error, formats) }
        return done.map { words.said($0, count: count) } ?? ""
    }
}
