import SharenumKit

extension AgendaItem {
    public var id: DocumentId {
        switch self {
        case .workshop(let workshop): workshop.common.id
        case .day(let booking): booking.common.id
        }
    }

    /// The day that it stands under, on the clocks of its place.
    public var day: CivilDate {
        switch self {
        case .workshop(let workshop): workshop.slot.start.date
        case .day(let booking): booking.day
        }
    }
}

extension Booking {
    /// Whether free days come with the refusal, to be asked for instead.
    public var offersDays: Bool {
        common.actions.contains(.askDay) && !alternatives.isEmpty
    }
}
