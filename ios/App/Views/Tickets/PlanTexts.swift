import SharenumModels
import SwiftUI

/// Three texts that both may write, each merged on its own.
struct PlanTexts: View {
    let plan: Plan
    let form: Form
    let save: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        PlanText(
            form: form, name: PlanField.what, label: words.text("threads_what"),
            stands: plan.what, lines: 2)
        PlanText(
            form: form, name: PlanField.forWhom, label: words.text("threads_for_whom"),
            stands: plan.forWhom)
        PlanText(
            form: form, name: PlanField.venue, label: words.text("threads_venue"),
            stands: plan.venue)
        if form.filled.plannedTexts {
            Button(words.text("save"), action: save)
                .frame(minHeight: 44)
                .disabled(form.filled.sending)
        }
    }
}

/// What is typed, and as long as nothing is, what stands in the plan.
private struct PlanText: View {
    let form: Form
    let name: String
    let label: String
    let stands: String
    var lines = 1

    var body: some View {
        Labelled(label: label, help: nil, filled: form.filled, name: name) {
            TextField(label, text: typed, prompt: Text(verbatim: ""), axis: .vertical)
                .lineLimit(lines...)
                .frame(minHeight: 44)
        }
    }

    private var typed: Binding<String> {
        Binding(
            get: { @MainActor in form.filled.fields[name] ?? stands },
            // Who only enters the field leaves it to the other.
            set: { @MainActor text in
                if form.filled.fields[name] != nil || text != stands { form.set(name, text) }
            })
    }
}

/// A plan that is over: what stood in it.
struct PlanTold: View {
    let plan: Plan
    @Environment(\.words) private var words: Words

    var body: some View {
        if !plan.what.isEmpty { Fact(words.text("threads_what"), plan.what) }
        if !plan.forWhom.isEmpty { Fact(words.text("threads_for_whom"), plan.forWhom) }
        if !plan.venue.isEmpty { Fact(words.text("threads_venue"), plan.venue) }
    }
}
