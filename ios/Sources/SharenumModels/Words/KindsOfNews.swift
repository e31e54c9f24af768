import SharenumKit

// The labels of what the library counts up. What a newer version wrote is shown by its own word.

extension Words {
    /// The label of the button that does it.
    public func action(_ action: Action) -> String {
        switch action {
        case .edit: text("action_edit")
        case .sendAgain: text("action_send_again")
        case .discard: text("action_discard")
        case .startDiscussion: text("action_start_discussion")
        case .markScheduled: text("action_mark_scheduled")
        case .close: text("action_close")
        case .cancel: text("action_cancel")
        case .widen: text("action_widen")
        case .propose: text("action_propose")
        case .withdraw: text("action_withdraw")
        case .accept: text("action_accept")
        case .write: text("action_write")
        case .startPlan: text("action_start_plan")
        case .addDate: text("action_add_date")
        case .vote: text("action_vote")
        case .chooseDate: text("action_choose_date")
        case .publishWorkshop: text("action_publish_workshop")
        case .askSeat: text("action_ask_seat")
        case .cancelSeat: text("action_cancel_seat")
        case .askDay: text("action_ask_day")
        case .cancelDay: text("action_cancel_day")
        case .checkIn: text("action_check_in")
        case .addWalkIn: text("action_add_walk_in")
        case .coSign: text("action_co_sign")
        case .markRead: text("action_mark_read")
        case .unknown: text("action_unknown")
        }
    }

    /// Why somebody is alerted, of one alert.
    public func alertKind(_ kind: AlertKind) -> String {
        switch kind {
        case .ticketNearby: text("alert_kind_ticket_nearby")
        case .workshopNearby: text("alert_kind_workshop_nearby")
        case .proposalReceived: text("alert_kind_proposal_received")
        case .messageReceived: text("alert_kind_message_received")
        case .proposalAccepted: text("alert_kind_proposal_accepted")
        case .bookingDecided: text("alert_kind_booking_decided")
        case .seatDecided: text("alert_kind_seat_decided")
        case .workshopChanged: text("alert_kind_workshop_changed")
        case .workshopCancelled: text("alert_kind_workshop_cancelled")
        case .unknown(let word): word
        }
    }

    /// The channel of such alerts, as the settings of the phone list it.
    public func channel(_ kind: AlertKind) -> String {
        switch kind {
        case .ticketNearby: text("channel_ticket_nearby")
        case .workshopNearby: text("channel_workshop_nearby")
        case .proposalReceived: text("channel_proposal_received")
        case .messageReceived: text("channel_message_received")
        case .proposalAccepted: text("channel_proposal_accepted")
        case .bookingDecided: text("channel_booking_decided")
        case .seatDecided: text("channel_seat_decided")
        case .workshopChanged: text("channel_workshop_changed")
        case .workshopCancelled: text("channel_workshop_cancelled")
        case .unknown(let word): word
        }
    }

    /// The channel of such notifications; what is newer has one of its own.
    public func channel(_ kind: NotificationKind) -> String {
        switch kind {
        case .alert(let kind): channel(kind)
        case .reminder: text("channel_reminders")
        case .digest: text("channel_digest")
        case .more: text("channel_more")
        case .unknown: text("channel_other")
        }
    }

    /// What notifications stand together under.
    public func notificationGroup(_ group: NotificationGroup) -> String {
        switch group {
        case .nearby: text("notification_group_nearby")
        case .conversations: text("notification_group_conversations")
        case .agenda: text("notification_group_agenda")
        case .unknown(let word): word
        }
    }

    /// When one is reminded.
    public func reminderKind(_ kind: ReminderKind) -> String {
        switch kind {
        case .dayBefore: text("reminder_kind_day_before")
        case .hourBefore: text("reminder_kind_hour_before")
        case .unknown(let word): word
        }
    }
}
