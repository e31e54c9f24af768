package org.sharenum.screens.words

import org.sharenum.companion.Action
import org.sharenum.companion.AlertKind
import org.sharenum.companion.NotificationGroup
import org.sharenum.companion.NotificationKind
import org.sharenum.companion.ReminderKind

// The labels of what the library counts up. What a newer version wrote is shown by its own word.

/** The label of the button that does it. */
fun Words.action(action: Action): String = when (action) {
    Action.EDIT -> text("action_edit")
    Action.SEND_AGAIN -> text("action_send_again")
    Action.DISCARD -> text("action_discard")
    Action.START_DISCUSSION -> text("action_start_discussion")
    Action.MARK_SCHEDULED -> text("action_mark_scheduled")
    Action.CLOSE -> text("action_close")
    Action.CANCEL -> text("action_cancel")
    Action.WIDEN -> text("action_widen")
    Action.PROPOSE -> text("action_propose")
    Action.WITHDRAW -> text("action_withdraw")
    Action.ACCEPT -> text("action_accept")
    Action.WRITE -> text("action_write")
    Action.START_PLAN -> text("action_start_plan")
    Action.ADD_DATE -> text("action_add_date")
    Action.VOTE -> text("action_vote")
    Action.CHOOSE_DATE -> text("action_choose_date")
    Action.PUBLISH_WORKSHOP -> text("action_publish_workshop")
    Action.ASK_SEAT -> text("action_ask_seat")
    Action.CANCEL_SEAT -> text("action_cancel_seat")
    Action.ASK_DAY -> text("action_ask_day")
    Action.CANCEL_DAY -> text("action_cancel_day")
    Action.CHECK_IN -> text("action_check_in")
    Action.ADD_WALK_IN -> text("action_add_walk_in")
    Action.CO_SIGN -> text("action_co_sign")
    Action.MARK_READ -> text("action_mark_read")
    Action.UNKNOWN -> text("action_unknown")
}

/** Why somebody is alerted, of one alert. */
fun Words.alertKind(kind: AlertKind): String = when (kind) {
    AlertKind.TicketNearby -> text("alert_kind_ticket_nearby")
    AlertKind.WorkshopNearby -> text("alert_kind_workshop_nearby")
    AlertKind.ProposalReceived -> text("alert_kind_proposal_received")
    AlertKind.MessageReceived -> text("alert_kind_message_received")
    AlertKind.ProposalAccepted -> text("alert_kind_proposal_accepted")
    AlertKind.BookingDecided -> text("alert_kind_booking_decided")
    AlertKind.SeatDecided -> text("alert_kind_seat_decided")
    AlertKind.WorkshopChanged -> text("alert_kind_workshop_changed")
    AlertKind.WorkshopCancelled -> text("alert_kind_workshop_cancelled")
    is AlertKind.Unknown -> kind.word
}

/** The channel of such alerts, as the settings of the phone list it. */
fun Words.channel(kind: AlertKind): String = when (kind) {
    AlertKind.TicketNearby -> text("channel_ticket_nearby")
    AlertKind.WorkshopNearby -> text("channel_workshop_nearby")
    AlertKind.ProposalReceived -> text("channel_proposal_received")
    AlertKind.MessageReceived -> text("channel_message_received")
    AlertKind.ProposalAccepted -> text("channel_proposal_accepted")
    AlertKind.BookingDecided -> text("channel_booking_decided")
    AlertKind.SeatDecided -> text("channel_seat_decided")
    AlertKind.WorkshopChanged -> text("channel_workshop_changed")
    AlertKind.WorkshopCancelled -> text("channel_workshop_cancelled")
    is AlertKind.Unknown -> kind.word
}

/** The channel of such notifications; what is newer has one of its own. */
fun Words.channel(kind: NotificationKind): String = when (kind) {
    is NotificationKind.Alert -> channel(kind.kind)
    is NotificationKind.Reminder -> text("channel_reminders")
    NotificationKind.Digest -> text("channel_digest")
    NotificationKind.More -> text("channel_more")
    NotificationKind.Unknown -> text("channel_other")
}

/** What notifications stand together under. */
fun Words.notificationGroup(group: NotificationGroup): String = when (group) {
    NotificationGroup.Nearby -> text("notification_group_nearby")
    NotificationGroup.Conversations -> text("notification_group_conversations")
    NotificationGroup.Agenda -> text("notification_group_agenda")
    is NotificationGroup.Unknown -> group.word
}

/** When one is reminded. */
fun Words.reminderKind(kind: ReminderKind): String = when (kind) {
    ReminderKind.DayBefore -> text("reminder_kind_day_before")
    ReminderKind.HourBefore -> text("reminder_kind_hour_before")
    is ReminderKind.Unknown -> kind.word
}
