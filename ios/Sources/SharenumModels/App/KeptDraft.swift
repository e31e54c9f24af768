import SharenumKit

/// What the core keeps of a form.
@MainActor
struct KeptDraft {
    /// What stands in a form, and whether as a draft.
    struct Kept: Sendable {
        let fields: [String: String]
        let drafted: Bool
    }

    let desk: Desk
    private let form: DraftForm
    private let about: DocumentId?
    private let find: @Sendable (SharenumApp) throws -> Draft?
    private let blank: @MainActor () -> Initial

    typealias Initial = @Sendable (SharenumApp) throws -> [String: String]

    /// `initial` is what stands in the form when nothing was typed yet; `find` reads what was.
    init(
        _ desk: Desk, _ form: DraftForm, _ about: DocumentId? = nil,
        initial: @escaping Initial = { _ in [:] },
        find: (@Sendable (SharenumApp) throws -> Draft?)? = nil
    ) {
        self.init(desk, form, about, blank: { initial }, find: find)
    }

    /// Where that depends on the day or the place, `blank` tells it each time.
    init(
        _ desk: Desk, _ form: DraftForm, _ about: DocumentId? = nil,
        blank: @escaping @MainActor () -> Initial,
        find: (@Sendable (SharenumApp) throws -> Draft?)? = nil
    ) {
        self.desk = desk
        self.form = form
        self.about = about
        self.find = find ?? { try $0.draft(form: form, about: about) }
        self.blank = blank
    }

    /// Whether anything is kept.
    func isThere() async -> Loaded<Bool> {
        await desk.phone.loaded { [find] in try find($0) != nil }
    }

    /// What is kept, or what stands in the form at first; none of that where it is `known`.
    func fields(known: Bool) async -> Loaded<Kept?> {
        let initial = blank()
        return await desk.phone.loaded { [find] in
            if let kept = try find($0) { return Kept(fields: kept.fields, drafted: true) }
            return known ? nil : Kept(fields: try initial($0), drafted: false)
        }
    }

    /// Whether it is kept now; what fails is told.
    func keep(_ fields: [String: String]) async -> Bool {
        await change { [form, about] in
            try $0.saveDraft(form: form, about: about, fields: fields)
        }
    }

    func discard() async {
        _ = await change { [form, about] in try $0.discardDraft(form: form, about: about) }
    }

    private func change(_ change: @Sendable (SharenumApp) throws -> Void) async -> Bool {
        guard let error = await desk.phone.loaded(change).error else { return true }
        desk.tell(Notice(error: error))
        return false
    }
}
