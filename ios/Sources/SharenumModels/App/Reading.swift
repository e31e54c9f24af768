import Observation
import SharenumKit

/// Something that a screen shows: what the core answers now, and after each of its changes. Several
/// changes while it is read count as one, and one that changes nothing here is not shown anew.
@Observable
@MainActor
public final class Reading<Value: Equatable & Sendable>: Part {
    /// What is shown.
    public private(set) var shown: Loaded<Value> = .loading

    private let drafts: Bool
    private let turns = Turns()
    private let answer: @MainActor () async -> Loaded<Value>?

    /// What `read` gives; with `drafts` also when a form or the timer is kept, which is told at each
    /// key.
    init(
        _ desk: Desk, drafts: Bool = false,
        read: @escaping @Sendable (SharenumApp) throws -> Value
    ) {
        self.drafts = drafts
        answer = { await desk.phone.loaded(read) }
    }

    /// What `read` gives for what a person has typed or chosen, which `about` tells; nothing while
    /// there is none. Call `again` when it is another one: what was asked before is not shown then.
    init<About: Equatable & Sendable>(
        _ desk: Desk, about: @escaping @MainActor () -> About?,
        read: @escaping @Sendable (SharenumApp, About) throws -> Value
    ) {
        drafts = false
        answer = {
            guard let asked = about() else { return nil }
            let answer = await desk.phone.loaded { try read($0, asked) }
            return about() == asked ? answer : nil
        }
    }

    func hear(_ change: Change) {
        if drafts || change != .drafts { again() }
    }

    func again() {
        turns.takeOnce { [self] in
            if let answer = await answer(), answer != shown { shown = answer }
        }
    }
}
