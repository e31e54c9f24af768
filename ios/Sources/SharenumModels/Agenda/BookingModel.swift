import Observation
import SharenumKit

/// A day that was asked for, and the workshops that wait for it or take place on it.
public struct BookedDay: Equatable, Sendable {
    public let booking: Booking
    public let workshops: [WorkshopItem]
}

/// One booking.
@Observable
@MainActor
public final class BookingModel: ScreenModel {
    public let day: Reading<BookedDay>

    private let id: DocumentId

    public init(_ desk: Desk, _ id: DocumentId) {
        self.id = id
        day = Reading(desk) { app in
            let booking = try app.booking(id: id)
            let workshops = try booking.workshops.map { try app.workshop(id: $0).item }
            return BookedDay(booking: booking, workshops: workshops)
        }
        super.init(desk, [day])
    }

    /// Does what the core offered; `go` leads to a form.
    public func perform(
        _ action: Action, _ booking: Booking, go: @escaping @MainActor (Route) -> Void
    ) {
        let id = id
        switch action {
        case .cancelDay:
            desk.act(Word("day_given_back")) {
                try $0.cancelDay(booking: id)
            } undo: { app, _ in
                _ = try app.askDayAgain(booking: id, day: booking.day)
            }
        case .askDay: go(.askDay(booking.resource))
        case .publishWorkshop: beginWorkshop(booking) { go(.newWorkshop(nil)) }
        case .sendAgain: desk.sendAgain(id)
        case .discard: desk.giveUp(id)
        default: break
        }
    }

    /// Asks for a free day that came with the refusal of this one.
    public func askInstead(_ booking: Booking, _ day: CivilDate) { desk.askInstead(booking, day) }

    /// The event as a file: for this device's calendar, or for somebody else.
    public func calendar(_ words: Words, hand: @escaping @MainActor (SharedFile) -> Void) {
        desk.handEvent(id, words, hand)
    }

    /// The form of a new workshop opens with this day in it; what was typed there before stays.
    private func beginWorkshop(_ booking: Booking, open: @escaping @MainActor () -> Void) {
        let (blank, id) = (BlankWorkshop(desk.shell), id)
        desk.act(nil) { app in
            let kept = try app.draft(form: .newWorkshop, about: nil)?.fields
            var fields = try kept ?? blank.fields(app)
            fields[WorkshopField.booking] = id.value
            fields[WorkshopField.day] = inField(booking.day)
            try app.saveDraft(form: .newWorkshop, about: nil, fields: fields)
        } then: {
            open()
        }
    }
}
