import SharenumModels
import SwiftUI

/// The five on a phone, each with its own way.
struct Tabs: View {
    let model: AppModel
    let member: Member
    @Bindable var navigator: Navigator
    @Environment(\.words) private var words: Words

    var body: some View {
        TabView(selection: $navigator.root) {
            ForEach(model.roots(member), id: \.self) { (root: Root) in
                NavigationStack(path: $navigator[root]) {
                    page(root.route)
                        .navigationDestination(for: Route.self) { page($0) }
                }
                .safeAreaInset(edge: .bottom, spacing: 0) { NoticeBar(desk: model.desk) }
                .tabItem { Label(root.name(words), systemImage: symbol(of: root)) }
                .badge(root == .nearby ? Int(model.unread.shown.value ?? 0) : 0)
                .tag(root)
            }
        }
    }

    private func page(_ route: Route) -> PageOf {
        PageOf(
            place: Surroundings(
                desk: model.desk, route: route, member: member, go: navigator.go,
                replace: { navigator.replace(route, with: $0) },
                leave: { navigator.leave(route) }))
    }
}

/// What one of the five is drawn as.
func symbol(of root: Root) -> String {
    switch root {
    case .nearby: "house"
    case .tickets: "bubble.left.and.bubble.right"
    case .agenda: "calendar"
    case .help: "hand.thumbsup"
    case .more: "line.3.horizontal"
    }
}
