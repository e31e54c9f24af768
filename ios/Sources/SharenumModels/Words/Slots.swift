import Foundation
import SharenumKit

extension Formats {
    /// Day, begin and end on the clocks of the slot's own zone, which is named when the device's
    /// clock differs.
    public func slot(_ slot: Slot) -> String {
        named(slot, theirs(slot) { day($0, today: $1) })
    }

    /// Begin and end on the device's clock, with the day when it is another one; none when the
    /// clocks agree.
    public func slotHere(_ slot: Slot) -> String? {
        guard let here = here(slot) else { return nil }
        let end = here.adding(minutes: slot.minutes, in: zone)
        let sameDay = here.date == slot.start.date && end.date == here.date
        let span = sameDay ? times(here, end) : span(here, end, day)
        return words.text("format_slot_here", span)
    }

    /// Both at once and without "today", for one line of a notification.
    public func slotInFull(_ slot: Slot) -> String {
        let theirs = named(slot, theirs(slot) { date($0, today: $1) })
        return slotHere(slot).map { words.text("format_slot_both", theirs, $0) } ?? theirs
    }

    private func theirs(_ slot: Slot, _ day: (CivilDate, CivilDate?) -> String) -> String {
        let zone = TimeZone(identifier: slot.zone)
        let today = today(in: zone ?? self.zone)
        let end = slot.start.adding(minutes: slot.minutes, in: zone ?? .gmt)
        return span(slot.start, end) { day($0, today) }
    }

    private func named(_ slot: Slot, _ text: String) -> String {
        here(slot) == nil ? text : words.text("format_slot_zone", text, place(slot.zone))
    }

    /// The start on the device's clock where it differs; none also for a zone that the library does
    /// not know.
    private func here(_ slot: Slot) -> CivilDateTime? {
        let here = try? slotInZone(slot: slot, zone: zone.identifier)
        return here == slot.start ? nil : here
    }

    private func span(
        _ start: CivilDateTime, _ end: CivilDateTime, _ day: (CivilDate) -> String
    ) -> String {
        if start.date == end.date {
            words.text("format_slot", day(start.date), times(start, end))
        } else {
            words.text(
                "format_slot_days", day(start.date), time(start.time), day(end.date),
                time(end.time))
        }
    }

    private func times(_ start: CivilDateTime, _ end: CivilDateTime) -> String {
        words.text("format_times", time(start.time), time(end.time))
    }

    /// The place that a zone is called by: "Paris".
    private func place(_ zone: String) -> String {
        let name = zone.lowercased().replacing(/[^a-z0-9]/, with: "_")
        if words.has(name, in: .zone) { return words.text(in: .zone, name) }
        let city = zone.split(separator: "/").last ?? ""
        return String(city.replacing("_", with: " "))
    }
}
