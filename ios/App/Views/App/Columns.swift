import SharenumModels
import SwiftUI

/// The five on a tablet: which of them, its first page, and beside it what was opened from there.
struct Columns: View {
    let model: AppModel
    let member: Member
    let navigator: Navigator
    @State private var columns: NavigationSplitViewVisibility = .doubleColumn
    @Environment(\.words) private var words: Words

    var body: some View {
        NavigationSplitView(columnVisibility: $columns) {
            List(selection: chosen) {
                ForEach(model.roots(member), id: \.self) { (root: Root) in
                    Label(root.name(words), systemImage: symbol(of: root))
                        .badge(root == .nearby ? Int(model.unread.shown.value ?? 0) : 0)
                }
            }
            .navigationTitle(words.text("app_name"))
        } content: {
            page(navigator.root.route, go: navigator.goFromRoot)
        } detail: {
            NavigationStack(path: further) {
                Group {
                    if let first = navigator[navigator.root].first {
                        page(first, go: navigator.go)
                    } else {
                        Image(systemName: symbol(of: navigator.root))
                            .font(.largeTitle)
                            .foregroundStyle(.tertiary)
                            .accessibilityHidden(true)
                    }
                }
                .navigationDestination(for: Route.self) { page($0, go: navigator.go) }
            }
        }
        .navigationSplitViewStyle(.balanced)
        .overlay(alignment: .bottom) { NoticeBar(desk: model.desk) }
    }

    private var chosen: Binding<Root?> {
        Binding(
            get: { @MainActor in navigator.root },
            set: { @MainActor root in if let root { navigator.root = root } })
    }

    /// What lies over the first page that was opened.
    private var further: Binding<[Route]> {
        Binding(
            get: { @MainActor in Array(navigator[navigator.root].dropFirst()) },
            set: { @MainActor pages in
                navigator[navigator.root] = navigator[navigator.root].prefix(1) + pages
            })
    }

    private func page(_ route: Route, go: @escaping @MainActor (Route) -> Void) -> PageOf {
        PageOf(
            place: Surroundings(
                desk: model.desk, route: route, member: member, go: go,
                replace: { navigator.replace(route, with: $0) },
                leave: { navigator.leave(route) }))
    }
}
