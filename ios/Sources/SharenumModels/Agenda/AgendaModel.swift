import Observation
import SharenumKit

/// What stands on the agenda's page.
public enum AgendaView: String, CaseIterable, Sendable {
    case next
    case organised
    case seats
    case days
}

/// One's own workshops, seats and days.
@Observable
@MainActor
public final class AgendaModel: ScreenModel {
    /// What can be asked for.
    public let resources: Reading<[Resource]>

    /// Where this person is expected, and the days that are theirs or asked for, soonest first.
    public let next: Pages<AgendaItem>
    public let organised: Pages<WorkshopItem>
    public let seats: Pages<Registration>
    public let days: Pages<Booking>

    public init(_ desk: Desk) {
        resources = Reading(desk) { try $0.resources() }
        next = Pages(
            desk, about: { desk.shell.zone.identifier },
            read: { try $0.agenda(zone: $2, page: $1) })
        organised = Pages(desk) { try $0.workshops(filter: .mine, page: $1) }
        seats = Pages(desk) { try $0.myRegistrations(page: $1) }
        days = Pages(desk) { try $0.myBookings(page: $1) }
        super.init(desk, [resources, next, organised, seats, days])
    }

    /// Does what the core offered for a seat.
    public func perform(_ action: Action, _ seat: Registration) {
        let id = seat.common.id
        switch action {
        case .cancelSeat:
            desk.act(Word("seat_given_back")) {
                try $0.cancelSeat(registration: id)
            } undo: { app, _ in
                _ = try app.askSeat(workshop: seat.workshop)
            }
        case .sendAgain: desk.sendAgain(id)
        case .discard: desk.giveUp(id)
        default: break
        }
    }

    /// Asks for a free day that came with a refusal.
    public func askInstead(_ refused: Booking, _ day: CivilDate) {
        desk.askInstead(refused, day)
    }
}

extension Desk {
    /// Asks for a free day that came with a refusal, for the same purpose.
    func askInstead(_ refused: Booking, _ day: CivilDate) {
        act(Word("day_asked")) {
            try $0.askDayAgain(booking: refused.common.id, day: day)
        } undo: {
            try $0.cancelDay(booking: $1)
        }
    }
}
