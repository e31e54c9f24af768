@_exported import SharenumFFI
@_exported import SharenumTypes

/// One member's phone, for a shell in Swift: the generated `SharenumApp`, off the main actor.
///
/// Everything that a screen shows and does is a method of `SharenumApp`, reached through `call`;
/// what needs more than a call has a method here: opening, joining, syncing, hearing of changes,
/// closing. Errors are `SharenumError`, whose `text` is what to tell the person.
public actor Sharenum {
    nonisolated let app: SharenumApp
    private nonisolated let queue: CallQueue

    /// In which of the four cases of file and key it was opened.
    public nonisolated let opening: Opening

    /// Calls run on a thread of this phone's own.
    public nonisolated var unownedExecutor: UnownedSerialExecutor {
        queue.asUnownedSerialExecutor()
    }

    private init(
        on queue: CallQueue, _ open: @escaping @Sendable () throws -> SharenumApp
    ) async throws {
        let app = try await queue.run(open)
        self.app = app
        self.queue = queue
        opening = app.opening()
    }

    /// Opens the file at `path` with the secrets of the vault, or starts afresh where one of the two
    /// is gone: `opening` tells which. Give a `clock` in tests only.
    ///
    /// Errors: `TryAgain` when the vault does not answer. `SetAside` when both are there and do not
    /// fit, or the file is damaged: `setAsideAndOpen` is the way on. `UpdateApp` for the file of a
    /// newer app.
    public static func open(
        path: String, vault: any KeyVault, clock: (any Clock)? = nil
    ) async throws -> Sharenum {
        try await Sharenum(on: CallQueue()) {
            try SharenumApp.open(path: path, vault: vault, clock: clock)
        }
    }

    /// Starts afresh although there is a file, when the person decides so whose file cannot be
    /// opened: it is kept under another name. What the region received comes back after joining.
    public static func setAsideAndOpen(
        path: String, vault: any KeyVault, clock: (any Clock)? = nil
    ) async throws -> Sharenum {
        try await Sharenum(on: CallQueue()) {
            try SharenumApp.setAsideAndOpen(path: path, vault: vault, clock: clock)
        }
    }

    /// Calls the library: `try await phone.call { try $0.tickets(filter: .mine, page: page) }`.
    ///
    /// Calls run one at a time in the order in which they were made, and are never cut short: what
    /// a person did is on disk when it returns. Several in one `body` run with none between them.
    public func call<T: Sendable>(
        _ body: @Sendable (_ app: SharenumApp) throws -> T
    ) throws -> T {
        try body(app)
    }

    /// Joins with what the person typed or scanned: a link says which hub to ask; with a bare code,
    /// `hub` must. It goes on when its task is cancelled; joining twice is no harm.
    ///
    /// Errors: `NotPossible` and `CorrectInput` for what is no invitation, `CheckNetwork`.
    public nonisolated func join(_ codeOrLink: String, hub: String? = nil) async throws {
        try await app.join(codeOrLink: codeOrLink, hub: hub)
    }

    /// Closes the file, after the calls that were made before: running syncs are cancelled, streams
    /// of changes end, and further calls fail with `Closed`. Closing twice is no error.
    public func close() {
        app.close()
    }
}
