package org.sharenum.platform

import android.app.NotificationChannel
import android.app.NotificationChannelGroup
import android.app.NotificationManager
import android.content.Context
import org.sharenum.companion.AlertKind
import org.sharenum.companion.NotificationGroup
import org.sharenum.companion.NotificationKind
import org.sharenum.companion.ReminderKind

/**
 * The channels of this app, in the order in which the system lists them: one for each kind of
 * alert, so that a person can turn off one without the others. An [id] never changes: with another
 * one the person's choice would be lost.
 */
enum class AlertChannel(
    /** Its name for the system. */
    val id: String,
    internal val kind: NotificationKind,
    private val group: NotificationGroup,
    private val importance: Int = NotificationManager.IMPORTANCE_DEFAULT,
) {
    WORKSHOP_NEARBY("workshop_nearby", alert(AlertKind.WorkshopNearby), NotificationGroup.Nearby),
    TICKET_NEARBY("ticket_nearby", alert(AlertKind.TicketNearby), NotificationGroup.Nearby),
    DIGEST("digest", NotificationKind.Digest, NotificationGroup.Nearby),
    MORE("more", NotificationKind.More, NotificationGroup.Nearby, NotificationManager.IMPORTANCE_LOW),
    PROPOSAL_RECEIVED("proposal_received", alert(AlertKind.ProposalReceived), NotificationGroup.Conversations),
    PROPOSAL_ACCEPTED("proposal_accepted", alert(AlertKind.ProposalAccepted), NotificationGroup.Conversations),
    MESSAGE_RECEIVED("message_received", alert(AlertKind.MessageReceived), NotificationGroup.Conversations),
    SEAT_DECIDED("seat_decided", alert(AlertKind.SeatDecided), NotificationGroup.Agenda),
    BOOKING_DECIDED("booking_decided", alert(AlertKind.BookingDecided), NotificationGroup.Agenda),
    WORKSHOP_CHANGED("workshop_changed", alert(AlertKind.WorkshopChanged), NotificationGroup.Agenda),
    WORKSHOP_CANCELLED("workshop_cancelled", alert(AlertKind.WorkshopCancelled), NotificationGroup.Agenda),
    REMINDER_DAY("reminder_day", reminder(ReminderKind.DayBefore), NotificationGroup.Agenda),
    REMINDER_HOUR("reminder_hour", reminder(ReminderKind.HourBefore), NotificationGroup.Agenda),

    /** For what a newer core has and this app does not know. */
    OTHER("other", NotificationKind.Unknown, NotificationGroup.Nearby),
    ;

    companion object {
        /** The channel of a kind; another word of a newer app goes to [OTHER]. */
        fun of(kind: NotificationKind): AlertChannel = entries.firstOrNull { it.kind == kind } ?: OTHER

        /** The name of a group for the system. */
        fun key(group: NotificationGroup): String = when (group) {
            NotificationGroup.Nearby -> "nearby"
            NotificationGroup.Conversations -> "conversations"
            NotificationGroup.Agenda -> "agenda"
            is NotificationGroup.Unknown -> group.word
        }

        /** Tells the system of all of them, in the language of now; said again, it renames them. */
        internal fun declare(context: Context, words: NotificationWords) {
            val manager = context.service<NotificationManager>()
            val groups = entries.map(AlertChannel::group).distinct()
            manager.createNotificationChannelGroups(
                groups.map { NotificationChannelGroup(key(it), words.group(it)) },
            )
            manager.createNotificationChannels(
                entries.map { channel ->
                    NotificationChannel(channel.id, words.channel(channel.kind), channel.importance).apply {
                        group = key(channel.group)
                    }
                },
            )
        }
    }
}

private fun alert(kind: AlertKind) = NotificationKind.Alert(kind)

private fun reminder(kind: ReminderKind) = NotificationKind.Reminder(kind)
