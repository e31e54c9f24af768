import SharenumModels
import SwiftUI

/// One help session: what was logged, a signature under it, and its form for who logged it.
struct HelpSessionPage: View {
    private let place: Surroundings
    private let id: DocumentId
    @State private var model: HelpSessionModel
    @State private var editing = false
    @Environment(\.words) private var words: Words

    init(place: Surroundings, id: DocumentId) {
        self.place = place
        self.id = id
        _model = State(initialValue: HelpSessionModel(place.desk, id))
    }

    var body: some View {
        Page(title: words.text("help_session_title"), desk: model.desk) {
            Show(loaded: model.session.shown, retry: model.readAgain) {
                (session: HelpSession) in
                Section {
                    HelpRow(session: session)
                    Actions(actions: session.common.actions) { perform($0, session) }
                }
                if editing || model.form.filled.touched {
                    Fields(form: model.form) {
                        HelpForm(
                            choices: model.choices.shown.value, form: model.form, save: save)
                    }
                }
            }
        }
        .task { await model.live() }
    }

    private func perform(_ action: Action, _ session: HelpSession) {
        if action == .edit { editing = true } else { model.perform(action, session) }
    }

    private func save() {
        model.save { now in
            editing = false
            if now != id { place.replace(.helpSession(now)) }
        }
    }
}

private struct HelpForm: View {
    let choices: HelpChoices?
    let form: Form
    let save: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            FormField(
                form: form, name: HelpField.helper, label: words.text("help_other_helper"))
        }
        Section {
            HelpTools(tools: choices?.tools ?? [], form: form)
        } header: {
            SectionTitle(words.text("help_with_what"))
        }
        Section {
            FormField(
                form: form, name: HelpField.className, label: words.text("help_other_class"))
            HelpDetails(form: form)
            Flow {
                solved(true, words.text("help_solved"))
                solved(false, words.text("help_unsolved"))
            }
            Button(words.text("help_save"), action: save)
                .frame(minHeight: 44)
                .disabled(form.filled.sending)
        }
    }

    private func solved(_ solved: Bool, _ name: String) -> some View {
        Chip(text: name, selected: form.filled[HelpField.solved] == "\(solved)") {
            form.set(HelpField.solved, "\(solved)")
        }
    }
}
