import SharenumModels
import SwiftUI

/// A ticket to open, one step after another.
struct NewTicketPage: View {
    private let place: Surroundings
    @State private var model: NewTicketModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: NewTicketModel(place.desk))
    }

    var body: some View {
        let filled: FormState = model.form.filled
        let missing: Phrase? = model.missing.shown.value ?? nil
        Page(title: words.text("draft_new_ticket"), desk: model.desk) {
            Fields(form: model.form) {
                if let missing {
                    ProfileFirst(missing: missing) { place.go(.profile) }
                } else {
                    StepProgress(step: filled.step)
                    StepRows(
                        step: filled.step, model: model, go: { place.go($0) },
                        goTo: { model.goTo($0) }, choose: { model.choose($0) })
                }
            }
        }
        // Each step begins at its top.
        .id(filled.step)
        .safeAreaInset(edge: .bottom) {
            if filled.ready && missing == nil {
                StepWays(
                    step: filled.step, sending: filled.sending, goTo: { model.goTo($0) },
                    send: { model.send { place.replace(.ticket($0)) } })
            }
        }
        .task { await model.live() }
    }
}

/// How far the person has come.
private struct StepProgress: View {
    let step: TicketStep
    @Environment(\.words) private var words: Words

    var body: some View {
        let all = TicketStep.allCases
        let here = (all.firstIndex(of: step) ?? 0) + 1
        VStack(alignment: .leading, spacing: 4) {
            Text(words.text("step_of", here, all.count))
                .font(.footnote)
                .foregroundStyle(.secondary)
            // The line above says it in words.
            ProgressView(value: Double(here), total: Double(all.count))
                .accessibilityHidden(true)
        }
        .plainRow()
    }
}

/// To the step before and to the next; the last one sends.
private struct StepWays: View {
    let step: TicketStep
    let sending: Bool
    let goTo: @MainActor (TicketStep) -> Void
    let send: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        ViewThatFits(in: .horizontal) {
            HStack {
                previous
                Spacer()
                next
            }
            VStack(spacing: 8) {
                next
                previous
            }
        }
        .controlSize(.large)
        .padding(.horizontal)
        .padding(.vertical, 8)
        .frame(maxWidth: .infinity)
        .background(.bar)
    }

    private var previous: some View {
        Button(words.text("previous")) { if let before = step.before { goTo(before) } }
            .buttonStyle(.bordered)
            .disabled(step.before == nil)
    }

    @ViewBuilder private var next: some View {
        if let after = step.after {
            Button(words.text("next")) { goTo(after) }
                .buttonStyle(.main)
        } else {
            Button(words.text("ticket_send"), action: send)
                .buttonStyle(.main)
                .disabled(sending)
        }
    }
}
