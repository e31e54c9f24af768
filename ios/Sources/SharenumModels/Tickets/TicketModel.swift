import Observation
import SharenumKit

/// One ticket: what its author does with it, and what others propose.
@Observable
@MainActor
public final class TicketModel: ScreenModel {
    public let ticket: Reading<TicketShown>

    /// Help that is proposed, or an answer to an offer.
    public let proposing: InPlaceForm

    private let id: DocumentId

    public init(_ desk: Desk, _ id: DocumentId) {
        self.id = id
        ticket = Reading(desk) { try TicketShown(try $0.ticket(id: id), $0) }
        proposing = InPlaceForm(KeptDraft(desk, .proposal, id))
        super.init(desk, [ticket, proposing])
    }

    /// Does what the core offered.
    public func perform(_ action: Action, _ shown: TicketDetail, _ ways: Ways) {
        let id = id
        switch action {
        case .edit: ways.edit()
        case .widen: widen(shown, ways)
        case .propose: proposing.open()
        case .startDiscussion: become(.inDiscussion, Word("threads_in_discussion"))
        case .markScheduled: become(.scheduled, Word("threads_scheduled"))
        case .close: become(.done, Word("threads_done"))
        case .cancel: become(.cancelled, Word("threads_cancelled"))
        case .sendAgain: desk.sendAgain(id, then: ways.became)
        case .discard: desk.giveUp(id, ways) { _ = try $0.ticket(id: id) }
        default: break
        }
    }

    /// What a person does with a proposal without opening it.
    public func perform(
        _ action: Action, _ proposal: DocumentId,
        openPlan: @escaping @MainActor (DocumentId) -> Void
    ) {
        switch action {
        case .accept: desk.act(Word("threads_accepted")) { try $0.acceptProposal(id: proposal) }
        case .startPlan: desk.startPlan(proposal, open: openPlan)
        default: break
        }
    }

    public func propose() {
        let id = id
        proposing.opened?.send(nil) { app, filled in
            try app.propose(ticket: id, text: filled[ThreadField.text])
        } then: { [desk, proposing] proposal in
            proposing.close()
            desk.tell(
                Notice(Word("threads_proposed")) { desk.undo { try $0.withdraw(id: proposal) } })
        }
    }

    /// To the next radius that reaches more; where there is none, the form says what is possible.
    private func widen(_ shown: TicketDetail, _ ways: Ways) {
        guard let wider = shown.coverage?.widen?.radiusKm else { return ways.edit() }
        let (id, before) = (id, shown.item.radiusKm)
        desk.act(Word("threads_widened")) {
            try $0.adjustTicket(id: id, edit: TicketEdit(radiusKm: wider))
        } undo: {
            _ = try $0.adjustTicket(id: $1, edit: TicketEdit(radiusKm: before))
        } then: {
            ways.became($0)
        }
    }

    private func become(_ status: TicketStatus, _ done: Word) {
        let id = id
        desk.act(done) { try $0.setTicketStatus(id: id, status: status) }
    }
}

/// A ticket and what is read beside it.
public struct TicketShown: Equatable, Sendable {
    public let ticket: TicketDetail
    /// The plans that grew from its proposals, in their order.
    public let plans: [Planned]
    public let guides: [Guide]
    /// Those that were shown to its author, as far as this phone's academy offers them.
    public let trainings: [Training]

    init(_ ticket: TicketDetail, _ app: SharenumApp) throws {
        let tools = ticket.item.tools.map(\.id)
        let offered: [Training]
        do {
            offered = try app.trainingsFor(tools: tools)
        } catch SharenumError.CompleteProfile {
            offered = []
        }
        self.ticket = ticket
        plans = try ticket.proposals.compactMap { proposal in
            try proposal.plan.map { Planned(proposal: proposal, plan: try app.plan(id: $0)) }
        }
        guides = try app.guidesFor(tools: tools)
        trainings = ticket.training.shown.compactMap { shown in offered.first { $0.id == shown } }
    }
}

/// A proposal and the plan that grew from it.
public struct Planned: Equatable, Sendable {
    public let proposal: Proposal
    public let plan: Plan
}
