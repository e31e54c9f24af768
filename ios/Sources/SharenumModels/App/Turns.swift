/// One thing after another, in the order in which they were asked for.
@MainActor
final class Turns {
    private var last: Task<Void, Never>?
    private var waits = false

    /// Does `work` after all that was asked for before. It is not cancelled by anybody: what a
    /// person did is carried out.
    func take(_ work: @escaping @MainActor () async -> Void) {
        let before = last
        last = Task {
            await before?.value
            await work()
        }
    }

    /// The same, once for all who ask before it begins.
    func takeOnce(_ work: @escaping @MainActor () async -> Void) {
        if waits { return }
        waits = true
        take { [self] in
            waits = false
            await work()
        }
    }
}
