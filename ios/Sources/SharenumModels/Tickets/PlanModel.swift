import Observation
import SharenumKit

/// The fields of a plan's form.
public enum PlanField {
    public static let what = "field.what"
    public static let forWhom = "field.for-whom"
    public static let venue = "field.venue"
    public static let day = "field.day"
    public static let start = "field.start"
    public static let minutes = "field.minutes"
}

/// What two people prepare together.
@Observable
@MainActor
public final class PlanModel: ScreenModel {
    public let plan: Reading<Plan>

    /// Only what was typed: what was not touched follows the other's changes, and only what was
    /// touched is sent.
    public let texts: Form

    /// One more date: sent, or given up, without the texts.
    public let date: Form

    private let id: DocumentId

    public init(_ desk: Desk, _ id: DocumentId) {
        self.id = id
        plan = Reading(desk) { try $0.plan(id: id) }
        texts = Form(desk, .plan, id)
        date = Form(desk, .planDate, id)
        super.init(desk, [plan, texts, date])
    }

    /// Does what the core offered with the plan as a whole; the rest has its place on the page.
    public func perform(_ action: Action, _ ways: Ways) {
        let id = id
        switch action {
        case .sendAgain: desk.sendAgain(id, then: ways.became)
        case .discard: desk.giveUp(id, ways) { _ = try $0.plan(id: id) }
        default: break
        }
    }

    /// Saves the texts that were touched; the core answers what takes it back.
    public func saveTexts() {
        let id = id
        texts.send(nil) { app, typed in
            try app.editPlan(
                id: id,
                edit: PlanEdit(
                    what: typed.fields[PlanField.what],
                    forWhom: typed.fields[PlanField.forWhom],
                    venue: typed.fields[PlanField.venue]))
        } next: { _ in
            [:]
        } then: { [desk] stood in
            desk.tell(
                Notice(Word("saved")) {
                    desk.undo { try $0.adjustPlan(id: id, edit: stood) }
                })
        }
    }

    /// Proposes the date that is filled in, on the clocks of this device.
    public func addDate() {
        let (id, zone) = (id, desk.shell.zone.identifier)
        date.send(Word("threads_date_added")) { app, filled in
            let dates = filled.plannedSlot(zone).map { [$0] } ?? []
            _ = try app.editPlan(id: id, edit: PlanEdit(addDates: dates))
        } next: { _ in
            [:]
        }
    }

    /// Closes what a date is filled in with.
    public func forgetDate() { date.clear() }

    public func vote(_ date: DateChoice, suits: Bool?) {
        let id = id
        desk.act(Word("threads_voted")) {
            try $0.vote(plan: id, slot: date.slot, suits: suits)
        } undo: { app, _ in
            try app.vote(plan: id, slot: date.slot, suits: date.myVote)
        }
    }

    /// Settles the date; from `before` it can be settled back, where there was one.
    public func choose(_ date: DateChoice, before: Slot?) {
        let id = id
        let back = before.map { before in
            { @Sendable (app: SharenumApp, _: Void) in
                try app.chooseDate(plan: id, slot: before)
            }
        }
        desk.act(
            Word("threads_date_chosen"),
            intent: { try $0.chooseDate(plan: id, slot: date.slot) },
            undo: back)
    }

    /// The settled date as an event.
    public func calendar(_ words: Words, hand: @escaping @MainActor (SharedFile) -> Void) {
        desk.handEvent(id, words, hand)
    }
}

extension FormState {
    /// The day that was tapped, if any.
    public var plannedDay: CivilDate? { try? CivilDate(iso: self[PlanField.day]) }

    /// When it begins, as long as nobody says otherwise as the core offers it.
    public var plannedStart: CivilTime {
        (try? CivilTime(iso: self[PlanField.start])) ?? offers.start
    }

    /// How long it lasts, likewise.
    public var plannedMinutes: UInt32 {
        UInt32(self[PlanField.minutes]) ?? offers.meetingMinutes
    }

    public func plannedSlot(_ zone: String) -> Slot? {
        guard let day = plannedDay else { return nil }
        return Slot(start: CivilDateTime(day, plannedStart), minutes: plannedMinutes, zone: zone)
    }

    /// Whether one of the plan's texts was touched.
    public var plannedTexts: Bool {
        [PlanField.what, PlanField.forWhom, PlanField.venue].contains { fields[$0] != nil }
    }
}
