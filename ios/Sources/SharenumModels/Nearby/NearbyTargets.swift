import SharenumKit

extension NearPoint {
    /// Where it is read.
    public var route: Route { kind == .workshop ? .workshop(subject) : .ticket(subject) }
}

extension AlertItem {
    /// Where it leads to; nowhere for what only a newer app knows.
    public var route: Route? {
        guard let subject else { return nil }
        switch kind {
        case .ticketNearby, .proposalReceived, .proposalAccepted, .messageReceived:
            return .ticket(subject)
        case .workshopNearby, .seatDecided, .workshopChanged, .workshopCancelled:
            return .workshop(subject)
        case .bookingDecided: return .booking(subject)
        case .unknown: return nil
        }
    }
}
