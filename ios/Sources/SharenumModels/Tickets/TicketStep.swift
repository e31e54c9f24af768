/// One page of the new ticket each, in their order.
public enum TicketStep: String, CaseIterable, Sendable {
    case direction
    case tools
    case trainings
    case need
    case radius
    case review

    /// The fields that stand on it.
    var fields: [String] {
        switch self {
        case .direction: [TicketField.direction]
        case .tools: [TicketField.tools]
        case .trainings: [TicketField.training, TicketField.reason]
        case .need:
            [
                TicketField.title, TicketField.need, TicketField.classLevel,
                TicketField.learningGoal, TicketField.tried, TicketField.obstacle,
            ]
        case .radius: [TicketField.radius]
        case .review: []
        }
    }

    /// None before the first.
    public var before: TicketStep? { neighbour(-1) }

    /// None after the last.
    public var after: TicketStep? { neighbour(1) }

    private func neighbour(_ distance: Int) -> TicketStep? {
        guard let place = Self.allCases.firstIndex(of: self) else { return nil }
        let next = place + distance
        return Self.allCases.indices.contains(next) ? Self.allCases[next] : nil
    }
}

extension FormState {
    /// Where the person is.
    public var step: TicketStep { TicketStep(rawValue: self[TicketField.step]) ?? .direction }
}
