import Observation
import SharenumKit

/// The form of a workshop: a new one, from a plan or ticket or from nothing, or one that is changed.
@Observable
@MainActor
public final class WorkshopFormModel: ScreenModel {
    public let choices: Reading<WorkshopChoices>
    public let form: Form

    /// Establishments by what was typed to find a place.
    public let found: Reading<[Establishment]>

    private let from: DocumentId?
    private let edited: DocumentId?

    /// A new one; about the plan or ticket that it grows from, or nothing.
    public convenience init(_ desk: Desk, from: DocumentId?) {
        let draft = KeptDraft(
            desk, .newWorkshop, from,
            blank: {
                let blank = BlankWorkshop(desk.shell)
                return { app in
                    let growth = try Growth(from, app)
                    return try blank.fields(app).merging(growth.fields) { _, grown in grown }
                }
            })
        self.init(desk, Form(draft), from: from, edited: nil)
    }

    /// One that is changed.
    public convenience init(_ desk: Desk, edit id: DocumentId) {
        let form = Form(desk, .editWorkshop, id) {
            let workshop = try $0.workshop(id: id)
            return workshop.item.fields(workshop.booking?.common.id)
        }
        self.init(desk, form, from: nil, edited: id)
    }

    private init(_ desk: Desk, _ form: Form, from: DocumentId?, edited: DocumentId?) {
        self.form = form
        self.from = from
        self.edited = edited
        choices = Reading(desk) { try WorkshopChoices(from: from, edited: edited, $0) }
        found = Reading(
            desk, form, { $0[WorkshopField.search].trimmed }, read: { try $0.schools($1) })
        super.init(desk, [form, choices, found])
    }

    /// Publishes it, or saves what was changed; `then` gets where it stands.
    public func send(then: @escaping @MainActor (DocumentId) -> Void) {
        guard let slot = form.filled.slot else { return }
        if let edited {
            form.send(Word("workshop_saved")) { app, filled in
                try app.editWorkshop(id: edited, edit: filled.workshopEdit(slot))
            } then: {
                then($0)
            }
        } else {
            let from = from
            form.send(Word("workshop_published")) { app, filled in
                try app.publishWorkshop(new: filled.newWorkshop(slot, try Growth(from, app)))
            } then: {
                then($0)
            }
        }
    }
}

extension SharenumApp {
    /// As many establishments as are read at a glance; none where nothing was typed.
    fileprivate func schools(_ typed: String) throws -> [Establishment] {
        if typed.isEmpty { return [] }
        let page = try establishments(query: typed, page: PageRequest(limit: 8))
        return page.items.map(\.establishment)
    }
}

extension FormState {
    fileprivate func workshopEdit(_ slot: Slot) -> WorkshopEdit {
        WorkshopEdit(
            title: self[WorkshopField.title],
            description: self[WorkshopField.description],
            slot: slot,
            seats: seats,
            radiusKm: radiusKm,
            booking: booking,
            // A draft of an older app does not hold them.
            tools: fields[WorkshopField.tools].map { _ in tools },
            placeLabel: fields[WorkshopField.placeLabel])
    }

    fileprivate func newWorkshop(_ slot: Slot, _ growth: Growth) -> NewWorkshop {
        NewWorkshop(
            title: self[WorkshopField.title],
            description: self[WorkshopField.description],
            tools: tools,
            venue: venue,
            radiusKm: radiusKm,
            slot: slot,
            seats: seats,
            plan: growth.plan?.common.id,
            ticket: growth.plan == nil ? growth.ticket?.common.id : nil,
            booking: booking)
    }
}
