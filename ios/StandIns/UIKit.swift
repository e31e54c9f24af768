@_exported import CoreGraphics
@_exported import Foundation

@MainActor
open class UIResponder: NSObject {}

@MainActor
public protocol UIApplicationDelegate: NSObjectProtocol {
    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]?
    ) -> Bool
}

public struct UIBackgroundTaskIdentifier: Hashable, Sendable {
    public static let invalid = UIBackgroundTaskIdentifier()
}

public enum UIBackgroundRefreshStatus: Int, Sendable {
    case restricted
    case denied
    case available
}

@MainActor
open class UIApplication: UIResponder {
    public struct LaunchOptionsKey: Hashable, Sendable {}
    public struct OpenExternalURLOptionsKey: Hashable, Sendable {}

    public class var shared: UIApplication { fatalError() }
    nonisolated public class var openSettingsURLString: String { fatalError() }
    nonisolated public class var openNotificationSettingsURLString: String { fatalError() }

    public var connectedScenes: Set<UIScene> { fatalError() }
    public var backgroundRefreshStatus: UIBackgroundRefreshStatus { fatalError() }

    @discardableResult
    public func open(_ url: URL, options: [OpenExternalURLOptionsKey: Any] = [:]) async -> Bool {
        fatalError()
    }

    public func beginBackgroundTask(
        expirationHandler handler: (@MainActor @Sendable () -> Void)? = nil
    ) -> UIBackgroundTaskIdentifier { fatalError() }

    public func endBackgroundTask(_ identifier: UIBackgroundTaskIdentifier) { fatalError() }
}

@MainActor
open class UIScene: UIResponder {}

@MainActor
open class UIWindowScene: UIScene {
    public var keyWindow: UIWindow? { fatalError() }
}

@MainActor
open class UIView: UIResponder {
    public var bounds: CGRect { fatalError() }
}

@MainActor
open class UIWindow: UIView {
    public var rootViewController: UIViewController?
}

@MainActor
open class UIPopoverPresentationController: NSObject {
    public var sourceView: UIView?
    public var sourceRect: CGRect = .zero
    public var permittedArrowDirections: UIPopoverArrowDirection = []
}

public struct UIPopoverArrowDirection: OptionSet, Sendable {
    public let rawValue: UInt
    public init(rawValue: UInt) { self.rawValue = rawValue }
}

public enum UIModalPresentationStyle: Int, Sendable {
    case fullScreen
    case pageSheet
    case automatic
}

@MainActor
open class UIViewController: UIResponder {
    public var modalPresentationStyle = UIModalPresentationStyle.automatic
    public var view: UIView! { fatalError() }
    public var presentedViewController: UIViewController? { fatalError() }
    public var presentingViewController: UIViewController? { fatalError() }
    public var isBeingDismissed: Bool { fatalError() }
    public var popoverPresentationController: UIPopoverPresentationController? { fatalError() }

    public func present(
        _ viewControllerToPresent: UIViewController, animated flag: Bool,
        completion: (() -> Void)? = nil
    ) { fatalError() }

    public func dismiss(animated flag: Bool, completion: (() -> Void)? = nil) { fatalError() }
}
