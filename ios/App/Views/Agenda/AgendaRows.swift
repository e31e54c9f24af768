import SharenumModels
import SwiftUI

/// A workshop in which one is expected: as its organiser, or with a seat.
struct OwnWorkshopRow: View {
    let workshop: WorkshopItem
    let open: @MainActor (DocumentId) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Row(title: workshop.title, above: above, text: text, open: opened) {
            if workshop.common.mine {
                Badge(words.text("agenda_mine"))
                Badge(words.workshopStatus(workshop.status), tone(workshop.status))
            }
            if let seat = workshop.mySeat { Badge(words.requestState(seat), tone(seat)) }
            CommonBadge(common: workshop.common)
        }
    }

    private var above: String {
        lines(words.capitalized(formats.slot(workshop.slot)), formats.slotHere(workshop.slot))
    }

    private var text: String { inOneLine(workshop.placeLabel, workshop.resource) }

    private func opened() { open(workshop.common.id) }
}

/// A seat that was asked for.
struct SeatRow: View {
    let seat: Registration
    let open: @MainActor (DocumentId) -> Void
    let perform: @MainActor (Action, Registration) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Row(title: title, above: above, text: text, open: opened) {
                Badge(words.requestState(seat.state), tone(seat.state))
                CommonBadge(common: seat.common)
            }
            Actions(actions: seat.common.actions, likely: false) { perform($0, seat) }
        }
        .swipeActions { SwipeActions(actions: seat.common.actions) { perform($0, seat) } }
    }

    private var title: String {
        seat.title.isEmpty ? words.text("agenda_workshop_gone") : seat.title
    }

    private var above: String? {
        seat.slot.map { words.capitalized(formats.slot($0)) }
    }

    private var text: String {
        lines(seat.placeLabel, seat.why.map { words.capitalized(words.phrase($0, formats)) })
    }

    private func opened() { open(seat.workshop) }
}

/// A day that was asked for: how it stands, and after a refusal the free days to ask for instead.
struct BookingRow: View {
    let booking: Booking
    /// None where it is shown to somebody else.
    var open: (@MainActor (DocumentId) -> Void)?
    var askInstead: @MainActor (Booking, CivilDate) -> Void = { _, _ in }
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Row(
                title: words.capitalized(formats.day(booking.day)), above: booking.resourceName,
                text: text, open: opened
            ) {
                Badge(words.requestState(booking.state), tone(booking.state))
                CommonBadge(common: booking.common)
            }
            if booking.offersDays {
                FreeDays(days: booking.alternatives) { askInstead(booking, $0) }
            }
        }
    }

    private var text: String {
        lines(
            booking.purpose, inOneLine(booking.contact?.name, booking.schoolName),
            booking.why.map { words.capitalized(words.phrase($0, formats)) })
    }

    private var opened: (@MainActor () -> Void)? {
        guard let open else { return nil }
        return { open(booking.common.id) }
    }
}

/// Days that are free instead of one that was refused.
struct FreeDays: View {
    let days: [CivilDate]
    let ask: @MainActor (CivilDate) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            SectionTitle(words.text("free_days"))
            Flow {
                ForEach(days, id: \.self) { day in
                    Button(words.text("ask_for_day", formats.day(day))) { ask(day) }
                }
            }
            .buttonStyle(.bordered)
            .controlSize(.large)
        }
    }
}
