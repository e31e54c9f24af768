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
    private let form: DraftForm
    private let about: DocumentId?
    private let initial: @Sendable (SharenumApp) throws -> [String: String]
    private let turns = Turns()
    @ObservationIgnored private var opened = false
    @ObservationIgnored private var unsaved = false
    @ObservationIgnored private var sent = false
    @ObservationIgnored private var followers: [@MainActor (FormState) -> Void] = []

    /// `initial` is what stands in it when nothing was typed yet.
    init(
        _ desk: Desk, _ form: DraftForm, _ about: DocumentId? = nil,
        initial: @escaping @Sendable (SharenumApp) throws -> [String: String] = { _ in [:] }
    ) {
        self.desk = desk
        self.form = form
        self.about = about
        self.initial = initial
    }

    func hear(_ change: Change) { open() }

    /// What was kept of it comes in, once.
    func open() {
        if opened { return }
        opened = true
        turns.take { [self] in
            let (form, about, initial) = (form, about, initial)
            let kept = await desk.phone.loaded { app in
                try app.draft(form: form, about: about)?.fields ?? initial(app)
            }
            // It can be filled in all the same; sending says what is wrong.
            if let error = kept.error { desk.tell(Notice(error: error)) }
            change {
                // What was typed meanwhile stays.
                $0.fields = (kept.value ?? [:]).merging($0.fields) { _, typed in typed }
                $0.ready = true
            }
        }
    }

    /// What stands in a field; typing in it is kept at once.
    public subscript(name: String) -> String {
        get { filled[name] }
        set { set(name, newValue) }
    }

    public func set(_ name: String, _ value: String) {
        open()
        unsaved = true
        change {
            $0.fields[name] = value
            $0.touched = true
            if $0.wrong?.name == name { $0.wrong = nil }
        }
        turns.take { await self.save() }
    }

    /// Carries out what the form leads to. A field that the core does not take is marked, with the
    /// core's words; the draft stays until it is taken. Then the form is done, or with `next` it is
    /// there for another go, and holds what `next` leaves of what was sent.
    func send<T: Sendable>(
        _ done: Word?,
        intent: @escaping @Sendable (SharenumApp, FormState) throws -> T,
        next: (([String: String]) -> [String: String])? = nil,
        then: @escaping @MainActor (T) -> Void = { _ in }
    ) {
        if filled.sending { return }
        change {
            $0.sending = true
            $0.wrong = nil
        }
        // In its turn: a draft that is saved after the intent would be there again.
        turns.take { [self] in
            let taken = filled
            switch await desk.phone.loaded({ try intent($0, taken) }) {
            case .loading: break
            case .failed(let error): refuse(error)
            case .ready(let outcome):
                if let next { go(taken, next) } else { sent = true }
                desk.shell.written()
                if let done { desk.tell(Notice(done)) }
                then(outcome)
            }
            change { $0.sending = false }
        }
    }

    /// The person begins anew: nothing is kept of what was filled in.
    public func clear() {
        open()
        unsaved = true
        change {
            $0.fields = [:]
            $0.touched = true
            $0.wrong = nil
        }
        turns.take { await self.save() }
    }

    /// The person gives it up: nothing is kept of it.
    public func giveUp() {
        turns.take { [self] in
            sent = true
            let (form, about) = (form, about)
            await keep { try $0.discardDraft(form: form, about: about) }
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
    private func go(_ taken: FormState, _ next: ([String: String]) -> [String: String]) {
        let meanwhile = filled.fields.filter { taken.fields[$0.key] != $0.value }
        change {
            $0.fields = next(taken.fields).merging(meanwhile) { _, typed in typed }
            // What is left of the last one is no draft of the next one.
            $0.touched = !meanwhile.isEmpty
        }
    }

    /// As it is now: several keys that waited for their turn are saved at once.
    private func save() async {
        if sent || !unsaved || !filled.touched { return }
        unsaved = false
        let (form, about, fields) = (form, about, filled.fields)
        await keep { try $0.saveDraft(form: form, about: about, fields: fields) }
    }

    private func keep(_ change: @Sendable (SharenumApp) throws -> Void) async {
        if let error = await desk.phone.loaded(change).error { desk.tell(Notice(error: error)) }
    }
}
