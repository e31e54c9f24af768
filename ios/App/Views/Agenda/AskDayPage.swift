import SharenumModels
import SwiftUI

/// The form that asks for a day of something.
struct AskDayPage: View {
    let place: Surroundings
    @State private var model: AskDayModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings, resource: ResourceId) {
        self.place = place
        _model = State(initialValue: AskDayModel(place.desk, resource))
    }

    var body: some View {
        Page(title: words.text("ask_day_title"), desk: place.desk) {
            Show(loaded: model.name.shown, retry: model.readAgain) { name in
                Fields(form: model.form) {
                    AskDayFields(name: name, form: model.form) {
                        model.ask { asked in place.replace(.booking(asked)) }
                    }
                }
            }
        }
        .task { await model.live() }
    }
}

private struct AskDayFields: View {
    let name: String
    let form: Form
    let ask: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Text(name).font(.title2).accessibilityAddTraits(.isHeader)
            Text(words.text("ask_day_help"))
        }
        Section {
            DayField(form: form, name: AskDayField.day, label: words.text("ask_day_day"))
            FormField(
                form: form, name: AskDayField.purpose, label: words.text("purpose"),
                help: words.text("purpose_help"), lines: 3)
        }
        Button(words.text("ask_day_send"), action: ask)
            .buttonStyle(.main)
            .controlSize(.large)
            .disabled(form.filled.sending || typedDay(form.filled[AskDayField.day]) == nil)
            .plainRow()
    }
}
