import Foundation
import SharenumKit

/// What `sharenum-stage` has set up: a file of `name=value` lines.
public enum Stage {
    private static let properties: [String: String] = {
        guard let path = ProcessInfo.processInfo.environment["SHARENUM_STAGE"],
            let text = try? String(contentsOfFile: path, encoding: .utf8)
        else {
            fatalError("run this on a stage: cargo xtask bindings test-swift")
        }
        let lines = text.split(separator: "\n").map { $0.split(separator: "=", maxSplits: 1) }
        return Dictionary(uniqueKeysWithValues: lines.map { (String($0[0]), String($0[1])) })
    }()

    /// What the stage says under a name.
    public static func says(_ name: String) -> String {
        guard let value = properties[name] else { fatalError("the stage has no \(name)") }
        return value
    }

    /// A file of the tests'.
    public static func file(_ name: String) -> URL {
        URL(fileURLWithPath: says("folder")).appendingPathComponent("\(name).sharenum")
    }

    /// A copy of the phone with ten thousand tickets, opened.
    public static func fullPhone(_ name: String) async throws -> Sharenum {
        let source = URL(fileURLWithPath: says("full_phone"))
        let folder = source.deletingLastPathComponent()
        for file in try FileManager.default.contentsOfDirectory(atPath: folder.path)
        where file.hasPrefix(source.lastPathComponent) {
            let end = file.dropFirst(source.lastPathComponent.count)
            try FileManager.default.copyItem(
                at: folder.appendingPathComponent(file),
                to: URL(fileURLWithPath: Stage.file(name).path + end))
        }
        let secrets = VaultSecrets(
            fileKey: bytes(says("full_phone_key")), signingSeed: bytes(says("full_phone_seed")))
        return try await Sharenum.open(path: Stage.file(name).path, vault: MemoryVault(secrets))
    }

    private static func bytes(_ hexadecimal: String) -> Data {
        let digits = Array(hexadecimal)
        return Data(
            stride(from: 0, to: digits.count, by: 2).compactMap {
                UInt8(String(digits[$0...$0 + 1]), radix: 16)
            })
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
