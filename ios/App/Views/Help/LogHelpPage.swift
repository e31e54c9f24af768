import SharenumModels
import SwiftUI

/// A help session to log, in three taps: who, with what, solved or not.
struct LogHelpPage: View {
    private let place: Surroundings
    @State private var model: LogHelpModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: LogHelpModel(place.desk))
    }

    var body: some View {
        Page(title: words.text("help_log_title"), desk: model.desk) {
            Show(loaded: model.choices.shown, retry: model.readAgain) { choices in
                if let logged = model.logged {
                    JustLogged { place.go(.helpSession(logged)) }
                }
                Fields(form: model.form) {
                    HelpQuestions(choices: choices, form: model.form)
                    HelpLength(
                        timer: model.timer.shown, form: model.form,
                        retry: model.readAgain, start: { model.start() },
                        discardTimer: { model.discardTimer() })
                    MoreOfHelp(form: model.form)
                    SolvedOrNot(filled: model.form.filled) { model.log(solved: $0) }
                }
                if let sessions = model.sessions.shown.value {
                    RecentHelp(sessions: sessions) { place.go(.helpSession($0)) }
                }
            }
        }
        .task { await model.live() }
    }
}

/// What was logged last can be changed, if a finger slipped.
private struct JustLogged: View {
    let change: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Text(words.text("help_just_logged"))
            Button(words.text("help_change"), action: change).frame(minHeight: 44)
        }
    }
}

/// Who helped, with what, and whom.
private struct HelpQuestions: View {
    let choices: HelpChoices
    let form: Form
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            HelpAnswer(
                answers: choices.helpers, form: form,
                name: HelpField.helper, other: words.text("help_other_helper"))
        } header: {
            SectionTitle(words.text("help_who"))
        }
        Section {
            HelpTools(tools: choices.tools, form: form)
        } header: {
            SectionTitle(words.text("help_with_what"))
        }
        Section {
            HelpAnswer(
                answers: choices.classes, form: form,
                name: HelpField.className, other: words.text("help_other_class"))
        } header: {
            SectionTitle(words.text("help_whom"))
        }
    }
}

/// The last tap: it logs.
private struct SolvedOrNot: View {
    let filled: FormState
    let log: @MainActor (Bool) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        // A session names its tool from the list, or there is none to log.
        let lacking = filled[HelpField.tool].isEmpty
        VStack(alignment: .leading, spacing: 8) {
            if lacking { Text(words.text("help_choose_tool")) }
            Flow(spacing: 12) {
                Button(words.text("help_log_solved"), systemImage: "checkmark") { log(true) }
                    .buttonStyle(.main)
                Button(words.text("help_log_unsolved"), systemImage: "xmark") { log(false) }
                    .buttonStyle(.bordered)
            }
            .controlSize(.large)
            .disabled(lacking || filled.sending)
        }
        .plainRow()
    }
}

/// What was logged before: a tablet logs, the teacher's phone leafs.
private struct RecentHelp: View {
    let sessions: Listed<HelpSession>
    let open: @MainActor (DocumentId) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        if !sessions.items.isEmpty {
            Section {
                ForEach(sessions.items.prefix(few), id: \HelpSession.common.id) {
                    (session: HelpSession) in
                    HelpRow(session: session) { open(session.common.id) }
                }
            } header: {
                SectionTitle(words.text("help_recent"))
            }
        }
    }
}

/// So many of those that were logged before.
private let few = 5
