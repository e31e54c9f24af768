package org.sharenum.screens.words

import org.sharenum.companion.Appointment
import org.sharenum.companion.NotificationContent
import org.sharenum.companion.PlannedNotification

// What a planned notification says. Days and times are said in full: it is read later than it was planned.

/** Its first line. */
fun Words.notificationTitle(planned: PlannedNotification, formats: Formats): String =
    when (val content = planned.content) {
        is NotificationContent.Alert -> content.alert.title.ifEmpty { capitalized(channel(planned.kind)) }
        is NotificationContent.Reminder -> content.title
        is NotificationContent.Several -> count("notification_several", content.count.toLong())
        NotificationContent.Unknown -> text("notification_unknown")
    }

/** What follows. */
fun Words.notificationText(planned: PlannedNotification, formats: Formats): String =
    when (val content = planned.content) {
        is NotificationContent.Alert -> capitalized(phrase(content.alert.text, formats))

        is NotificationContent.Reminder -> {
            val on = capitalized(appointment(content.`when`, formats))
            if (content.place.isEmpty()) on else text("notification_when_where", on, content.place)
        }

        is NotificationContent.Several -> content.titles.joinToString(text("notification_and"))

        NotificationContent.Unknown -> text("notification_unknown_text")
    }

private fun appointment(appointment: Appointment, formats: Formats): String = when (appointment) {
    is Appointment.At -> formats.slotInFull(appointment.slot)
    is Appointment.On -> formats.date(appointment.day)
}
