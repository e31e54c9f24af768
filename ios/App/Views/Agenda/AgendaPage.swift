import SharenumModels
import SwiftUI

/// One's own workshops, seats and days.
struct AgendaPage: View {
    let place: Surroundings
    @State private var model: AgendaModel
    @SceneStorage("agenda") private var shown: AgendaView = .next
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: AgendaModel(place.desk))
    }

    var body: some View {
        Headings(titles: days.map { words.capitalized(formats.day($0)) }) { space in
            page(ways(space))
        }
        .task { await model.live() }
    }

    private func page(_ ways: AgendaWays) -> some View {
        Page(title: words.text("agenda_title"), desk: place.desk, size: .large) {
            Section {
                Lists(
                    title: words.text("agenda_title"), kinds: AgendaView.allCases, name: name,
                    chosen: $shown)
                begin
            }
            switch shown {
            case .next:
                Show(loaded: model.next.shown, retry: model.readAgain) {
                    NextRows(next: $0, more: model.next.more, ways: ways)
                }
            case .organised:
                Show(loaded: model.organised.shown, retry: model.readAgain) {
                    OrganisedRows(mine: $0, more: model.organised.more, ways: ways)
                }
            case .seats:
                Show(loaded: model.seats.shown, retry: model.readAgain) {
                    SeatRows(
                        seats: $0, more: model.seats.more, ways: ways, perform: model.perform)
                }
            case .days:
                Show(loaded: model.days.shown, retry: model.readAgain) {
                    DayRows(days: $0, more: model.days.more, ways: ways)
                }
            }
        }
    }

    /// The days that stand above the rows.
    private var days: [CivilDate] {
        switch shown {
        case .next: titles(of: model.next.shown) { (item: AgendaItem) in item.day }
        case .organised:
            titles(of: model.organised.shown) { (workshop: WorkshopItem) in
                workshop.slot.start.date
            }
        case .seats: titles(of: model.seats.shown) { (seat: Registration) in seat.slot?.start.date }
        case .days: []
        }
    }

    /// What can be begun from there.
    @ViewBuilder private var begin: some View {
        switch shown {
        case .next, .organised:
            Button(words.text("workshop_new"), systemImage: "plus") { place.go(.newWorkshop(nil)) }
                .buttonStyle(.bordered)
                .controlSize(.large)
                .plainRow()
        case .days:
            AskFor(resources: model.resources.shown.value ?? []) { place.go(.askDay($0)) }
        case .seats:
            EmptyView()
        }
    }

    private func ways(_ space: Namespace.ID) -> AgendaWays {
        AgendaWays(
            space: space,
            openWorkshop: { place.go(.workshop($0)) },
            openDay: { place.go(.booking($0)) },
            askInstead: { booking, day in model.askInstead(booking, day) })
    }

    private func name(_ view: AgendaView) -> String {
        switch view {
        case .next: words.text("agenda_view_next")
        case .organised: words.text("agenda_view_organised")
        case .seats: words.text("agenda_view_seats")
        case .days: words.text("agenda_view_days")
        }
    }
}

/// What can be asked for, each by the core's leave.
private struct AskFor: View {
    let resources: [Resource]
    let ask: @MainActor (ResourceId) -> Void

    var body: some View {
        Flow {
            ForEach(resources, id: \Resource.id) { resource in
                AskForOne(resource: resource) { ask(resource.id) }
            }
        }
        .plainRow()
    }
}

private struct AskForOne: View {
    let resource: Resource
    let ask: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        if resource.actions.contains(.askDay) {
            Button(words.text("ask_for", resource.name), action: ask)
                .buttonStyle(.bordered)
                .controlSize(.large)
        }
    }
}
