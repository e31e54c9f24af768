import SharenumKit

extension Route {
    /// What names it, the same on all devices.
    public var path: String {
        switch self {
        case .nearby: "nearby"
        case .tickets: "tickets"
        case .agenda: "agenda"
        case .help: "help"
        case .more: "more"
        case .workshop(let id): "workshop/\(id)"
        case .ticket(let id): "ticket/\(id)"
        case .newTicket: "new-ticket"
        case .editTicket(let id): "edit-ticket/\(id)"
        case .proposal(let id): "proposal/\(id)"
        case .plan(let id): "plan/\(id)"
        case .search: "search"
        case .guide(let id): "guide/\(id)"
        case .newWorkshop(let plan): "new-workshop/\(plan?.value ?? "")"
        case .editWorkshop(let id): "edit-workshop/\(id)"
        case .booking(let id): "booking/\(id)"
        case .askDay(let resource): "ask-day/\(resource)"
        case .logHelp: "log-help"
        case .helpSession(let id): "help-session/\(id)"
        case .bus: "bus"
        case .sync: "sync"
        case .me: "me"
        case .renewal: "renewal"
        case .profile: "profile"
        case .alerts: "alerts"
        case .diagnostics: "diagnostics"
        }
    }

    /// Reads what `path` wrote; none for what this app does not know.
    public init?(path: String) {
        let parts = path.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
        let rest = parts.count > 1 ? String(parts[1]) : ""
        if let plain = plain[path] {
            self = plain
        } else if parts.first == "new-workshop" {
            self = .newWorkshop(rest.isEmpty ? nil : DocumentId(value: rest))
        } else if parts.first == "ask-day", !rest.isEmpty {
            self = .askDay(ResourceId(value: rest))
        } else if let about = about[String(parts[0])], !rest.isEmpty {
            self = about(DocumentId(value: rest))
        } else {
            return nil
        }
    }
}

/// Places that are about nothing in particular.
private let plain: [String: Route] = {
    let all: [Route] = [
        .nearby, .tickets, .agenda, .help, .more, .newTicket, .search, .logHelp, .bus, .sync, .me,
        .renewal, .profile, .alerts, .diagnostics,
    ]
    return Dictionary(uniqueKeysWithValues: all.map { ($0.path, $0) })
}()

/// Places that are about a document.
private let about: [String: @Sendable (DocumentId) -> Route] = [
    "workshop": { .workshop($0) },
    "ticket": { .ticket($0) },
    "edit-ticket": { .editTicket($0) },
    "proposal": { .proposal($0) },
    "plan": { .plan($0) },
    "guide": { .guide($0) },
    "edit-workshop": { .editWorkshop($0) },
    "booking": { .booking($0) },
    "help-session": { .helpSession($0) },
]
