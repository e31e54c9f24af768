import SharenumModels
import SwiftUI

/// One place of the app: its title, and the rows that it shows. Pulled down, it syncs.
struct Page<Content: View>: View {
    let title: String
    let desk: Desk
    var size: NavigationBarItem.TitleDisplayMode = .inline
    @ViewBuilder let content: Content

    var body: some View {
        List { content }
            .navigationTitle(title)
            .navigationBarTitleDisplayMode(size)
            .scrollDismissesKeyboard(.interactively)
            .refreshable { await desk.refresh() }
    }
}

extension View {
    /// A row of a list without a ground of its own.
    func plainRow() -> some View {
        listRowBackground(Color.clear).listRowSeparator(.hidden)
    }
}
