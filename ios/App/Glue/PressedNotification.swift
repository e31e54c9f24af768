import SharenumModels
import UserNotifications

/// What a person did with a notification.
struct PressedNotification: Sendable {
    enum Press: Sendable {
        case opened
        case button(Action)
    }

    let press: Press
    let identifier: String
    let title: String
    let thread: String
    /// The ticket, workshop or booking that it is about; none leads to the list of alerts.
    let subject: DocumentId?
    /// The alert that is read with it.
    let alert: Int64?

    /// None for what was swiped away, and for a button of another version of the app.
    init?(_ response: UNNotificationResponse) {
        switch response.actionIdentifier {
        case UNNotificationDefaultActionIdentifier: press = .opened
        case let key:
            guard let action = NotificationCategory.action(key) else { return nil }
            press = .button(action)
        }
        let request = response.notification.request
        identifier = request.identifier
        title = request.content.title
        thread = request.content.threadIdentifier
        let info = request.content.userInfo
        subject = (info[subjectKey] as? String).map(DocumentId.init(value:))
        alert = (info[alertKey] as? String).flatMap(Int64.init)
    }

    /// What of it goes with a notification about the same.
    var info: [String: String] { Self.info(subject, alert) }

    static func info(of planned: PlannedNotification) -> [String: String] {
        if case .alert(let alert) = planned.content { return info(planned.subject, alert.id) }
        return info(planned.subject, nil)
    }

    private static func info(_ subject: DocumentId?, _ alert: Int64?) -> [String: String] {
        var info: [String: String] = [:]
        info[subjectKey] = subject?.value
        info[alertKey] = alert.map(String.init)
        return info
    }
}

private let subjectKey = "subject"
private let alertKey = "alert"
