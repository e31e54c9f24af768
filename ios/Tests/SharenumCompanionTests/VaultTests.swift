import Foundation
import Security
import SharenumModels
import Testing

@testable import SharenumCompanion

/// One after the other: there is one Keychain, one centre of notifications, one scheduler.
@Suite(.serialized, .timeLimit(.minutes(1))) enum All {}

extension All {
    /// The Keychain, and what the library makes of it.
    @Suite struct Vaults {
        private let vault = KeychainVault()
        private let secrets = VaultSecrets(
            fileKey: Data(repeating: 1, count: 48), signingSeed: Data(repeating: 2, count: 32))

        init() { StandInKeychain.with { $0 = .init() } }

        @Test("Both secrets stand in one item, which stays on this device and is replaced whole")
        func item() throws {
            #expect(try vault.load() == nil)
            try vault.save(secrets: secrets)
            #expect(try vault.load() == secrets)
            let other = VaultSecrets(fileKey: secrets.signingSeed, signingSeed: secrets.fileKey)
            try vault.save(secrets: other)
            #expect(try vault.load() == other)
            let items = StandInKeychain.with { Array($0.items.values) }
            #expect(items.count == 1)
            let accessible = items.first?.values[kSecAttrAccessible] as? String
            #expect(accessible == kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly)
            #expect(items.first?.values[kSecAttrSynchronizable] as? Bool == false)
        }

        @Test("What is discarded is gone, and nothing to discard is no error")
        func discard() throws {
            try vault.save(secrets: secrets)
            try vault.discard()
            try vault.discard()
            #expect(try vault.load() == nil)
        }

        @Test("What is no pair of secrets counts as nothing")
        func damaged() throws {
            try vault.save(secrets: secrets)
            StandInKeychain.with { state in
                for name in state.items.keys {
                    state.items[name]?.values[kSecValueData] = Data("rubbish".utf8)
                }
            }
            #expect(try vault.load() == nil)
        }

        @Test("A Keychain that refuses is said, whatever is asked of it")
        func refused() throws {
            try vault.save(secrets: secrets)
            StandInKeychain.with { $0.refuses = -25_308 }
            #expect(throws: HostError.self) { try vault.load() }
            #expect(throws: HostError.self) { try vault.save(secrets: secrets) }
            #expect(throws: HostError.self) { try vault.discard() }
            StandInKeychain.with { $0.refuses = nil }
            #expect(try vault.load() == secrets)
        }

        @Test("The four cases of file and key; a locked Keychain costs nothing")
        func cases() async throws {
            let folder = FileManager.default.temporaryDirectory.appendingPathComponent("\(UUID())")
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            let path = folder.appendingPathComponent("phone.sharenum").path
            #expect(try await opening(path) == .fresh)
            #expect(try await opening(path) == .opened)
            // Before the first unlock after a start.
            StandInKeychain.with { $0.refuses = -25_308 }
            do {
                Issue.record("a locked Keychain has answered \(try await opening(path))")
            } catch SharenumError.TryAgain {
                // What is kept is there, and waits.
            }
            StandInKeychain.with { $0.refuses = nil }
            #expect(try await opening(path) == .opened)
            // The app was installed anew: its container is empty, the Keychain is not.
            try FileManager.default.removeItem(at: folder)
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            #expect(try await opening(path) == .fileGone)
            #expect(try await opening(path) == .opened)
            StandInKeychain.with { $0.items = [:] }
            guard case .keyGone = try await opening(path) else {
                Issue.record("the file was not set aside")
                return
            }
        }

        private func opening(_ path: String) async throws -> Opening {
            let phone = try await Sharenum.open(path: path, vault: vault)
            await phone.close()
            return phone.opening
        }
    }
}
