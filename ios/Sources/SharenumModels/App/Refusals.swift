import SharenumKit

// What a person does with something that the region refused, wherever it stands.
extension Desk {
    /// Sends it again, as a document that may be another one, which `then` gets.
    func sendAgain(_ id: DocumentId, then: @escaping @MainActor (DocumentId) -> Void = { _ in }) {
        act(Word("sent_again")) {
            try $0.sendAgain(document: id)
        } then: {
            then($0)
        }
    }

    /// Gives it up.
    func giveUp(_ id: DocumentId) {
        act(Word("discarded")) { try $0.discard(document: id) }
    }
}
