import SharenumModels
import SwiftUI

/// The need in the words of a teacher.
struct NeedFields: View {
    let form: Form
    @Environment(\.words) private var words: Words

    var body: some View {
        let offer = form.filled.direction == .offer
        FormField(
            form: form, name: TicketField.title, label: words.text("phrase_field_title"),
            help: words.text("need_title_help"))
        FormField(
            form: form, name: TicketField.need,
            label: offer ? words.text("need_offered") : words.text("phrase_field_need"),
            help: offer ? words.text("need_offered_help") : words.text("need_help"), lines: 4)
        FormField(
            form: form, name: TicketField.classLevel,
            label: words.text("phrase_field_class_level"), help: words.text("need_class_help"))
        FormField(
            form: form, name: TicketField.learningGoal,
            label: words.text("phrase_field_learning_goal"), lines: 2)
        FormField(
            form: form, name: TicketField.tried, label: words.text("phrase_field_tried"),
            help: words.text("optional"), lines: 2)
        FormField(
            form: form, name: TicketField.obstacle, label: words.text("phrase_field_obstacle"),
            help: words.text("optional"), lines: 2)
    }
}
