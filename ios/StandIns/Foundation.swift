// What Foundation has on Apple's systems only.

public struct FileProtectionType: Hashable, Sendable {
    public static let completeUntilFirstUserAuthentication = FileProtectionType()
}

extension FileAttributeKey {
    public static var protectionKey: FileAttributeKey { fatalError() }
}

extension URLResourceValues {
    public var isExcludedFromBackup: Bool? {
        get { fatalError() }
        set { fatalError("\(String(describing: newValue))") }
    }
}

extension ProcessInfo {
    public var isLowPowerModeEnabled: Bool { fatalError() }
}
