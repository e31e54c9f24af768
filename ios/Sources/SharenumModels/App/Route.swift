import SharenumKit

/// A place in the app. `path` names it in a link, in what the system keeps of a killed app, and in
/// notifications: `sharenum://open/workshop/ID`.
public enum Route: Hashable, Sendable {
    // The five that the navigation shows.
    case nearby
    case tickets
    case agenda
    case help
    case more

    case workshop(DocumentId)
    case ticket(DocumentId)
    case newTicket
    case editTicket(DocumentId)
    /// The thread of a proposal.
    case proposal(DocumentId)
    case plan(DocumentId)
    case search
    case guide(DocumentId)
    /// A workshop to publish; about the plan or ticket that it grows from, or nothing.
    case newWorkshop(DocumentId?)
    case editWorkshop(DocumentId)
    case booking(DocumentId)
    /// A day of something to book.
    case askDay(ResourceId)
    case logHelp
    case helpSession(DocumentId)
    case bus
    case sync
    case me
    /// An invitation for a device that has joined already: it renews its certificate.
    case renewal
    /// Establishment and tools.
    case profile
    /// What this device alerts of, and when.
    case alerts
    case diagnostics

    /// To which of the five it belongs.
    public var root: Root {
        switch self {
        case .nearby, .workshop: .nearby
        case .tickets, .ticket, .newTicket, .editTicket, .proposal, .plan, .search, .guide: .tickets
        case .agenda, .newWorkshop, .editWorkshop, .booking, .askDay: .agenda
        case .help, .logHelp, .helpSession: .help
        case .more, .bus, .sync, .me, .renewal, .profile, .alerts, .diagnostics: .more
        }
    }

    /// Whether it is one of the five.
    public var isTop: Bool { root.route == self }
}

/// One of the five places of the navigation.
public enum Root: CaseIterable, Sendable {
    case nearby
    case tickets
    case agenda
    case help
    case more

    /// Its first page.
    public var route: Route {
        switch self {
        case .nearby: .nearby
        case .tickets: .tickets
        case .agenda: .agenda
        case .help: .help
        case .more: .more
        }
    }

    /// What the navigation calls it.
    public func name(_ words: Words) -> String {
        switch self {
        case .nearby: words.text("nav_nearby")
        case .tickets: words.text("nav_tickets")
        case .agenda: words.text("nav_agenda")
        case .help: words.text("nav_help")
        case .more: words.text("nav_more")
        }
    }
}
