import SharenumModels
import SwiftUI

/// The row of a form that was begun, which can be thrown away.
struct Discardable<Content: View>: View {
    let discard: @MainActor () -> Void
    @ViewBuilder let row: Content
    @Environment(\.words) private var words: Words

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            row
            Button(words.text("draft_discard"), action: discard)
                .buttonStyle(.bordered)
                .controlSize(.large)
        }
        .swipeActions {
            Button(words.text("draft_discard"), systemImage: "trash", action: discard).tint(.red)
        }
    }
}
