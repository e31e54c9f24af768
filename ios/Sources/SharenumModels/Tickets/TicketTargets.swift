import SharenumKit

extension DocumentKind {
    /// Where a document of this kind is changed.
    func editing(_ id: DocumentId) -> Route? {
        switch self {
        case .ticket: .editTicket(id)
        case .workshop: .editWorkshop(id)
        default: route(id)
        }
    }
}

extension Draft {
    /// Where a form of tickets and threads is written on; none for those of other rooms, which list
    /// their own.
    var ticketsRoute: Route? {
        guard let about else { return form == .newTicket ? .newTicket : nil }
        return switch form {
        case .editTicket: .editTicket(about)
        case .proposal: .ticket(about)
        case .editProposal, .message: .proposal(about)
        case .plan, .planDate: .plan(about)
        default: nil
        }
    }
}

extension Draft {
    /// What was typed first, by which a person knows theirs again; none before anything was.
    public var begun: String? {
        let beginnings = [
            TicketField.title, TicketField.need, ThreadField.text, ThreadField.body,
            PlanField.what,
        ]
        return beginnings.compactMap { fields[$0] }.first { !$0.trimmed.isEmpty }
    }
}
