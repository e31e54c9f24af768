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

    /// `initial` is what stands in the form when nothing was typed yet. Tests make a reading of the
    /// draft fail with `find`.
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

    /// Keeps what was typed, over what is kept of the other fields, or over `fields` where nothing is
    /// any more; over what stands in the form at first where they were `drafted`, and are sent or
    /// given up elsewhere. Answers what is kept now; what fails is told.
    func keep(
        _ typed: [String: String], over fields: [String: String], drafted: Bool
    ) async -> [String: String]? {
        let initial = blank()
        return await told { [form, about, find] app in
            let kept = try find(app)?.fields
            let under = try kept ?? (drafted ? initial(app) : fields)
            let all = under.merging(typed) { _, typed in typed }
            try app.saveDraft(form: form, about: about, fields: all)
            return all
        }
    }

    func discard() async {
        await told { [form, about] in try $0.discardDraft(form: form, about: about) }
    }

    @discardableResult
    private func told<T: Sendable>(_ change: @Sendable (SharenumApp) throws -> T) async -> T? {
        let outcome = await desk.phone.loaded(change)
        if let error = outcome.error { desk.tell(Notice(error: error)) }
        return outcome.value
    }
}
