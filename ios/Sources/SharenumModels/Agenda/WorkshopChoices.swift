import SharenumKit

/// What a workshop grows from: a plan with its ticket, a ticket alone, or nothing.
public struct Growth: Equatable, Sendable {
    public let plan: Plan?
    public let ticket: TicketItem?

    /// What the document is that a new workshop grows from.
    init(_ from: DocumentId?, _ app: SharenumApp) throws {
        guard let from else {
            (plan, ticket) = (nil, nil)
            return
        }
        do {
            plan = try app.plan(id: from)
        } catch SharenumError.LookAgain {
            plan = nil
        }
        ticket = try app.ticket(id: plan?.ticket ?? from).item
    }

    /// What it fills in.
    var fields: [String: String] {
        guard let ticket else { return [:] }
        return plan?.workshopFields(ticket) ?? ticket.workshopFields
    }
}

/// What can be chosen in the form of a workshop.
public struct WorkshopChoices: Equatable, Sendable {
    /// What it grows from, or the workshop that is changed.
    public let growth: Growth
    public let edited: WorkshopItem?
    public let tools: [Tool]
    /// Days of the bus on which the core lets this person put it.
    public let days: [Booking]
    public let school: Establishment?
    public let town: [Place]

    init(from: DocumentId?, edited: DocumentId?, _ app: SharenumApp) throws {
        let workshop = try edited.map { try app.workshop(id: $0) }
        growth = try Growth(from, app)
        self.edited = workshop?.item
        tools = try app.tools()
        days = try app.daysForWorkshop(workshop: edited)
        school = try app.profile().establishment
        town = try app.placesInMyTown()
    }
}
