import Observation
import SharenumKit

/// The fields of what two people write to each other.
public enum ThreadField {
    /// Of a proposal.
    public static let text = "field.text"
    /// Of a message.
    public static let body = "field.body"
}

/// A proposal, and what it answers.
public struct Conversation: Equatable, Sendable {
    public let proposal: Proposal
    public let ticket: TicketItem
}

/// One proposal and the conversation of the two whom it connects.
@Observable
@MainActor
public final class ProposalModel: ScreenModel {
    public let conversation: Reading<Conversation>

    /// What is said under it, newest first, back as far as the person scrolls.
    public let messages: Pages<Message>

    /// The line that is being written.
    public let writing: Form

    /// Another text of one's own proposal.
    public let editing: InPlaceForm

    private let id: DocumentId

    public init(_ desk: Desk, _ id: DocumentId) {
        self.id = id
        conversation = Reading(desk) {
            let proposal = try $0.proposal(id: id)
            let ticket = try $0.ticket(id: proposal.ticket)
            return Conversation(proposal: proposal, ticket: ticket.item)
        }
        messages = Pages(desk) { try $0.latestMessages(proposal: id, page: $1) }
        writing = Form(desk, .message, id)
        editing = InPlaceForm(
            KeptDraft(desk, .editProposal, id) { [ThreadField.text: try $0.proposal(id: id).text] })
        super.init(desk, [conversation, messages, writing, editing])
    }

    /// Does what the core offered with the proposal; writing has its own field.
    public func perform(
        _ action: Action, _ ways: Ways, openPlan: @escaping @MainActor (DocumentId) -> Void
    ) {
        let id = id
        switch action {
        case .edit: editing.open()
        case .withdraw: desk.act(Word("threads_withdrawn")) { try $0.withdraw(id: id) }
        case .accept: desk.act(Word("threads_accepted")) { try $0.acceptProposal(id: id) }
        case .startPlan: desk.startPlan(id, open: openPlan)
        case .sendAgain: desk.sendAgain(id, then: ways.became)
        case .discard: desk.giveUp(id, ways) { _ = try $0.proposal(id: id) }
        default: break
        }
    }

    /// Does what the core offered with a line that the region refused.
    public func perform(_ action: Action, message: DocumentId) {
        switch action {
        case .sendAgain: desk.sendAgain(message)
        case .discard: desk.giveUp(message)
        default: break
        }
    }

    public func write() {
        let id = id
        writing.send(nil) { app, filled in
            try app.sendMessage(proposal: id, body: filled[ThreadField.body])
        } next: { _ in
            [:]
        }
    }

    /// Saves the other text; `before` is the one that it takes the place of.
    public func saveEdit(before: String, _ ways: Ways) {
        let id = id
        editing.opened?.send(nil) { app, filled in
            try app.editProposal(id: id, text: filled[ThreadField.text])
        } then: { [desk, editing] kept in
            editing.close()
            desk.tell(
                Notice(Word("saved")) {
                    desk.undo { _ = try $0.adjustProposal(id: kept, text: before) }
                })
            ways.became(kept)
        }
    }
}
