import SharenumModels
import SwiftUI

/// What is said under a proposal, the newest line last.
struct MessageLines: View {
    let messages: Loaded<Listed<Message>>
    let other: String
    let older: @MainActor () -> Void
    let retry: @MainActor () -> Void
    let perform: @MainActor (Action, DocumentId) -> Void

    var body: some View {
        Show(loaded: messages, retry: retry) { (listed: Listed<Message>) in
            if listed.more {
                More(shown: listed.items.count, total: listed.total, more: older)
            }
            ForEach(listed.items.reversed(), id: \Message.common.id) { (message: Message) in
                MessageLine(message: message, other: other) { perform($0, message.common.id) }
            }
        }
    }
}

/// A line of a conversation: one's own at the end of the row, the other's at its start, each with its
/// name.
private struct MessageLine: View {
    let message: Message
    let other: String
    let perform: @MainActor (Action) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats
    @Environment(\.dynamicTypeSize) private var letters

    var body: some View {
        let mine = message.common.mine
        VStack(alignment: mine ? .trailing : .leading, spacing: 4) {
            VStack(alignment: .leading, spacing: 2) {
                Text(mine ? words.text("threads_you") : other).font(.footnote)
                Text(message.body)
                Text(travelled).font(.caption)
            }
            .padding(.horizontal, 14)
            .padding(.vertical, 10)
            .background(mine ? ownGround : otherGround, in: .rect(cornerRadius: 16))
            .accessibilityElement(children: .combine)
            Actions(actions: message.common.actions, likely: false, perform: perform)
        }
        .frame(maxWidth: .infinity, alignment: mine ? .trailing : .leading)
        // Large letters need the whole line.
        .padding(mine ? .leading : .trailing, letters.isAccessibilitySize ? 0 : 40)
    }

    /// When, and for one's own how far it has come.
    private var travelled: String {
        let common: Common = message.common
        let at = formats.instant(common.created)
        if let refused = common.refused {
            return words.text("threads_line_state", at, words.phrase(refused, formats))
        }
        if common.mine {
            return words.text("threads_line_state", at, words.delivery(common.delivery))
        }
        return at
    }
}

/// The field for the next line; a keyboard sends it with Command and Return.
struct Composer: View {
    @Bindable var form: Form
    let send: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let label = words.text("threads_message")
        VStack(alignment: .leading, spacing: 4) {
            HStack(alignment: .bottom, spacing: 8) {
                TextField(label, text: $form[ThreadField.body], axis: .vertical)
                    .lineLimit(1...4)
                    .textFieldStyle(.roundedBorder)
                    .frame(minHeight: 44)
                Button(words.text("send"), systemImage: "paperplane.fill", action: send)
                    .labelStyle(.iconOnly)
                    .accessibilityShowsLargeContentViewer()
                    .buttonStyle(.main)
                    .controlSize(.large)
                    .keyboardShortcut(.return, modifiers: .command)
                    .disabled(form.filled.sending)
            }
            Wrong(filled: form.filled, name: ThreadField.body)
        }
        .padding(.horizontal)
        .padding(.vertical, 8)
        .background(.bar)
    }
}

private let ownGround = Color.accentColor.opacity(0.2)
private let otherGround = Color(uiColor: .secondarySystemBackground)
