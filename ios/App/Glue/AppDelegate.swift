import UIKit
import UserNotifications

/// What has to be said to the system before the app has launched, also when it is started without a
/// window.
final class AppDelegate: NSObject, UIApplicationDelegate {
    let companion = Companion()
    private var notifications: NotificationDelegate?

    func application(
        _ application: UIApplication,
        didFinishLaunchingWithOptions launchOptions: [UIApplication.LaunchOptionsKey: Any]? = nil
    ) -> Bool {
        companion.begin()
        // The system keeps no reference to it.
        let delegate = NotificationDelegate { [companion] in await companion.pressed($0) }
        notifications = delegate
        UNUserNotificationCenter.current().delegate = delegate
        return true
    }
}
