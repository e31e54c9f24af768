import SharenumModels
import SwiftUI

/// One workshop, opened.
struct WorkshopPage: View {
    let place: Surroundings
    @State private var model: WorkshopModel
    private let id: DocumentId
    @Environment(\.words) private var words: Words

    init(place: Surroundings, id: DocumentId) {
        self.place = place
        self.id = id
        _model = State(initialValue: WorkshopModel(place.desk, id))
    }

    var body: some View {
        Page(title: words.text("workshop_title"), desk: place.desk) {
            Show(loaded: model.workshop.shown, retry: model.readAgain) {
                (workshop: WorkshopDetail) in
                WorkshopHead(
                    item: workshop.item, ticket: workshop.ticket,
                    perform: { action in
                        model.perform(action, workshop) { place.go(.editWorkshop(id)) }
                    },
                    toCalendar: {
                        model.calendar(words) { file in place.desk.shell.addToCalendar(file) }
                    },
                    share: { model.calendar(words) { file in place.desk.shell.share(file) } },
                    openTicket: { ticket in place.go(.ticket(ticket)) })
                WhoComes(
                    shown: workshop, walkIn: model.walkIn,
                    checkIn: { attendee, present in model.checkIn(attendee, present: present) },
                    addWalkIn: model.addWalkIn)
            }
        }
        .task { await model.live() }
    }
}

/// What it is, and what a person may do with it.
private struct WorkshopHead: View {
    let item: WorkshopItem
    let ticket: DocumentId?
    let perform: @MainActor (Action) -> Void
    let toCalendar: @MainActor () -> Void
    let share: @MainActor () -> Void
    let openTicket: @MainActor (DocumentId) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            VStack(alignment: .leading, spacing: 8) {
                Text(item.title).font(.title2).accessibilityAddTraits(.isHeader)
                Flow {
                    Badge(words.workshopStatus(item.status))
                    if let seat = item.mySeat { Badge(words.requestState(seat), tone(seat)) }
                    CommonBadge(common: item.common)
                }
            }
            WorkshopFacts(item: item)
            if !item.description.isEmpty { Text(item.description) }
        }
        Section {
            // Who comes is checked in below, one by one.
            Actions(
                actions: item.common.actions,
                final: [
                    .cancel: words.text("workshop_cancel_effect"),
                    .close: words.text("workshop_close_effect"),
                ],
                elsewhere: [.checkIn, .addWalkIn], perform: perform)
            if item.calendar { EventButtons(toCalendar: toCalendar, share: share) }
            if let ticket {
                Button(words.text("open_its_ticket")) { openTicket(ticket) }
                    .buttonStyle(.bordered)
                    .controlSize(.large)
            }
        }
    }
}

private struct WorkshopFacts: View {
    let item: WorkshopItem
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Fact(words.text("when"), lines(formats.slot(item.slot), formats.slotHere(item.slot)))
        Fact(words.text("where"), inOneLine(item.placeLabel, item.km.map { formats.km($0) }))
        Fact(words.text("seats"), seats)
        if !item.tools.isEmpty {
            Fact(words.text("tools"), names(of: item.tools, words))
        }
        Fact(words.text("why_shown"), words.phrase(item.why, formats))
    }

    /// Seats in all; on the phones of the organiser and the hosts also how they are taken.
    private var seats: String {
        guard let taken: Seats = item.taken else {
            return words.count("seats_in_all", Int64(item.seats))
        }
        return words.text(
            "seats_taken", taken.confirmed, taken.total, taken.asked, taken.waiting)
    }
}
