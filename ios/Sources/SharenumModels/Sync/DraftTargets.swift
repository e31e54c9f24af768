import SharenumKit

extension Draft {
    /// Where a form is written on; none for what this app does not know.
    var route: Route? {
        switch form {
        case .newTicket, .editTicket, .proposal, .editProposal, .message, .plan, .planDate:
            ticketsRoute
        case .newWorkshop: .newWorkshop(about)
        case .editWorkshop: about.map(Route.editWorkshop)
        case .busDay: fields[AskDayField.resource].map { .askDay(ResourceId(value: $0)) }
        case .walkIn: about.map(Route.workshop)
        case .helpSession: .logHelp
        case .editHelpSession: about.map(Route.helpSession)
        case .profile: .profile
        case .card: .me
        case .unknown: nil
        }
    }
}
