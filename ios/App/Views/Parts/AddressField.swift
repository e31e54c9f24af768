import SharenumModels
import SwiftUI

/// A text that nobody writes by heart: no capitals and no corrections of a keyboard. Enter goes on.
struct AddressField: View {
    let label: String
    let help: String
    @Binding var text: String
    let wrong: SharenumError?
    let enter: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Under(label: label, help: help, wrong: wrong.map { words.error($0, formats) }) {
            TextField(label, text: $text, prompt: Text(verbatim: ""))
                .keyboardType(.URL)
                .textInputAutocapitalization(.never)
                .autocorrectionDisabled()
                .submitLabel(.go)
                .onSubmit(enter)
                .frame(minHeight: 44)
        }
    }
}

/// A field with its label above, and below it what is wrong with it, or help.
struct Under<Field: View>: View {
    let label: String
    let help: String?
    let wrong: String?
    @ViewBuilder let field: Field

    var body: some View {
        VStack(alignment: .leading, spacing: 4) {
            Text(label)
                .font(.subheadline)
                .foregroundStyle(.secondary)
                .accessibilityHidden(true)
            field.accessibilityHint(wrong ?? help ?? "")
            if let wrong {
                WrongText(text: wrong)
            } else if let help {
                Text(help)
                    .font(.footnote)
                    .foregroundStyle(.secondary)
                    .accessibilityHidden(true)
            }
        }
    }
}
