import Foundation
import SharenumKit
import Stage
import Testing

extension All {
    /// The four cases of file and key, and a vault that fails.
    @Suite struct Opening {
        @Test("Each case of file and key has its outcome")
        func cases() async throws {
            var table = try Table("opening")
            let file = Stage.file("opening")
            let vault = MemoryVault()

            func opened() async throws -> String {
                let app = try await Sharenum.open(path: file.path, vault: vault)
                await app.close()
                return word(app.opening)
            }

            table.says("neither", try await opened())
            table.says("both", try await opened())
            let own = vault.secrets
            vault.secrets = VaultSecrets(fileKey: Data(count: 48), signingSeed: Data(count: 32))
            let before = try Data(contentsOf: file)
            table.says("another key", try await outcome { try await opened() })
            table.says("the file is as it was", try Data(contentsOf: file) == before)
            vault.secrets = own
            table.says("the own key again", try await opened())
            vault.secrets = nil
            table.says("a file without key", try await opened())
            let again = try await Sharenum.open(path: file.path, vault: vault)
            table.says("set aside", try await again.call { try $0.filesSetAside() }.count)
            await again.close()
            let folder = file.deletingLastPathComponent()
            for name in try FileManager.default.contentsOfDirectory(atPath: folder.path)
            where name.hasPrefix(file.lastPathComponent) {
                try FileManager.default.removeItem(at: folder.appendingPathComponent(name))
            }
            table.says("a key without file", try await opened())
            let app = try await Sharenum.setAsideAndOpen(path: file.path, vault: vault)
            table.says("set aside by hand", word(app.opening))
            await app.close()
            await app.close()
            let closed = try await outcome { try await app.call { try $0.diagnostics() } }
            table.says("closed", closed)
            table.compare()
        }

        @Test("A vault that fails is an error, and nothing is made")
        func vault() async throws {
            var table = try Table("vault")
            let file = Stage.file("vault")
            let locked = Vault(
                load: { throw HostError.Unavailable(reason: "keystore-locked") },
                save: { _ in }, discard: {})
            let refused = try await outcome {
                try await Sharenum.open(path: file.path, vault: locked)
            }
            table.says("locked", refused)
            do {
                _ = try await Sharenum.open(path: file.path, vault: Broken())
                Issue.record("it opened without a key")
            } catch let error as SharenumError {
                table.says("broken", "\(word(error)) \(error.code)")
                table.says("tells who", "\(error) \(error.text)".contains("durand"))
            }
            table.says("a file was made", FileManager.default.fileExists(atPath: file.path))
            table.compare()
        }
    }
}

/// Throws what no vault should.
private final class Broken: KeyVault {
    func load() throws -> VaultSecrets? { throw Mishap() }
    func save(secrets: VaultSecrets) throws { throw Mishap() }
    func discard() throws { throw Mishap() }
}
