import Observation
import SharenumKit

/// A form that opens on the page where its button stands. One into which something was typed before
/// the app was killed is open at once.
@Observable
@MainActor
public final class InPlaceForm: Part {
    /// The form while it is open.
    public private(set) var opened: Form?

    private let desk: Desk
    private let form: DraftForm
    private let about: DocumentId
    private let initial: @Sendable (SharenumApp) throws -> [String: String]
    @ObservationIgnored private var looked = false

    init(
        _ desk: Desk, _ form: DraftForm, _ about: DocumentId,
        initial: @escaping @Sendable (SharenumApp) throws -> [String: String] = { _ in [:] }
    ) {
        self.desk = desk
        self.form = form
        self.about = about
        self.initial = initial
    }

    func hear(_ change: Change) {
        if looked { return }
        looked = true
        Task {
            let kept = await desk.phone.loaded { [form, about] in
                try $0.draft(form: form, about: about)
            }
            if case .ready(.some) = kept { open() }
        }
    }

    public func open() {
        if opened != nil { return }
        let form = Form(desk, form, about, initial: initial)
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
