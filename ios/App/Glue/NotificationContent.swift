import Foundation
import SharenumModels
import UserNotifications

/// Words, and how what stands in them is written.
struct Spoken: Sendable {
    let words: Words
    let formats: Formats
}

extension PlannedNotification {
    /// What the system knows it by: the same for each revision, which takes the place of the one before.
    var identifier: String { Self.identifier(of: id) }

    static func identifier(of id: Int64) -> String { "sharenum-\(id)" }
}

extension UNNotificationRequest {
    /// What the core has planned, word for word: its moment, its sound, its group and its buttons are
    /// the core's.
    static func planned(
        _ planned: PlannedNotification, _ spoken: Spoken
    ) -> UNNotificationRequest {
        let content = UNMutableNotificationContent()
        content.title = spoken.words.notificationTitle(planned)
        content.body = spoken.words.notificationText(planned, spoken.formats)
        content.sound = planned.ring == .sound ? .default : nil
        content.interruptionLevel = planned.ring == .sound ? .active : .passive
        content.threadIdentifier = planned.group.key
        content.categoryIdentifier = NotificationCategory.identifier(of: planned)
        content.userInfo = PressedNotification.info(of: planned)
        return UNNotificationRequest(
            identifier: planned.identifier, content: content,
            trigger: trigger(planned.at, now: spoken.formats.now()))
    }

    /// What has become of a button that was pressed, beside the notification that offered it.
    static func answer(
        to pressed: PressedNotification, _ text: String, sounds: Bool
    ) -> UNNotificationRequest {
        let content = UNMutableNotificationContent()
        content.title = pressed.title
        content.body = text
        content.sound = sounds ? .default : nil
        content.interruptionLevel = sounds ? .active : .passive
        content.threadIdentifier = pressed.thread
        // It has no buttons, and says as little as that one while the device is locked.
        content.categoryIdentifier = NotificationCategory.identifier(pressed.thread, [])
        content.userInfo = pressed.info
        return UNNotificationRequest(
            identifier: "answer-\(pressed.identifier)", content: content, trigger: nil)
    }

    /// At once for what is due. An instant is the same everywhere, so it is named in one zone: a
    /// journey moves no notification, and the core plans anew after it.
    private static func trigger(_ at: Date, now: Date) -> UNNotificationTrigger? {
        if at <= now { return nil }
        var calendar = Calendar(identifier: .gregorian)
        calendar.timeZone = .gmt
        var parts = calendar.dateComponents(
            [.year, .month, .day, .hour, .minute, .second], from: at)
        parts.calendar = calendar
        parts.timeZone = .gmt
        return UNCalendarNotificationTrigger(dateMatching: parts, repeats: false)
    }
}

extension NotificationGroup {
    /// The system's name of it.
    var key: String {
        switch self {
        case .nearby: "nearby"
        case .conversations: "conversations"
        case .agenda: "agenda"
        case .unknown(let word): word
        }
    }
}
