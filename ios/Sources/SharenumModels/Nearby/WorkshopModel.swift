import Observation
import SharenumKit

/// The field of the form of somebody who comes unannounced.
public enum WalkInField {
    public static let label = "field.walk-ins"
}

/// One workshop: a seat in it, who comes, and its event for the phone's calendar.
@Observable
@MainActor
public final class WorkshopModel: ScreenModel {
    public let workshop: Reading<WorkshopDetail>

    /// Somebody who comes unannounced.
    public let walkIn: Form

    private let id: DocumentId

    public init(_ desk: Desk, _ id: DocumentId) {
        self.id = id
        workshop = Reading(desk) { try $0.workshop(id: id) }
        walkIn = Form(desk, .walkIn, id)
        super.init(desk, [workshop, walkIn])
    }

    /// Does what the core offered; `edit` leads to the form of the workshop.
    public func perform(_ action: Action, _ shown: WorkshopDetail, edit: () -> Void) {
        let id = id
        switch action {
        case .askSeat:
            desk.act(Word("seat_asked")) {
                try $0.askSeat(workshop: id)
            } undo: {
                try $0.cancelSeat(registration: $1)
            }
        case .cancelSeat: cancelSeat(shown)
        case .cancel: desk.act(Word("workshop_cancelled")) { try $0.cancelWorkshop(id: id) }
        case .close: desk.act(Word("workshop_closed")) { try $0.closeWorkshop(id: id) }
        case .edit: edit()
        case .sendAgain: desk.sendAgain(id)
        case .discard: desk.giveUp(id)
        default: break
        }
    }

    private func cancelSeat(_ shown: WorkshopDetail) {
        let id = id
        guard let mine = shown.item.myRegistration else { return }
        desk.act(Word("seat_given_back")) {
            try $0.cancelSeat(registration: mine)
        } undo: { app, _ in
            _ = try app.askSeat(workshop: id)
        }
    }

    public func checkIn(_ attendee: Attendee, present: Bool) {
        desk.checkIn(id, attendee, present: present)
    }

    public func addWalkIn() {
        let id = id
        walkIn.send(Word("walk_in_added")) { app, filled in
            try app.addWalkIn(workshop: id, label: filled[WalkInField.label])
        } next: { _ in
            [:]
        }
    }

    /// The event as a file: for this phone's calendar, or for somebody else.
    public func calendar(_ words: Words, hand: @escaping @MainActor (SharedFile) -> Void) {
        desk.handEvent(id, words, hand)
    }
}

extension Desk {
    /// Notes that somebody is there, or is not after all.
    func checkIn(_ workshop: DocumentId, _ attendee: Attendee, present: Bool) {
        let registration = attendee.registration
        act(present ? Word("checked_in") : Word("checked_out")) {
            try $0.checkIn(workshop: workshop, registration: registration, present: present)
        } undo: { app, _ in
            try app.checkIn(workshop: workshop, registration: registration, present: !present)
        }
    }
}
