import SharenumModels
import SwiftUI

/// The rows of a list that is read as far as it is scrolled.
struct Rows<Item: Equatable & Sendable, ID: Hashable, Content: View>: View {
    let listed: Listed<Item>
    let id: KeyPath<Item, ID>
    let more: @MainActor () -> Void
    @ViewBuilder let row: (Item) -> Content

    var body: some View {
        ForEach(listed.items, id: id, content: row)
        if listed.more {
            More(shown: listed.items.count, total: listed.total, more: more)
        }
    }
}

/// The end of what was read: seen, it asks for the next page, once for each length.
struct More: View {
    let shown: Int
    let total: UInt64
    let more: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Text(words.text("list_shown", shown, total))
            .font(.footnote)
            .foregroundStyle(.secondary)
            .plainRow()
            .onAppear(perform: more)
            // Another one for each length: it is asked for only where it comes into view again.
            .id(shown)
    }
}

/// A row that is opened as a whole; a screen reader reads it as one.
struct Row<Badges: View>: View {
    let title: String
    var above: String?
    var text: String?
    var open: (@MainActor () -> Void)?
    @ViewBuilder let badges: Badges

    var body: some View {
        if let open {
            Button(action: open) {
                HStack {
                    said
                    Image(systemName: "chevron.forward")
                        .font(.footnote)
                        .foregroundStyle(.tertiary)
                        .accessibilityHidden(true)
                }
                .contentShape(.rect)
            }
            .buttonStyle(.plain)
        } else {
            said.accessibilityElement(children: .combine)
        }
    }

    private var said: some View {
        VStack(alignment: .leading, spacing: 4) {
            if let above, !above.isEmpty {
                Text(above).font(.footnote).foregroundStyle(.secondary)
            }
            Text(title).font(.headline)
            if let text, !text.isEmpty {
                Text(text).font(.subheadline).foregroundStyle(.secondary)
            }
            Flow { badges }
        }
        .frame(maxWidth: .infinity, minHeight: 44, alignment: .leading)
    }
}

extension Row where Badges == EmptyView {
    init(
        title: String, above: String? = nil, text: String? = nil,
        open: (@MainActor () -> Void)? = nil
    ) {
        self.init(title: title, above: above, text: text, open: open) { EmptyView() }
    }
}

/// What a group of rows has in common; a screen reader jumps from one to the next.
struct SectionTitle: View {
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View {
        Text(text)
            .font(.headline)
            .foregroundStyle(Color.primary)
            .textCase(nil)
            .accessibilityAddTraits(.isHeader)
    }
}

/// A name and what it is, one under the other, read together.
struct Fact: View {
    let name: String
    let value: String

    init(_ name: String, _ value: String) {
        self.name = name
        self.value = value
    }

    var body: some View {
        VStack(alignment: .leading, spacing: 2) {
            Text(name).font(.footnote).foregroundStyle(.secondary)
            Text(value)
        }
        .frame(maxWidth: .infinity, alignment: .leading)
        .accessibilityElement(children: .combine)
    }
}

/// What is said beside the matter.
struct Quiet: View {
    let text: String

    init(_ text: String) { self.text = text }

    var body: some View { Text(text).font(.subheadline).foregroundStyle(.secondary) }
}
