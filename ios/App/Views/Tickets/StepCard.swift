import SharenumModels
import SwiftUI

/// The next step in one sentence, with its button.
struct StepCard: View {
    let sentence: String
    let button: String
    var effect: String?
    let go: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(words.text("threads_next_step"))
                .font(.subheadline)
                .foregroundStyle(.secondary)
                .accessibilityAddTraits(.isHeader)
            Text(sentence)
            AskedButton(title: button, effect: effect, go: go)
                .buttonStyle(.main)
                .controlSize(.large)
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .listRowBackground(Color.accentColor.opacity(0.15))
    }
}

/// With an `effect`, that of something which nothing makes up for, it asks once more.
struct AskedButton: View {
    let title: String
    let effect: String?
    let go: @MainActor () -> Void
    @State private var asked = false
    @Environment(\.words) private var words: Words

    var body: some View {
        Button(title) { if effect == nil { go() } else { asked = true } }
            .confirmationDialog(title, isPresented: $asked, titleVisibility: .visible) {
                Button(title, action: go)
                Button(words.text("cancel"), role: .cancel) {}
            } message: {
                if let effect { Text(effect) }
            }
    }
}
