import Observation
import SharenumKit

/// The lists of tickets, with what waits for their reader: drafts, and what the region refused.
@Observable
@MainActor
public final class TicketsModel: ScreenModel {
    /// Forms of this room that were begun; other rooms list their own.
    public let drafts: Reading<[Draft]>

    /// What the region did not take of this phone.
    public let refused: Reading<[Refused]>

    @ObservationIgnored private var lists: [TicketFilter: Pages<TicketItem>] = [:]

    public init(_ desk: Desk) {
        drafts = Reading(desk, drafts: true) { try $0.ticketDrafts() }
        refused = Reading(desk) { try $0.refused() }
        super.init(desk, [drafts, refused])
    }

    /// The tickets of one view; read once somebody looks at it.
    public func list(_ filter: TicketFilter) -> Pages<TicketItem> {
        if let list = lists[filter] { return list }
        let list = Pages(desk) { try $0.tickets(filter: filter, page: $1) }
        lists[filter] = list
        list.again()
        return list
    }

    override func hear(_ change: Change) {
        super.hear(change)
        for list in lists.values { list.hear(change) }
    }

    /// Does what the core offered for something refused; `go` leads to the form that changes it.
    public func perform(_ action: Action, _ refused: Refused, go: (Route) -> Void) {
        guard let document = refused.document else { return }
        switch action {
        case .sendAgain: desk.sendAgain(document)
        case .discard: desk.giveUp(document)
        case .edit: if let form = refused.kind.editing(document) { go(form) }
        default: break
        }
    }

    /// Throws away what was begun.
    public func discard(_ draft: Draft) { desk.discard(draft) }

    /// Leads to where a draft is written on.
    public func goOn(_ draft: Draft, go: @escaping @MainActor (Route) -> Void) {
        if let route = draft.ticketsRoute { desk.goOn(route, go: go) }
    }
}

extension Desk {
    /// Throws away what was begun.
    func discard(_ draft: Draft) {
        act(Word("draft_discarded")) {
            try $0.discardDraft(form: draft.form, about: draft.about)
        } undo: { app, _ in
            try app.saveDraft(form: draft.form, about: draft.about, fields: draft.fields)
        }
    }

    /// Leads to where a draft is written on. Before there is a plan, its form stands on the page of
    /// the proposal.
    func goOn(_ route: Route, go: @escaping @MainActor (Route) -> Void) {
        guard case .plan(let about) = route else { return go(route) }
        Task {
            switch await phone.loaded({ try $0.plan(id: about) }).error {
            case nil: go(route)
            case .LookAgain: go(.proposal(about))
            case let error?: tell(Notice(error: error))
            }
        }
    }
}
