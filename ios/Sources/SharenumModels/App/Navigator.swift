import Observation

/// Where the person is, and how they came there. Each of the five keeps its way, as tabs do.
@Observable
@MainActor
public final class Navigator {
    /// Which of the five is shown.
    public var root: Root

    private var ways: [Root: [Route]] = [:]

    /// At a place, with the way to it; what does not begin with one of the five stands behind the
    /// one that it belongs to.
    public init(_ stack: [Route] = [.nearby]) {
        let first = stack.first ?? .nearby
        root = first.root
        ways[root] = first.isTop ? Array(stack.dropFirst()) : stack
    }

    /// As `saved` wrote it, without the places that this app does not know.
    public convenience init(saved: [String]) { self.init(saved.compactMap(Route.init(path:))) }

    /// For what the system keeps of a killed app.
    public var saved: [String] { stack.map(\.path) }

    /// The last one is shown; the first is one of the five.
    public var stack: [Route] { [root.route] + self[root] }

    /// What is shown.
    public var here: Route { stack.last ?? root.route }

    /// What lies over the first page of one of the five: the path of its navigation stack.
    public subscript(root: Root) -> [Route] {
        get { ways[root] ?? [] }
        set { ways[root] = newValue }
    }

    /// Goes there. One of the five begins at its first page. To a page that stands on the way already
    /// one goes back.
    public func go(_ route: Route) {
        if route == here { return }
        if route.isTop {
            root = route.root
            self[root] = []
        } else {
            show(route, behind: root)
        }
    }

    /// Back to it where it stands, or on to it.
    private func show(_ route: Route, behind way: Root) {
        if let open = self[way].firstIndex(of: route) {
            self[way].removeSubrange((open + 1)...)
        } else {
            self[way].append(route)
        }
    }

    /// From a list beside which the rest is shown: what was open there gives way.
    public func goFromRoot(_ route: Route) { self[root] = [route] }

    /// Instead of a place, wherever it stands: a form that is done gives way to what it made, also
    /// under a page that was opened meanwhile. Whoever has left it is led nowhere.
    public func replace(_ place: Route, with route: Route) {
        guard let way = shownFirst.first(where: { self[$0].contains(place) }),
            let at = self[way].lastIndex(of: place)
        else { return }
        self[way].remove(at: at)
        let isLast = at == self[way].count
        if !isLast {
            if !route.isTop && !self[way].contains(route) { self[way].insert(route, at: at) }
        } else if !route.isTop {
            show(route, behind: way)
        } else if way == root {
            go(route)
        }
    }

    /// Out of a page, wherever it stands, if nothing lies over it. Answers which of the five it stood
    /// behind; none where it was left already.
    @discardableResult
    public func leave(_ place: Route) -> Root? {
        guard let way = shownFirst.first(where: { self[$0].last == place }) else { return nil }
        self[way].removeLast()
        return way
    }

    private var shownFirst: [Root] { [root] + Root.allCases.filter { $0 != root } }
}
