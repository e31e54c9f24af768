import Foundation

// Nothing of it is `Sendable` here, whatever newer headers say: what is right without is right with it.

// swift-format-ignore: AlwaysUseLowerCamelCase
public let UNNotificationDefaultActionIdentifier = "default"

public struct UNNotificationPresentationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let sound = UNNotificationPresentationOptions(rawValue: 1)
    public static let list = UNNotificationPresentationOptions(rawValue: 2)
    public static let banner = UNNotificationPresentationOptions(rawValue: 4)
}

public protocol UNUserNotificationCenterDelegate: NSObjectProtocol {
    func userNotificationCenter(
        _ center: UNUserNotificationCenter, willPresent notification: UNNotification,
        withCompletionHandler completionHandler: @escaping (UNNotificationPresentationOptions) ->
            Void)

    func userNotificationCenter(
        _ center: UNUserNotificationCenter, didReceive response: UNNotificationResponse,
        withCompletionHandler completionHandler: @escaping () -> Void)
}

public enum UNAuthorizationStatus: Int, Sendable {
    case notDetermined
    case denied
    case authorized
    case provisional
    case ephemeral
}

public struct UNAuthorizationOptions: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
    public static let sound = UNAuthorizationOptions(rawValue: 1)
    public static let alert = UNAuthorizationOptions(rawValue: 2)
}

public class UNNotificationSettings: NSObject {
    public let authorizationStatus: UNAuthorizationStatus

    init(_ status: UNAuthorizationStatus) { authorizationStatus = status }
}

/// One that shows at once what has no trigger, and nothing else; tests look into it.
public class UNUserNotificationCenter: NSObject {
    nonisolated(unsafe) private static let center = UNUserNotificationCenter()
    public class func current() -> UNUserNotificationCenter { center }

    public weak var delegate: (any UNUserNotificationCenterDelegate)?
    private let lock = NSLock()
    private var pending: [String: UNNotificationRequest] = [:]
    private var delivered: [String: UNNotificationRequest] = [:]
    private var kept: Set<UNNotificationCategory> = []
    /// What the person has decided.
    public var status = UNAuthorizationStatus.authorized

    /// Forgets everything.
    public func reset() {
        lock.withLock { (pending, delivered, kept, status) = ([:], [:], [], .authorized) }
    }

    // For tests, which look at once.
    public var waiting: [UNNotificationRequest] { lock.withLock { Array(pending.values) } }
    public var shown: [UNNotification] {
        lock.withLock { delivered.values.map(UNNotification.init) }
    }
    public var categories: Set<UNNotificationCategory> { lock.withLock { kept } }

    public func requestAuthorization(options: UNAuthorizationOptions = []) async throws -> Bool {
        status == .authorized
    }
    public func notificationSettings() async -> UNNotificationSettings {
        UNNotificationSettings(status)
    }
    public func setNotificationCategories(_ categories: Set<UNNotificationCategory>) {
        lock.withLock { kept = categories }
    }
    public func add(_ request: UNNotificationRequest) async throws {
        lock.withLock {
            if request.trigger == nil {
                delivered[request.identifier] = request
            } else {
                pending[request.identifier] = request
            }
        }
    }
    public func pendingNotificationRequests() async -> [UNNotificationRequest] {
        waiting
    }
    public func removePendingNotificationRequests(withIdentifiers identifiers: [String]) {
        lock.withLock { for one in identifiers { pending[one] = nil } }
    }
    public func deliveredNotifications() async -> [UNNotification] {
        shown
    }
    public func removeDeliveredNotifications(withIdentifiers identifiers: [String]) {
        lock.withLock { for one in identifiers { delivered[one] = nil } }
    }
}

public class UNNotification: NSObject {
    public let request: UNNotificationRequest

    init(_ request: UNNotificationRequest) { self.request = request }
}

public class UNNotificationResponse: NSObject {
    public let notification: UNNotification
    public let actionIdentifier: String

    /// For tests: somebody has pressed it.
    public init(_ notification: UNNotification, actionIdentifier: String) {
        self.notification = notification
        self.actionIdentifier = actionIdentifier
    }
}

public class UNNotificationRequest: NSObject {
    public let identifier: String
    public let content: UNNotificationContent
    public let trigger: UNNotificationTrigger?

    public init(
        identifier: String, content: UNNotificationContent, trigger: UNNotificationTrigger?
    ) {
        self.identifier = identifier
        self.content = content
        self.trigger = trigger
    }
}
