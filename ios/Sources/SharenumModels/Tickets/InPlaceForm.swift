import Observation
import SharenumKit

/// A form that opens on the page where its button stands. One into which something was typed before
/// the app was killed is open at once.
@Observable
@MainActor
public final class InPlaceForm: Part {
    /// The form while it is open.
    public private(set) var opened: Form?

    private let draft: KeptDraft
    @ObservationIgnored private var looked = false

    init(_ draft: KeptDraft) { self.draft = draft }

    func hear(_ change: Change) {
        opened?.hear(change)
        if looked { return }
        looked = true
        Task {
            switch await draft.isThere() {
            case .ready(let isThere): if isThere { open() }
            case .loading, .failed: looked = false
            }
        }
    }

    public func open() {
        if opened != nil { return }
        let form = Form(draft)
        form.open()
        opened = form
    }

    /// What it led to was done.
    func close() { opened = nil }

    /// The person keeps things as they are; nothing stays of what was typed.
    public func giveUp() {
        opened?.giveUp()
        close()
    }
}
