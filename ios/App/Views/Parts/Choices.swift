import SharenumModels
import SwiftUI

/// Which of a page's lists is shown: side by side, or on several lines where there is no room.
struct Lists<Kind: Hashable>: View {
    let title: String
    let kinds: [Kind]
    let name: (Kind) -> String
    @Binding var chosen: Kind
    @Environment(\.dynamicTypeSize) private var letters

    var body: some View {
        Group {
            // The letters of the other form do not grow.
            if letters.isAccessibilitySize {
                chips
            } else {
                ViewThatFits(in: .horizontal) {
                    Picker(title, selection: $chosen) {
                        ForEach(kinds, id: \.self) { Text(name($0)) }
                    }
                    .pickerStyle(.segmented)
                    chips
                }
            }
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .plainRow()
    }

    private var chips: some View {
        Flow {
            ForEach(kinds, id: \.self) { kind in
                Chip(text: name(kind), selected: kind == chosen) { chosen = kind }
            }
        }
        .accessibilityElement(children: .contain)
        .accessibilityLabel(title)
    }
}

/// One of several, of which one is chosen; the whole row is the target.
struct Option: View {
    let text: String
    var under: String?
    let selected: Bool
    let choose: @MainActor () -> Void

    var body: some View {
        Button(action: choose) {
            HStack {
                VStack(alignment: .leading, spacing: 2) {
                    Text(text)
                    if let under, !under.isEmpty {
                        Text(under).font(.footnote).foregroundStyle(.secondary)
                    }
                }
                .frame(maxWidth: .infinity, minHeight: 44, alignment: .leading)
                if selected {
                    Image(systemName: "checkmark")
                        .foregroundStyle(.tint)
                        .accessibilityHidden(true)
                }
            }
            .contentShape(.rect)
        }
        .buttonStyle(.plain)
        .accessibilityAddTraits(selected ? .isSelected : [])
    }
}

/// One of a few short ones that stand side by side in a `Flow`.
struct Chip: View {
    let text: String
    let selected: Bool
    let choose: @MainActor () -> Void

    var body: some View {
        Button(action: choose) {
            HStack(spacing: 4) {
                if selected { Image(systemName: "checkmark").accessibilityHidden(true) }
                Text(text)
            }
            .foregroundStyle(Color.primary)
        }
        .buttonStyle(.bordered)
        .controlSize(.large)
        .tint(selected ? Color.accentColor : Color.secondary)
        .accessibilityAddTraits(selected ? .isSelected : [])
    }
}

/// Which language the app speaks; another one is spoken at once.
struct LanguageChoice: View {
    let shell: any Shell
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            option(words.text("me_language_device"), nil)
            ForEach(Language.allCases, id: \.self) { language in
                option(words.language(language), language)
            }
        } header: {
            SectionTitle(words.text("me_language"))
        }
    }

    private func option(_ name: String, _ language: Language?) -> Option {
        let choices: Choices = shell.choices
        return Option(text: name, selected: choices.language == language) {
            var other: Choices = choices
            other.language = language
            shell.choose(other)
        }
    }
}
