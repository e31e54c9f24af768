import SharenumModels

/// How something stands that a screen shows, whatever it is.
@MainActor
struct Seen {
    enum State {
        case loading
        case ready
        case failed
    }

    private let look: () -> (state: State, items: Int?)

    var state: State { look().state }

    /// How much of a list is shown.
    var items: Int? { look().items }

    init<T: Sendable>(
        _ loaded: @escaping () -> Loaded<T>, items: @escaping (T) -> Int? = { _ in nil }
    ) {
        look = {
            switch loaded() {
            case .loading: (.loading, nil)
            case .ready(let value): (.ready, items(value))
            case .failed: (.failed, nil)
            }
        }
    }

    init<T>(_ reading: Reading<T>) { self.init { reading.shown } }

    init<T>(_ pages: Pages<T>) { self.init({ pages.shown }, items: { $0.items.count }) }

    init(_ form: Form) { self.init { form.shown } }
}

extension [String: Seen] {
    /// What stands so, by name.
    @MainActor
    func that(are state: Seen.State) -> [String] {
        filter { $0.value.state == state }.keys.sorted()
    }
}
