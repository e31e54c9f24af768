import Foundation
import SharenumKit

/// The fields of a workshop's form, by the core's names where it has one.
public enum WorkshopField {
    public static let title = "field.title"
    public static let description = "field.description"

    /// Ids, with spaces between; the same as in a ticket's form.
    public static let tools = TicketField.tools

    /// Latitude and longitude with a space between; empty for one's own school.
    public static let position = "field.position"
    public static let placeLabel = "field.place-label"

    /// The same as in a ticket's form.
    public static let radius = TicketField.radius
    public static let day = "field.slot"
    public static let time = "field.start"
    public static let minutes = "field.minutes"
    public static let zone = "field.zone"
    public static let seats = "field.seats"

    /// The day of the bus, by its id; empty for none.
    public static let booking = "booking"

    /// What was typed to find a place.
    public static let search = "search"

    /// Those that a screen shows, with what is wrong with them.
    public static let shown: Set = [
        title, description, tools, position, placeLabel, radius, day, time, minutes, seats,
    ]
}

/// What stands in the form of a workshop before anything is typed.
struct BlankWorkshop: Sendable {
    private let today: String
    private let zone: String

    @MainActor
    init(_ shell: any Shell) {
        today = shell.today.map(inField) ?? ""
        zone = shell.zone.identifier
    }

    func fields(_ app: SharenumApp) throws -> [String: String] {
        [
            WorkshopField.radius: "\(try app.firstRadiusKm())",
            WorkshopField.day: today,
            WorkshopField.time: inField(offers.start),
            WorkshopField.minutes: "\(offers.workshopMinutes)",
            WorkshopField.zone: zone,
            WorkshopField.seats: "\(offers.seats)",
        ]
    }
}

extension Plan {
    /// What two have agreed on, for a workshop; the tools are the ticket's.
    func workshopFields(_ ticket: TicketItem) -> [String: String] {
        var fields = ticket.workshopFields
        fields[WorkshopField.title] = ticketTitle
        fields[WorkshopField.description] = [what, forWhom].filter { !$0.trimmed.isEmpty }
            .joined(separator: "\n")
        return fields.merging(chosen?.workshopFields ?? [:]) { _, chosen in chosen }
    }
}

extension TicketItem {
    /// What a workshop takes from it.
    var workshopFields: [String: String] {
        [WorkshopField.title: title, WorkshopField.tools: written(tools)]
    }
}

extension WorkshopItem {
    /// The workshop as it stands.
    func fields(_ booking: DocumentId?) -> [String: String] {
        [
            WorkshopField.title: title,
            WorkshopField.description: description,
            WorkshopField.tools: written(tools),
            WorkshopField.placeLabel: placeLabel,
            WorkshopField.radius: "\(radiusKm)",
            WorkshopField.seats: "\(seats)",
            WorkshopField.booking: booking?.value ?? "",
        ].merging(slot.workshopFields) { _, slot in slot }
    }
}

extension Slot {
    fileprivate var workshopFields: [String: String] {
        [
            WorkshopField.day: inField(start.date),
            WorkshopField.time: inField(start.time),
            WorkshopField.minutes: "\(minutes)",
            WorkshopField.zone: zone,
        ]
    }
}

private func written(_ tools: [Tool]) -> String { tools.map(\.id.value).joined(separator: " ") }

// What is no number becomes zero, which the core refuses with its own words.

extension FormState {
    var seats: UInt32 { number(WorkshopField.seats) }

    /// When it is to be; none while day or time cannot be read.
    public var slot: Slot? {
        guard let day = typedDay(self[WorkshopField.day]),
            let time = typedTime(self[WorkshopField.time])
        else { return nil }
        return Slot(
            start: CivilDateTime(day, time), minutes: number(WorkshopField.minutes),
            zone: self[WorkshopField.zone])
    }

    /// The day of the bus, if any.
    public var booking: DocumentId? {
        let id = self[WorkshopField.booking]
        return id.isEmpty ? nil : DocumentId(value: id)
    }

    var venue: Venue {
        let numbers = self[WorkshopField.position].split(separator: " ").compactMap { Double($0) }
        guard numbers.count == 2 else { return .mySchool }
        return .elsewhere(
            label: self[WorkshopField.placeLabel],
            position: Position(lat: numbers[0], lon: numbers[1]))
    }
}

/// A position as a field holds it.
public func inField(_ position: Position) -> String { "\(position.lat) \(position.lon)" }
