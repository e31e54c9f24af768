import SharenumModels
import UserNotifications

/// Does what a button of a notification says, at once and without a network; what was written goes out
/// with the next sync, which is asked for.
@MainActor
final class NotificationActions {
    private let phone: OpensPhone
    private let notifications: NotificationSchedule
    private let sync: @MainActor () -> Void
    private let spoken: @MainActor () -> Spoken

    init(
        _ phone: @escaping OpensPhone, _ notifications: NotificationSchedule,
        _ sync: @escaping @MainActor () -> Void, _ spoken: @escaping @MainActor () -> Spoken
    ) {
        self.phone = phone
        self.notifications = notifications
        self.sync = sync
        self.spoken = spoken
    }

    /// Carries it out, and answers beside the notification: that it is noted, or why it was not
    /// possible.
    func act(_ action: Action, _ pressed: PressedNotification) async {
        let spoken = spoken()
        let proposal = spoken.words.text("notification_proposal")
        do {
            try await phone().call { try $0.perform(action, pressed, proposal) }
        } catch {
            // With a sound: a wish that was not granted is not lost in silence.
            let why = spoken.words.error(SharenumError(error), spoken.formats)
            return await answer(pressed, why, sounds: true)
        }
        sync()
        await notifications.replan()
        if action == .markRead { return }
        let noted = spoken.words.text("notification_done", spoken.words.action(action))
        await answer(pressed, noted, sounds: false)
    }

    private func answer(_ pressed: PressedNotification, _ text: String, sounds: Bool) async {
        let request = UNNotificationRequest.answer(to: pressed, text, sounds: sounds)
        // Refused when the person has forbidden notifications meanwhile.
        try? await UNUserNotificationCenter.current().add(request)
    }
}

extension SharenumApp {
    fileprivate func perform(
        _ action: Action, _ pressed: PressedNotification, _ proposal: String
    ) throws {
        if let subject = pressed.subject {
            switch action {
            case .askSeat: _ = try askSeat(workshop: subject)
            case .propose: _ = try propose(ticket: subject, text: proposal)
            default: break
            }
        }
        // Who answers has read.
        if let alert = pressed.alert { try markAlertRead(id: alert) }
    }
}
