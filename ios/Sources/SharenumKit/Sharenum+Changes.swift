extension Sharenum {
    /// What a screen may want to show, in the order of the commits. Each stream is for one loop, on
    /// the main actor:
    ///
    ///     for await change in try phone.changes() { … }
    ///
    /// The first is a `reRead`, once nothing can be missed any more: who reads at each change needs
    /// no first reading of its own. At most `room` changes wait for a loop that is busy; with one
    /// more they all become a single `reRead`.
    ///
    /// It ends when the task of its loop is cancelled, when it is let go, and when the app is
    /// closed; of a closed app it is empty.
    @MainActor
    public func changes(room: Int = 64) throws -> AsyncStream<Change> {
        try changes(through: Mailbox(room: room))
    }

    /// Through a mailbox that a test can look into.
    nonisolated func changes(through mailbox: Mailbox) throws -> AsyncStream<Change> {
        do {
            let subscription = try app.subscribe(listener: Ear(mailbox))
            // Both ends of a loop, its task's and its own, drop or cancel the subscription; then the
            // library lets go of the listener, which closes the mailbox.
            return AsyncStream {
                await mailbox.next()
            } onCancel: {
                subscription.cancel()
            }
        } catch SharenumError.Closed {
            return AsyncStream { nil }
        }
    }
}

/// What the library tells of changes. It lets go of it when the app is closed.
private final class Ear: ChangeListener {
    private let mailbox: Mailbox

    init(_ mailbox: Mailbox) {
        self.mailbox = mailbox
        mailbox.put(.reRead)
    }

    func changed(change: Change) { mailbox.put(change) }

    deinit { mailbox.close() }
}
