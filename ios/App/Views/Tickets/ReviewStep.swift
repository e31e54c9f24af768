import SharenumModels
import SwiftUI

/// All of the ticket once more; each part leads back to where it is changed.
struct ReviewStep: View {
    let model: TicketFormModel
    let goTo: @MainActor (TicketStep) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let filled: FormState = model.form.filled
        StepTitle(text: words.text("step_review"))
        Text(words.text("step_review_text")).plainRow()
        part(.direction, words.text("phrase_field_direction"), words.direction(filled.direction))
        part(.tools, words.text("phrase_field_tools"), names(of: model.chosenTools, words))
        part(.trainings, words.text("phrase_field_reason"), filled[TicketField.reason])
        part(
            .need, words.text("phrase_field_need"), filled[TicketField.title],
            under: lines(
                filled[TicketField.need], filled[TicketField.classLevel],
                filled[TicketField.learningGoal], filled[TicketField.tried],
                filled[TicketField.obstacle]))
        part(
            .radius, words.text("phrase_field_radius"), formats.km(Double(filled.radiusKm)))
        if let coverage: Coverage = model.coverage.shown.value {
            CoverageText(coverage: coverage)
        }
    }

    private func part(
        _ step: TicketStep, _ name: String, _ value: String, under: String? = nil
    ) -> some View {
        Row(
            title: value.isEmpty ? words.text("part_empty") : value, above: name, text: under,
            open: { goTo(step) })
    }
}
