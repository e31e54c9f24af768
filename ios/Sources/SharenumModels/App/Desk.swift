import Observation
import SharenumKit

/// What every screen works with: the open phone, the shell, and one place where an intent is carried
/// out, told, and can be undone.
@Observable
@MainActor
public final class Desk {
    public let phone: Sharenum
    public let shell: any Shell

    /// How the sync stands that this app runs.
    public let syncing: Syncing

    /// What was done last, or why it was not; shown once, at the bottom of the window.
    public private(set) var notice: Notice?

    /// A link that was opened and that no page has taken yet.
    public private(set) var arrived: Arrival?

    public init(_ phone: Sharenum, _ shell: any Shell) {
        self.phone = phone
        self.shell = shell
        syncing = Syncing(phone, shell)
    }

    /// Carries out what the person asked for, off the main actor, and says so in the words of
    /// `done`. With `undo`, the notice offers to take it back: a change of its own that makes up for
    /// the first. What fails is told in the core's words, and nothing was changed. It goes on when
    /// its screen is left.
    ///
    /// `then` gets what came of it.
    func act<T: Sendable>(
        _ done: Word?,
        intent: @escaping @Sendable (SharenumApp) throws -> T,
        undo: (@Sendable (SharenumApp, T) throws -> Void)? = nil,
        then: @escaping @MainActor (T) -> Void = { _ in }
    ) {
        Task {
            do {
                let outcome = try await phone.call(intent)
                shell.written()
                then(outcome)
                if let done { tell(Notice(done, undo: takingBack(outcome, undo))) }
            } catch {
                tell(Notice(error: SharenumError(error)))
            }
        }
    }

    private func takingBack<T: Sendable>(
        _ outcome: T, _ undo: (@Sendable (SharenumApp, T) throws -> Void)?
    ) -> (@MainActor () -> Void)? {
        guard let undo else { return nil }
        return { self.undo { try undo($0, outcome) } }
    }

    /// Takes something back, and says so.
    func undo(_ intent: @escaping @Sendable (SharenumApp) throws -> Void) {
        act(Word("undone"), intent: intent)
    }

    /// Syncs as a pulled list does, which waits for it. What did not come to its end is told, since the
    /// page that is pulled does not show how the sync stands.
    public func refresh() async {
        switch await syncing.refresh() {
        case .failed(let error): tell(Notice(error: error))
        case .ended(let summary) where summary.cancelled: tell(Notice(Word("sync_was_cancelled")))
        case .ended(let summary) where !summary.finished: tell(Notice(Word("sync_not_finished")))
        case .ended, .running, .none: break
        }
    }

    /// Tells something that is no intent of the core.
    public func tell(_ notice: Notice) { self.notice = notice }

    /// A link was opened; whatever came before it gives way. What this app does not know is passed
    /// over.
    public func arrive(_ link: String) {
        if let arrival = Arrival(link) { arrived = arrival }
    }

    /// A page has taken it up.
    public func taken(_ arrival: Arrival) {
        if arrived == arrival { arrived = nil }
    }

    /// The person has seen it.
    public func seen(_ notice: Notice) {
        if self.notice === notice { self.notice = nil }
    }
}
