/// The platform's vault, as three closures: the Keychain, or a file in tests.
///
/// Called by the thread that opens the phone, and never later. Throw `HostError.Unavailable` when
/// the vault cannot be read now, as before the first unlock.
public final class Vault: KeyVault {
    private let loads: @Sendable () throws -> VaultSecrets?
    private let saves: @Sendable (VaultSecrets) throws -> Void
    private let discards: @Sendable () throws -> Void

    /// `load` answers what is kept, none when there is nothing or only a part. `save` keeps the two
    /// secrets in one entry, in place of what was there, durably. `discard` forgets them.
    public init(
        load: @escaping @Sendable () throws -> VaultSecrets?,
        save: @escaping @Sendable (VaultSecrets) throws -> Void,
        discard: @escaping @Sendable () throws -> Void
    ) {
        loads = load
        saves = save
        discards = discard
    }

    public func load() throws -> VaultSecrets? { try throwingHostErrors(loads) }

    public func save(secrets: VaultSecrets) throws { try throwingHostErrors { try saves(secrets) } }

    public func discard() throws { try throwingHostErrors(discards) }
}

extension Sharenum {
    /// Sends what the library says from now on to `sink`, down to `level`; numbers and codes, never
    /// personal data. One sink per process; lines arrive in order on a thread of the library.
    public static func log(
        _ level: LogLevel, to sink: @escaping @Sendable (LogRecord) throws -> Void
    ) throws {
        try setLogSink(sink: Sink(sink), level: level)
    }

    /// Sends what the library says nowhere.
    public static func silence() throws {
        try setLogSink(sink: nil, level: .error)
    }
}

private final class Sink: LogSink {
    private let takes: @Sendable (LogRecord) throws -> Void

    init(_ takes: @escaping @Sendable (LogRecord) throws -> Void) { self.takes = takes }

    func log(record: LogRecord) throws { try throwingHostErrors { try takes(record) } }
}

/// What a closure throws, as the library may hear of it: the name of the error's type and no more,
/// as its message may name anybody.
func throwingHostErrors<T>(_ body: () throws -> T) throws -> T {
    do {
        return try body()
    } catch let error as HostError {
        throw error
    } catch {
        throw HostError.Unexpected(kind: String(reflecting: type(of: error)))
    }
}
