import SharenumModels

/// A page's surroundings: where it is, and the ways from it.
struct Surroundings {
    let desk: Desk
    let route: Route
    let member: Member
    let go: @MainActor (Route) -> Void
    /// Goes on without a way back here: a form that is done.
    let replace: @MainActor (Route) -> Void
    /// Out of this page.
    let leave: @MainActor () -> Void
}
