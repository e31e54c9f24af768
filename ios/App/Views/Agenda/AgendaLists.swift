import SharenumModels
import SwiftUI

/// Where the rows of the agenda lead, and where a screen reader finds their days.
struct AgendaWays {
    let space: Namespace.ID
    let openWorkshop: @MainActor (DocumentId) -> Void
    let openDay: @MainActor (DocumentId) -> Void
    let askInstead: @MainActor (Booking, CivilDate) -> Void
}

/// Where this person is expected, and the days that are theirs or asked for.
struct NextRows: View {
    let next: Listed<AgendaItem>
    let more: @MainActor () -> Void
    let ways: AgendaWays
    @Environment(\.words) private var words: Words

    var body: some View {
        if next.items.isEmpty {
            Empty(
                symbol: "calendar", title: words.text("agenda_next_empty"),
                text: words.text("agenda_next_empty_text"))
        }
        ByDay(
            listed: next, id: { (item: AgendaItem) in item.id },
            day: { (item: AgendaItem) in item.day }, more: more,
            space: ways.space, row: { NextRow(item: $0, ways: ways) })
    }
}

private struct NextRow: View {
    let item: AgendaItem
    let ways: AgendaWays

    var body: some View {
        switch item {
        case .workshop(let workshop):
            OwnWorkshopRow(workshop: workshop, open: ways.openWorkshop)
        case .day(let booking):
            BookingRow(booking: booking, open: ways.openDay, askInstead: ways.askInstead)
        }
    }
}

/// What this person organises.
struct OrganisedRows: View {
    let mine: Listed<WorkshopItem>
    let more: @MainActor () -> Void
    let ways: AgendaWays
    @Environment(\.words) private var words: Words

    var body: some View {
        if mine.items.isEmpty {
            Empty(
                symbol: "calendar", title: words.text("agenda_organised_empty"),
                text: words.text("agenda_organised_empty_text"))
        }
        ByDay(
            listed: mine, id: { (workshop: WorkshopItem) in workshop.common.id },
            day: { (workshop: WorkshopItem) in workshop.slot.start.date }, more: more,
            space: ways.space, row: { OwnWorkshopRow(workshop: $0, open: ways.openWorkshop) })
    }
}

/// The seats that this person has asked for.
struct SeatRows: View {
    let seats: Listed<Registration>
    let more: @MainActor () -> Void
    let ways: AgendaWays
    let perform: @MainActor (Action, Registration) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        if seats.items.isEmpty {
            Empty(
                symbol: "calendar", title: words.text("agenda_seats_empty"),
                text: words.text("agenda_seats_empty_text"))
        }
        ByDay(
            listed: seats, id: { (seat: Registration) in seat.common.id },
            day: { (seat: Registration) in seat.slot?.start.date }, more: more,
            space: ways.space, row: { SeatRow(seat: $0, open: ways.openWorkshop, perform: perform) }
        )
    }
}

/// The days that this person has asked for.
struct DayRows: View {
    let days: Listed<Booking>
    let more: @MainActor () -> Void
    let ways: AgendaWays
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            if days.items.isEmpty {
                Empty(
                    symbol: "calendar", title: words.text("agenda_days_empty"),
                    text: words.text("agenda_days_empty_text"))
            }
            Rows(listed: days, id: \Booking.common.id, more: more) { booking in
                BookingRow(booking: booking, open: ways.openDay, askInstead: ways.askInstead)
            }
        }
    }
}
