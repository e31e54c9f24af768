import Observation
import SharenumKit

/// A ticket to open, step by step; all of it is kept as it is typed, the step, too.
@Observable
@MainActor
public final class NewTicketModel: TicketFormModel {
    /// What the profile lacks before a ticket can be opened.
    public let missing: Reading<Phrase?>

    public init(_ desk: Desk) {
        missing = Reading(desk) { try $0.profile().missing }
        let form = Form(desk, .newTicket) {
            [
                TicketField.direction: Direction.request.inField,
                TicketField.radius: "\(try $0.firstRadiusKm())",
            ]
        }
        super.init(desk, form, [missing])
        form.follow(\.wrong) { [weak self] in self?.correct() }
    }

    public func goTo(_ step: TicketStep) { form.set(TicketField.step, step.rawValue) }

    public func choose(_ direction: Direction) {
        form.set(TicketField.direction, direction.inField)
        goTo(.tools)
    }

    /// Opens the ticket, says whom it reaches, and leads to it.
    public func send(go: @escaping @MainActor (DocumentId) -> Void) {
        form.send(nil) { app, filled in
            try app.openTicket(new: filled.newTicket)
        } then: { [desk] opened in
            desk.tell(notice(opened, desk))
            go(opened.id)
        }
    }

    /// Leads to the field that the core did not take; what stands on no page is told at the bottom.
    private func correct() {
        guard let wrong = form.filled.wrong else { return }
        if let step = TicketStep.allCases.first(where: { $0.fields.contains(wrong.name) }) {
            goTo(step)
        } else {
            desk.tell(Notice(error: wrong.error))
        }
    }
}

@MainActor
private func notice(_ opened: OpenedTicket, _ desk: Desk) -> Notice {
    let others = Int64(opened.coverage.others)
    let undo: @MainActor () -> Void = {
        desk.act(Word("ticket_taken_back")) {
            try $0.setTicketStatus(id: opened.id, status: .cancelled)
        }
    }
    return others == 0
        ? Notice(Word("ticket_opened_alone"), undo: undo)
        : Notice(Word("ticket_opened"), count: others, undo: undo)
}
