import Observation
import SharenumKit

/// One's own ticket, to be changed: the same fields as a new one, in one form.
@Observable
@MainActor
public final class EditTicketModel: TicketFormModel {
    /// As it stands now.
    public let ticket: Reading<TicketDetail>

    private let id: DocumentId

    public init(_ desk: Desk, _ id: DocumentId) {
        self.id = id
        ticket = Reading(desk) { try $0.ticket(id: id) }
        let form = Form(desk, .editTicket, id) { try $0.ticket(id: id).fields }
        super.init(desk, form, [ticket])
    }

    /// Saves what was changed and leads to the ticket, which is another one when the region had
    /// refused it.
    public func save(go: @escaping @MainActor (DocumentId) -> Void) {
        let id = id
        // They stand on the same page.
        let shown = (trainings.shown.value ?? []).map(\.id)
        form.send(nil) { app, filled in
            let before = try app.ticket(id: id)
            let edit = filled.edit(of: before, shown: shown)
            return (now: try app.editTicket(id: id, edit: edit), back: before.undoing(edit))
        } then: { [desk] changed in
            desk.tell(
                Notice(Word("ticket_changed")) {
                    desk.undo { _ = try $0.adjustTicket(id: changed.now, edit: changed.back) }
                })
            go(changed.now)
        }
    }
}
