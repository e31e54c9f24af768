import Observation
import SharenumKit

/// What a person fills in: kept as a draft of the core with each key, so that a kill loses nothing,
/// and gone with the intent that it leads to.
@Observable
@MainActor
public final class Form: Part {
    /// What stands in it.
    public private(set) var filled = FormState()

    private let desk: Desk
    private let draft: KeptDraft
    private let turns = Turns()
    @ObservationIgnored private var opened = false
    /// What was typed and is no draft yet.
    @ObservationIgnored private var unsaved: [String: String] = [:]
    /// Whether a draft of it is kept, as far as it knows.
    @ObservationIgnored private var drafted = false
    /// Whether what stands in it at first does still.
    @ObservationIgnored private var blank = false
    @ObservationIgnored private var sent = false
    @ObservationIgnored private var followers: [@MainActor (FormState) -> Void] = []

    init(_ draft: KeptDraft) {
        self.draft = draft
        desk = draft.desk
    }

    /// `initial` is what stands in it when nothing was typed yet.
    convenience init(
        _ desk: Desk, _ form: DraftForm, _ about: DocumentId? = nil,
        initial: @escaping KeptDraft.Initial = { _ in [:] }
    ) {
        self.init(KeptDraft(desk, form, about, initial: initial))
    }

    /// The same for a page, which shows it once what was kept is there, or says why it is not.
    public var shown: Loaded<FormState> {
        if let error = filled.failed { return .failed(error) }
        return filled.ready ? .ready(filled) : .loading
    }

    // The same draft may be open elsewhere, and be kept or sent from there.
    func hear(_ change: Change) { read() }

    /// What was kept of it comes in, once.
    func open() { if !opened { read() } }

    /// What the button does of a form that could not be read.
    public func readAgain() { read() }

    private func read() {
        opened = true
        turns.takeOnce { [self] in
            if sent { return }
            await hold()
            await save()
        }
    }

    /// What was kept comes in; what was typed since stays. Where nothing is kept, what stands in it
    /// at first comes in as long as nobody touched it, and again when what was kept was sent or given
    /// up elsewhere.
    private func hold() async {
        let known = filled.ready && !drafted && !blank
        switch await draft.fields(known: known) {
        case .loading: break
        // What is shown already is as it was last kept.
        case .failed(let error): if !filled.ready { change { $0.failed = error } }
        case .ready(let kept):
            guard let kept else { break }
            drafted = kept.drafted
            blank = !kept.drafted && unsaved.isEmpty
            // What begins anew was neither touched nor refused.
            let goesOn = kept.drafted || !unsaved.isEmpty
            let now = FormState(
                fields: kept.fields.merging(unsaved) { _, typed in typed }, ready: true,
                touched: goesOn && filled.touched, sending: filled.sending,
                wrong: goesOn ? filled.wrong : nil)
            if now != filled { change { $0 = now } }
        }
    }

    /// What stands in a field; typing in it is kept at once.
    public subscript(name: String) -> String {
        get { filled[name] }
        set { set(name, newValue) }
    }

    /// Nothing is typed over a draft that could not be read. A field that gets what it holds, as
    /// when it is entered, was not touched.
    public func set(_ name: String, _ value: String) {
        if filled.failed != nil || filled.ready && filled.fields[name] == value { return }
        open()
        unsaved[name] = value
        blank = false
        change {
            $0.fields[name] = value
            $0.touched = true
            if $0.wrong?.name == name { $0.wrong = nil }
        }
        turns.take { await self.save() }
    }

    /// Carries out what the form leads to. A field that the core does not take is marked, with the
    /// core's words; the draft stays until it is taken. Then the form is done; with `next` it is
    /// there for another go, and holds what `next` leaves of what was sent.
    func send<T: Sendable>(
        _ done: Word?,
        intent: @escaping @Sendable (SharenumApp, FormState) throws -> T,
        next: (([String: String]) -> [String: String])? = nil,
        then: @escaping @MainActor (T) -> Void = { _ in }
    ) {
        if filled.sending { return }
        open()
        change {
            $0.sending = true
            $0.wrong = nil
        }
        // In its turn: a draft that is saved after the intent would be there again.
        turns.take { [self] in
            defer { change { $0.sending = false } }
            if sent || !filled.ready { return }
            let (taken, typed) = (filled, unsaved)
            unsaved = [:]
            switch await desk.phone.loaded({ try intent($0, taken) }) {
            case .loading: break
            case .failed(let error):
                notSaved(typed)
                refuse(error)
            case .ready(let outcome):
                if let next { goOn(next(taken.fields)) } else { sent = true }
                desk.shell.written()
                if let done { desk.tell(Notice(done)) }
                then(outcome)
            }
        }
    }

    /// The person begins anew: nothing is kept of what was filled in.
    public func clear() {
        for name in filled.fields.keys { set(name, "") }
        change { $0.wrong = nil }
    }

    /// The person gives it up: nothing is kept of it.
    public func giveUp() {
        turns.take { [self] in
            sent = true
            await draft.discard()
        }
    }

    /// Calls `follow` with each other value of a part of what stands in it, once that is there.
    func follow<Value: Equatable>(
        _ part: @escaping @MainActor (FormState) -> Value, _ follow: @escaping @MainActor () -> Void
    ) {
        var last: Value?
        followers.append { filled in
            let now = part(filled)
            if !filled.ready || now == last { return }
            last = now
            follow()
        }
    }

    private func change(_ change: (inout FormState) -> Void) {
        change(&filled)
        for follower in followers { follower(filled) }
    }

    private func refuse(_ error: SharenumError) {
        guard let field = error.field else { return desk.tell(Notice(error: error)) }
        change { $0.wrong = WrongField(name: field, error: error) }
    }

    /// What was typed while it was sent stays, too.
    private func goOn(_ left: [String: String]) {
        (drafted, blank) = (false, false)
        change {
            $0.fields = left.merging(unsaved) { _, typed in typed }
            // What is left of the last one is no draft of the next one.
            $0.touched = !unsaved.isEmpty
        }
    }

    /// As it is now: several keys that waited for their turn are saved at once.
    private func save() async {
        if sent || unsaved.isEmpty || !filled.ready { return }
        let typed = unsaved
        unsaved = [:]
        guard let kept = await draft.keep(typed, over: filled.fields, drafted: drafted) else {
            return notSaved(typed)
        }
        // One in which nothing is filled in is none.
        drafted = kept.values.contains { !$0.isEmpty }
        let fields = kept.merging(unsaved) { _, typed in typed }
        if fields != filled.fields { change { $0.fields = fields } }
    }

    private func notSaved(_ typed: [String: String]) {
        unsaved = typed.merging(unsaved) { _, newer in newer }
    }
}
