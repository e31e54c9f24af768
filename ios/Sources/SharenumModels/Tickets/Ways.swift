import SharenumKit

/// Where what a person does may lead.
public struct Ways {
    /// A document that the region refused is sent again as another one.
    let became: @MainActor (DocumentId) -> Void
    /// It is no more.
    let gone: @MainActor () -> Void
    /// To a form of its own, where there is one.
    let edit: @MainActor () -> Void

    public init(
        became: @escaping @MainActor (DocumentId) -> Void,
        gone: @escaping @MainActor () -> Void,
        edit: @escaping @MainActor () -> Void = {}
    ) {
        self.became = became
        self.gone = gone
        self.edit = edit
    }
}

extension Desk {
    /// Gives up what the region refused; when nothing of it is left, which `find` tells, that leads
    /// away.
    func giveUp(
        _ id: DocumentId, _ ways: Ways, find: @escaping @Sendable (SharenumApp) throws -> Void
    ) {
        act(Word("discarded")) { app in
            try app.discard(document: id)
            do {
                try find(app)
                return true
            } catch SharenumError.LookAgain {
                return false
            }
        } then: { left in
            if !left { ways.gone() }
        }
    }

    /// Begins the plan, or finds the one that the other has begun, and opens it.
    func startPlan(_ proposal: DocumentId, open: @escaping @MainActor (DocumentId) -> Void) {
        act(nil) {
            try $0.startPlan(proposal: proposal, first: PlanEdit())
        } then: {
            open($0)
        }
    }
}
