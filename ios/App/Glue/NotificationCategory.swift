import SharenumModels
import UserNotifications

/// Which buttons a notification has, and what stands in its place on a locked screen. The system wants
/// to know every combination beforehand.
enum NotificationCategory {
    /// What can be done without asking anything more; for the rest, the app is opened.
    static let atOnce: [Action] = [.askSeat, .propose, .markRead]

    /// All of them, in the language of `words`.
    static func all(_ words: Words) -> Set<UNNotificationCategory> {
        let groups: [NotificationGroup] = [.nearby, .conversations, .agenda]
        return Set(
            groups.flatMap { group in
                choices.map { actions in
                    UNNotificationCategory(
                        identifier: identifier(group.key, actions),
                        actions: actions.map { button($0, words) }, intentIdentifiers: [],
                        // All that a locked screen shows: that there is something, and of which sort.
                        hiddenPreviewsBodyPlaceholder: words.notificationGroup(group))
                }
            })
    }

    /// The one of a notification: the buttons that the core offers with it.
    static func identifier(of planned: PlannedNotification) -> String {
        let offered = planned.subject == nil ? [] : planned.actions
        return identifier(planned.group.key, atOnce.filter(offered.contains))
    }

    static func identifier(_ group: String, _ actions: [Action]) -> String {
        ([group] + actions.map(key)).joined(separator: ".")
    }

    /// The action of a button that was pressed.
    static func action(_ key: String) -> Action? { atOnce.first { self.key($0) == key } }

    private static func key(_ action: Action) -> String { String(describing: action) }

    private static func button(_ action: Action, _ words: Words) -> UNNotificationAction {
        // What is written in the name of a member is not for whoever finds their device.
        UNNotificationAction(
            identifier: key(action), title: words.action(action),
            options: action == .markRead ? [] : .authenticationRequired)
    }

    /// Every choice of buttons, each in one order.
    private static let choices: [[Action]] = atOnce.reversed().reduce([[]]) { choices, action in
        choices + choices.map { [action] + $0 }
    }
}
