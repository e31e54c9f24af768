import Foundation
import Security
import SharenumModels

/// Keeps the two secrets of an account in one item of the Keychain.
///
/// It can be read once the device was unlocked after its start, so that a sync in the background can
/// open the phone; it never leaves this device, by a backup or by iCloud. It outlives the app: what a
/// reinstall finds is a key without a file, which the library discards. A Keychain that does not
/// answer now is `HostError.Unavailable`, and costs nobody their membership.
///
/// From any thread; it may wait.
final class KeychainVault: KeyVault {
    func load() throws -> VaultSecrets? {
        var query = item
        query[kSecReturnData as String] = true
        query[kSecMatchLimit as String] = kSecMatchLimitOne
        var found: CFTypeRef?
        let status = SecItemCopyMatching(query as CFDictionary, &found)
        if status == errSecItemNotFound { return nil }
        try check(status)
        guard let bytes = found as? Data else { return nil }
        return try? PropertyListDecoder().decode(Kept.self, from: bytes).secrets
    }

    func save(secrets: VaultSecrets) throws {
        let values: [String: Any] = [
            kSecValueData as String: try PropertyListEncoder().encode(Kept(secrets)),
            kSecAttrAccessible as String: kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly,
        ]
        let status = SecItemUpdate(item as CFDictionary, values as CFDictionary)
        guard status == errSecItemNotFound else { return try check(status) }
        let new = item.merging(values) { _, new in new }
        try check(SecItemAdd(new as CFDictionary, nil))
    }

    func discard() throws {
        let status = SecItemDelete(item as CFDictionary)
        if status != errSecItemNotFound { try check(status) }
    }

    /// What names the item.
    private var item: [String: Any] {
        [
            kSecClass as String: kSecClassGenericPassword,
            kSecAttrService as String: "org.sharenum.app",
            kSecAttrAccount as String: "phone",
            kSecAttrSynchronizable as String: false,
        ]
    }

    /// A locked device and a busy service alike: what is kept is there, and waits.
    private func check(_ status: OSStatus) throws {
        if status != errSecSuccess { throw HostError.Unavailable(reason: "keychain \(status)") }
    }
}

/// What stands in the item. What cannot be read as this counts as nothing, like an empty vault.
private struct Kept: Codable {
    let fileKey: Data
    let signingSeed: Data

    init(_ secrets: VaultSecrets) {
        fileKey = secrets.fileKey
        signingSeed = secrets.signingSeed
    }

    var secrets: VaultSecrets { VaultSecrets(fileKey: fileKey, signingSeed: signingSeed) }
}
