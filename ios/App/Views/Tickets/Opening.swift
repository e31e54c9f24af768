import SharenumModels

/// What opens a place, where there is one to open.
@MainActor
func opening(
    _ route: Route?, _ go: @escaping @MainActor (Route) -> Void
) -> (@MainActor () -> Void)? {
    guard let route else { return nil }
    return { go(route) }
}
