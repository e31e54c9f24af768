import SharenumModels
import SwiftUI

/// The tools of the catalogue, each chosen or not.
struct ToolsField: View {
    let model: TicketFormModel
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Show(loaded: model.tools.shown, retry: model.readAgain) { tools in
            if tools.isEmpty {
                Text(words.text("ticket_no_tools"))
                Button(words.text("ticket_to_sync")) { go(.sync) }
                    .frame(minHeight: 44)
            } else {
                ToolChips(tools: tools, form: model.form)
            }
        }
    }
}

/// The trainings that come before a ticket, and why none of them fits; `seen` hears which are shown.
struct TrainingsField: View {
    let model: TicketFormModel
    let go: @MainActor (Route) -> Void
    var seen: @MainActor ([Training]) -> Void = { _ in }
    @Environment(\.words) private var words: Words

    var body: some View {
        let form: Form = model.form
        ShowOrProfile(
            loaded: model.trainings.shown, retry: model.readAgain, completeProfile: completeProfile
        ) { trainings in
            Text(
                trainings.isEmpty
                    ? words.text("step_trainings_none") : words.text("step_trainings_text")
            )
            .onChange(of: trainings, initial: true) { seen(trainings) }
            if !trainings.isEmpty {
                ForEach(trainings, id: \Training.id) { (training: Training) in
                    TrainingRow(training: training) { model.desk.shell.open(training.url) }
                }
                FormField(
                    form: form, name: TicketField.reason,
                    label: words.text("phrase_field_reason"),
                    help: words.text("step_reason_help"), lines: 3)
            }
        }
        Wrong(filled: form.filled, name: TicketField.training)
    }

    private func completeProfile() { go(.profile) }
}

/// A training of the academy: what one learns there, and the way to it.
private struct TrainingRow: View {
    let training: Training
    let open: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Row(title: training.title, text: training.summary)
            if !training.url.isEmpty {
                Button(words.text("training_open"), systemImage: "arrow.up.forward.app") { open() }
                    .buttonStyle(.bordered)
                    .controlSize(.large)
            }
        }
    }
}

/// As `Show`; where the profile is what is missing, the way to it.
struct ShowOrProfile<Value: Sendable, Content: View>: View {
    let loaded: Loaded<Value>
    let retry: @MainActor () -> Void
    let completeProfile: @MainActor () -> Void
    @ViewBuilder let content: (Value) -> Content

    var body: some View {
        if case .failed(.CompleteProfile(_, let missing)) = loaded {
            ProfileFirst(missing: missing, complete: completeProfile)
        } else {
            Show(loaded: loaded, retry: retry, content: content)
        }
    }
}

/// What the profile lacks, and the way to it.
struct ProfileFirst: View {
    let missing: Phrase
    let complete: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Empty(
            symbol: "person.crop.circle.badge.exclamationmark",
            title: words.text("ticket_profile_first"), text: words.phrase(missing, formats)
        ) {
            Button(words.text("complete_profile"), action: complete)
                .buttonStyle(.main)
                .controlSize(.large)
        }
    }
}
