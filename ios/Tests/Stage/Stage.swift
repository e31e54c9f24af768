import Foundation
import SharenumKit

/// What `sharenum-stage` has set up: a file of `name=value` lines.
public enum Stage {
    private static let properties = Properties(named: "SHARENUM_STAGE")

    /// What the stage says under a name.
    public static func says(_ name: String) -> String { properties.says(name) }

    /// A file of the tests'.
    public static func file(_ name: String) -> URL {
        URL(fileURLWithPath: says("folder")).appendingPathComponent("\(name).sharenum")
    }

    /// A copy of the phone with ten thousand tickets, which nobody has received.
    public static func fullPhone(_ name: String) throws -> CopiedPhone {
        let copy = Stage.file(name)
        try properties.copy("full_phone", to: copy)
        return CopiedPhone(
            path: copy.path, vault: MemoryVault(properties.secrets("full_phone")), clock: nil)
    }
}

/// A vault that forgets with the process.
public final class MemoryVault: KeyVault, @unchecked Sendable {
    private let lock = NSLock()
    private var kept: VaultSecrets?

    /// With these in it.
    public init(_ secrets: VaultSecrets? = nil) { kept = secrets }

    /// What is in it.
    public var secrets: VaultSecrets? {
        get { lock.withLock { kept } }
        set { lock.withLock { kept = newValue } }
    }

    public func load() throws -> VaultSecrets? { secrets }

    public func save(secrets: VaultSecrets) throws { self.secrets = secrets }

    public func discard() throws { secrets = nil }
}
