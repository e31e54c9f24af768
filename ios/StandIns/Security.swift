import Foundation

// The Keychain. On Linux there is no Core Foundation, so its types are those that Swift bridges them to.

public typealias CFDictionary = [String: Any]
public typealias CFString = String
public typealias CFTypeRef = AnyObject
public typealias OSStatus = Int32

public let errSecSuccess: OSStatus = 0
public let errSecItemNotFound: OSStatus = -25_300

public let kSecClass: CFString = "class"
public let kSecClassGenericPassword: CFString = "genp"
public let kSecAttrService: CFString = "svce"
public let kSecAttrAccount: CFString = "acct"
public let kSecAttrSynchronizable: CFString = "sync"
public let kSecAttrAccessible: CFString = "pdmn"
public let kSecAttrAccessibleAfterFirstUnlockThisDeviceOnly: CFString = "cku"
public let kSecValueData: CFString = "v_Data"
public let kSecReturnData: CFString = "r_Data"
public let kSecMatchLimit: CFString = "m_Limit"
public let kSecMatchLimitOne: CFString = "m_LimitOne"

/// One that forgets with the process; tests look into it, and lock it.
public enum StandInKeychain {
    public struct State: Sendable {
        /// The attributes of what is kept, by service and account.
        public var items: [String: Attributes] = [:]
        /// What it answers to everything, as before the first unlock; nothing when it works.
        public var refuses: OSStatus?

        public init() {}
    }

    public struct Attributes: @unchecked Sendable {
        public var values: CFDictionary
    }

    private static let lock = NSLock()
    nonisolated(unsafe) private static var state = State()

    public static func with<T>(_ body: (inout State) -> T) -> T { lock.withLock { body(&state) } }

    fileprivate static func item(_ query: CFDictionary) -> String {
        "\(query[kSecAttrService] ?? "")/\(query[kSecAttrAccount] ?? "")"
    }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
public func SecItemCopyMatching(
    _ query: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?
) -> OSStatus {
    StandInKeychain.with { state in
        if let refuses = state.refuses { return refuses }
        guard let item = state.items[StandInKeychain.item(query)] else { return errSecItemNotFound }
        let data = item.values[kSecValueData] as? Data
        result?.pointee = data.map { $0 as AnyObject }
        return errSecSuccess
    }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
public func SecItemAdd(
    _ attributes: CFDictionary, _ result: UnsafeMutablePointer<CFTypeRef?>?
) -> OSStatus {
    StandInKeychain.with { state in
        if let refuses = state.refuses { return refuses }
        state.items[StandInKeychain.item(attributes)] = .init(values: attributes)
        return errSecSuccess
    }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
public func SecItemUpdate(_ query: CFDictionary, _ attributes: CFDictionary) -> OSStatus {
    StandInKeychain.with { state in
        if let refuses = state.refuses { return refuses }
        let name = StandInKeychain.item(query)
        guard let item = state.items[name] else { return errSecItemNotFound }
        state.items[name] = .init(values: item.values.merging(attributes) { _, new in new })
        return errSecSuccess
    }
}

// swift-format-ignore: AlwaysUseLowerCamelCase
public func SecItemDelete(_ query: CFDictionary) -> OSStatus {
    StandInKeychain.with { state in
        if let refuses = state.refuses { return refuses }
        let gone = state.items.removeValue(forKey: StandInKeychain.item(query))
        return gone == nil ? errSecItemNotFound : errSecSuccess
    }
}
