import SharenumKit

/// What leads on with a ticket, as the core says: an action, and what it is done with.
public enum LeadsOn: Equatable, Sendable {
    case ticket(Action)
    case proposal(Action, Proposal)
    case plan(Action, Planned)

    public var action: Action {
        switch self {
        case .ticket(let action), .proposal(let action, _), .plan(let action, _): action
        }
    }
}

extension TicketShown {
    /// The core's next step, beside what it is done with.
    public var leadsOn: LeadsOn? {
        guard let step = ticket.nextStep else { return nil }
        if let planned = plans.first(where: { $0.plan.common.id == step.document }) {
            return .plan(step.action, planned)
        }
        if let proposal = ticket.proposals.first(where: { $0.common.id == step.document }) {
            return .proposal(step.action, proposal)
        }
        return .ticket(step.action)
    }
}
