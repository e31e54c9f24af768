import SharenumModels
import SwiftUI
import UIKit

/// The fields of a form, once what was kept of it is there, or why it is not: nobody types over it.
struct Fields<Content: View>: View {
    let form: Form
    @ViewBuilder let fields: () -> Content

    var body: some View {
        Show(loaded: form.shown, retry: form.readAgain) { _ in fields() }
    }
}

/// One field of a form, which keeps what is typed at once. `name` is the core's name of it: what the
/// core does not take is said under the field it means.
struct FormField: View {
    let form: Form
    let name: String
    let label: String
    var help: String?
    var lines = 1
    var keyboard: UIKeyboardType = .default

    var body: some View {
        Labelled(label: label, help: help, filled: form.filled, name: name) {
            FormText(form: form, name: name, label: label, lines: lines)
                .keyboardType(keyboard)
        }
    }
}

/// What is typed in a field of a form, without its surroundings.
struct FormText: View {
    @Bindable var form: Form
    let name: String
    let label: String
    var lines = 1

    var body: some View {
        TextField(
            label,
            text: $form[name],
            prompt: Text(verbatim: ""),
            axis: lines == 1 ? .horizontal : .vertical
        )
        .lineLimit(lines...)
        .frame(minHeight: 44)
    }
}

/// A field of a form, with what the core says of it.
struct Labelled<Field: View>: View {
    let label: String
    let help: String?
    let filled: FormState
    let name: String
    @ViewBuilder let field: Field
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let wrong = refusal(of: name, in: filled).map { words.error($0, formats) }
        Under(label: label, help: help, wrong: wrong) { field }
    }
}

/// Why the core did not take a part of a form that is no text field, under it.
struct Wrong: View {
    let filled: FormState
    let name: String
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        if let error = refusal(of: name, in: filled) {
            WrongText(text: words.error(error, formats))
        }
    }
}

/// What is wrong with something that has no field among those that are `shown`.
struct WrongElsewhere: View {
    let filled: FormState
    let shown: Set<String>
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        if let wrong: WrongField = filled.wrong, !shown.contains(wrong.name) {
            WrongText(text: words.error(wrong.error, formats))
        }
    }
}

/// What is wrong, as a screen reader announces it once it has finished its sentence.
struct WrongText: View {
    let text: String

    var body: some View {
        Label {
            Text(text)
        } icon: {
            Image(systemName: "exclamationmark.circle.fill").foregroundStyle(.red)
        }
        .font(.footnote)
        .announced(text)
    }
}

/// Why the core did not take a field of a form.
func refusal(of name: String, in filled: FormState) -> SharenumError? {
    guard let wrong: WrongField = filled.wrong, wrong.name == name else { return nil }
    return wrong.error
}
