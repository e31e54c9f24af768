import SharenumModels
import SwiftUI

/// One day that was asked for.
struct BookingPage: View {
    let place: Surroundings
    @State private var model: BookingModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings, id: DocumentId) {
        self.place = place
        _model = State(initialValue: BookingModel(place.desk, id))
    }

    var body: some View {
        Page(title: words.text("booking_title"), desk: place.desk) {
            Show(loaded: model.day.shown, retry: model.readAgain) { day in
                BookingDetail(
                    shown: day,
                    perform: { booking, action in
                        model.perform(action, booking, go: place.go)
                    },
                    askInstead: { booking, day in model.askInstead(booking, day) },
                    toCalendar: {
                        model.calendar(words) { file in place.desk.shell.addToCalendar(file) }
                    },
                    share: { model.calendar(words) { file in place.desk.shell.share(file) } },
                    openWorkshop: { workshop in place.go(.workshop(workshop)) })
            }
        }
        .task { await model.live() }
    }
}

private struct BookingDetail: View {
    let shown: BookedDay
    let perform: @MainActor (Booking, Action) -> Void
    let askInstead: @MainActor (Booking, CivilDate) -> Void
    let toCalendar: @MainActor () -> Void
    let share: @MainActor () -> Void
    let openWorkshop: @MainActor (DocumentId) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let booking: Booking = shown.booking
        Section { BookingFacts(booking: booking) }
        Section {
            if booking.offersDays {
                FreeDays(days: booking.alternatives) { askInstead(booking, $0) }
            }
            Actions(
                actions: booking.common.actions, likely: !booking.offersDays,
                perform: { perform(booking, $0) })
            if booking.calendar { EventButtons(toCalendar: toCalendar, share: share) }
        }
        if !shown.workshops.isEmpty {
            Section {
                ForEach(shown.workshops, id: \WorkshopItem.common.id) { workshop in
                    OwnWorkshopRow(workshop: workshop, open: openWorkshop)
                }
            } header: {
                SectionTitle(words.text("booking_workshops"))
            }
        }
    }
}

private struct BookingFacts: View {
    let booking: Booking
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(words.text("booking_of", booking.resourceName, formats.day(booking.day)))
                .font(.title2)
                .accessibilityAddTraits(.isHeader)
            Flow {
                Badge(words.requestState(booking.state), tone(booking.state))
                CommonBadge(common: booking.common)
            }
        }
        if let why = booking.why {
            Fact(words.text("booking_why"), words.capitalized(words.phrase(why, formats)))
        }
        if !booking.purpose.isEmpty { Fact(words.text("purpose"), booking.purpose) }
    }
}
