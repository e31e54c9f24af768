import SharenumModels
import SwiftUI

/// What stands on one page of the new ticket.
struct StepRows: View {
    let step: TicketStep
    let model: TicketFormModel
    let go: @MainActor (Route) -> Void
    let goTo: @MainActor (TicketStep) -> Void
    let choose: @MainActor (Direction) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let form: Form = model.form
        switch step {
        case .direction:
            DirectionStep(filled: form.filled, choose: choose)
        case .tools:
            StepTitle(text: words.text("step_tools"))
            Text(words.text("step_tools_text")).plainRow()
            ToolsField(model: model, go: go)
        case .trainings:
            StepTitle(text: words.text("step_trainings"))
            if form.filled.tools.isEmpty {
                Text(words.text("step_trainings_tools_first")).plainRow()
                Button(words.text("step_trainings_to_tools")) { goTo(.tools) }
                    .frame(minHeight: 44)
            } else {
                // Kept as shown once they are.
                TrainingsField(model: model, go: go) { form.shown($0.map(\Training.id)) }
                GuidesToRead(
                    title: words.text("step_guides"), guides: model.guides.shown.value ?? [],
                    go: go)
            }
        case .need:
            NeedStep(form: form)
        case .radius:
            StepTitle(text: words.text("step_radius"))
            Text(words.text("step_radius_text")).plainRow()
            RadiusField(model: model, go: go)
        case .review:
            ReviewStep(model: model, goTo: goTo)
        }
    }
}

/// The name of a step, told when it comes.
struct StepTitle: View {
    let text: String

    var body: some View {
        Text(text)
            .font(.title2)
            .accessibilityAddTraits(.isHeader)
            .announced(text)
            .plainRow()
    }
}

/// Help that is wanted, or that is offered.
private struct DirectionStep: View {
    let filled: FormState
    let choose: @MainActor (Direction) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        StepTitle(text: words.text("step_direction"))
        Option(
            text: words.direction(.request), under: words.text("step_request_text"),
            selected: filled.direction == .request
        ) { choose(.request) }
        Option(
            text: words.direction(.offer), under: words.text("step_offer_text"),
            selected: filled.direction == .offer
        ) { choose(.offer) }
        Wrong(filled: filled, name: TicketField.direction)
    }
}

private struct NeedStep: View {
    let form: Form
    @Environment(\.words) private var words: Words

    var body: some View {
        let offer = form.filled.direction == .offer
        StepTitle(text: offer ? words.text("step_offer") : words.text("step_need"))
        Text(words.text("step_need_text")).plainRow()
        NeedFields(form: form)
    }
}
