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

    /// What each of the two may write at the same time as the other.
    static let texts: Set = [what, forWhom, venue]

    /// What a date is filled in with.
    static let date: Set = [day, start, minutes]
}

/// What two people prepare together.
///
/// The form holds only what was typed: what was not touched follows the other's changes, and only
/// what was touched is sent.
@Observable
@MainActor
public final class PlanModel: ScreenModel {
    public let plan: Reading<Plan>
    public let form: Form

    private let id: DocumentId

    public init(_ desk: Desk, _ id: DocumentId) {
        self.id = id
        plan = Reading(desk) { try $0.plan(id: id) }
        form = Form(desk, .plan, id)
        super.init(desk, [plan, form])
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

    /// Saves the texts that were touched; taking it back writes those of `before`.
    public func saveTexts(before: Plan) {
        let (id, typed) = (id, form.filled.fields)
        let back = PlanEdit(
            what: typed[PlanField.what].map { _ in before.what },
            forWhom: typed[PlanField.forWhom].map { _ in before.forWhom },
            venue: typed[PlanField.venue].map { _ in before.venue })
        form.send(nil) { app, filled in
            let texts = PlanEdit(
                what: filled.fields[PlanField.what],
                forWhom: filled.fields[PlanField.forWhom],
                venue: filled.fields[PlanField.venue])
            try app.editPlan(id: id, edit: texts)
        } next: {
            $0.filter { !PlanField.texts.contains($0.key) }
        } then: { [desk] in
            desk.tell(Notice(Word("saved")) { desk.undo { try $0.editPlan(id: id, edit: back) } })
        }
    }

    /// Proposes the date that is filled in, on the clocks of this device.
    public func addDate() {
        let (id, zone) = (id, desk.shell.zone.identifier)
        form.send(Word("threads_date_added")) { app, filled in
            let dates = filled.plannedSlot(zone).map { [$0] } ?? []
            try app.editPlan(id: id, edit: PlanEdit(addDates: dates))
        } next: {
            $0.filter { !PlanField.date.contains($0.key) }
        }
    }

    /// Closes what a date is filled in with.
    public func forgetDate() {
        for field in PlanField.date { form.set(field, "") }
    }

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

    /// When it begins: after lunch until somebody says otherwise.
    public var plannedStart: CivilTime? {
        (try? CivilTime(iso: self[PlanField.start])) ?? (try? CivilTime(hour: 14, minute: 0))
    }

    /// How long it lasts: a lesson until somebody says otherwise.
    public var plannedMinutes: UInt32 { UInt32(self[PlanField.minutes]) ?? 60 }

    public func plannedSlot(_ zone: String) -> Slot? {
        guard let day = plannedDay, let start = plannedStart else { return nil }
        return Slot(start: CivilDateTime(day, start), minutes: plannedMinutes, zone: zone)
    }
}

extension FormState {
    /// Whether one of the plan's texts was touched.
    public var plannedTexts: Bool { PlanField.texts.contains { fields[$0] != nil } }

    /// Why the date of a plan was not taken.
    public var plannedWrong: SharenumError? {
        guard let wrong, !PlanField.texts.contains(wrong.name) else { return nil }
        return wrong.error
    }
}
