import SharenumModels
import SwiftUI

/// The lists of tickets: one's own with what waits for them, and those of others.
struct TicketsPage: View {
    private let place: Surroundings
    @State private var model: TicketsModel
    /// Which of `filters`.
    @SceneStorage("tickets") private var chosen = 0
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: TicketsModel(place.desk))
    }

    var body: some View {
        let filter = filters.indices.contains(chosen) ? filters[chosen] : .mine
        let tickets: Pages<TicketItem> = model.list(filter)
        // What waits for its author stands where their own tickets are.
        let drafts: [Draft] = filter == .mine ? model.drafts.shown.value ?? [] : []
        let refused: [Refused] = filter == .mine ? model.refused.shown.value ?? [] : []
        Headings(titles: titles(drafts, refused)) { space in
            Page(
                title: words.text("tickets_title"), desk: model.desk, size: .large
            ) {
                Lists(
                    title: words.text("tickets_title"), kinds: Array(filters.indices),
                    name: { words.ticketFilter(filters[$0]) }, chosen: $chosen)
                Show(loaded: tickets.shown, retry: model.readAgain) {
                    (listed: Listed<TicketItem>) in
                    if !drafts.isEmpty {
                        Begun(
                            drafts: drafts, space: space,
                            goOn: { draft in model.goOn(draft) { place.go($0) } },
                            discard: { model.discard($0) })
                    }
                    if !refused.isEmpty {
                        NotTaken(
                            refused: refused, space: space, go: { place.go($0) },
                            perform: { model.perform($0, $1) { place.go($0) } })
                    }
                    Section {
                        if listed.items.isEmpty { NoTickets(filter: filter) }
                        Rows(
                            listed: listed, id: \TicketItem.common.id, more: { tickets.more() }
                        ) { (ticket: TicketItem) in
                            TicketRow(ticket: ticket) { place.go(.ticket(ticket.common.id)) }
                        }
                    } header: {
                        if !drafts.isEmpty || !refused.isEmpty {
                            Heading(words.text("tickets_mine"), in: space)
                        }
                    }
                }
            }
        }
        .toolbar {
            ToolbarItemGroup(placement: .topBarTrailing) {
                BarButton(title: words.text("search"), symbol: "magnifyingglass") {
                    place.go(.search)
                }
                BarButton(title: words.text("draft_new_ticket"), symbol: "square.and.pencil") {
                    place.go(.newTicket)
                }
            }
        }
        .task { await model.live() }
    }

    private func titles(_ drafts: [Draft], _ refused: [Refused]) -> [String] {
        let waiting = [
            drafts.isEmpty ? nil : words.text("tickets_drafts"),
            refused.isEmpty ? nil : words.text("tickets_refused"),
        ].compactMap { $0 }
        return waiting.isEmpty ? [] : waiting + [words.text("tickets_mine")]
    }
}

/// Forms that were begun.
private struct Begun: View {
    let drafts: [Draft]
    let space: Namespace.ID
    let goOn: @MainActor (Draft) -> Void
    let discard: @MainActor (Draft) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            ForEach(drafts, id: \.self) { draft in
                DraftRow(draft: draft, goOn: { goOn(draft) }, discard: { discard(draft) })
            }
        } header: {
            Heading(words.text("tickets_drafts"), in: space)
        }
    }
}

/// What the region did not take.
private struct NotTaken: View {
    let refused: [Refused]
    let space: Namespace.ID
    let go: @MainActor (Route) -> Void
    let perform: @MainActor (Action, Refused) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            ForEach(refused, id: \.self) { one in
                RefusedRow(refused: one, go: go) { perform($0, one) }
            }
        } header: {
            Heading(words.text("tickets_refused"), in: space)
        }
    }
}

/// Why the list is empty, and what would be in it.
private struct NoTickets: View {
    let filter: TicketFilter
    @Environment(\.words) private var words: Words

    var body: some View {
        switch filter {
        case .mine:
            Empty(
                symbol: symbol, title: words.text("tickets_none_mine"),
                text: words.text("tickets_none_mine_text"))
        case .whereICanHelp:
            Empty(
                symbol: symbol, title: words.text("tickets_none_to_help"),
                text: words.text("tickets_none_to_help_text"))
        case .all:
            Empty(
                symbol: symbol, title: words.text("tickets_none"),
                text: words.text("tickets_none_text"))
        }
    }
}

private let filters: [TicketFilter] = [.mine, .whereICanHelp, .all]

private let symbol = "bubble.left.and.bubble.right"
