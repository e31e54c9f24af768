import SharenumModels
import SwiftUI

/// A text for the other, with what becomes of it.
struct ProposalForm: View {
    let form: Form
    let send: @MainActor () -> Void
    let giveUp: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Fields(form: form) {
            FormField(
                form: form, name: ThreadField.text, label: words.text("threads_proposal_text"),
                help: words.text("threads_proposal_help"), lines: 3)
            FormButtons(
                done: words.text("send"), sending: form.filled.sending, finish: send,
                giveUp: giveUp)
        }
    }
}

/// What ends a form that was opened in its page.
struct FormButtons: View {
    let done: String
    let sending: Bool
    let finish: @MainActor () -> Void
    let giveUp: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Flow {
            Button(done, action: finish)
                .buttonStyle(.main)
                .disabled(sending)
            Button(words.text("cancel"), action: giveUp)
                .buttonStyle(.bordered)
        }
        .controlSize(.large)
    }
}
