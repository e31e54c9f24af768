import SharenumKit

// What a planned notification says. Days and times are said in full: it is read later than it was
// planned.

extension Words {
    /// Its first line.
    public func notificationTitle(_ planned: PlannedNotification) -> String {
        switch planned.content {
        case .alert(let alert):
            alert.title.isEmpty ? capitalized(channel(planned.kind)) : alert.title
        case .reminder(let title, _, _): title
        case .several(let count, _): self.count("notification_several", Int64(count))
        case .unknown: text("notification_unknown")
        }
    }

    /// What follows.
    public func notificationText(_ planned: PlannedNotification, _ formats: Formats) -> String {
        switch planned.content {
        case .alert(let alert): return capitalized(phrase(alert.text, formats))
        case .reminder(_, let place, let when):
            let on = capitalized(appointment(when, formats))
            return place.isEmpty ? on : text("notification_when_where", on, place)
        case .several(_, let titles): return titles.joined(separator: text("notification_and"))
        case .unknown: return text("notification_unknown_text")
        }
    }

    private func appointment(_ appointment: Appointment, _ formats: Formats) -> String {
        switch appointment {
        case .at(let slot): formats.slotInFull(slot)
        case .on(let day): formats.date(day)
        }
    }
}
