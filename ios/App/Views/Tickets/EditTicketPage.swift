import SharenumModels
import SwiftUI

/// One's own ticket, to be changed: the same fields as a new one, in one form.
struct EditTicketPage: View {
    private let place: Surroundings
    private let id: DocumentId
    @State private var model: EditTicketModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings, id: DocumentId) {
        self.place = place
        self.id = id
        _model = State(initialValue: EditTicketModel(place.desk, id))
    }

    var body: some View {
        Page(title: words.text("ticket_edit"), desk: model.desk) {
            Show(loaded: model.ticket.shown, retry: model.readAgain) { _ in
                Fields(form: model.form) {
                    TicketForm(model: model, go: { place.go($0) }, save: save)
                }
            }
        }
        .task { await model.live() }
    }

    /// Back to the ticket; there is another one when the region had refused it.
    private func save() {
        model.save { now in
            if now == id { place.leave() } else { place.replace(.ticket(now)) }
        }
    }
}

/// All fields of a ticket on one page.
private struct TicketForm: View {
    let model: TicketFormModel
    let go: @MainActor (Route) -> Void
    let save: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let form: Form = model.form
        Section {
            NeedFields(form: form)
        } header: {
            SectionTitle(words.direction(form.filled.direction))
        }
        Section {
            RadiusField(model: model, go: go)
        } header: {
            SectionTitle(words.text("phrase_field_radius"))
        }
        Section {
            ToolsField(model: model, go: go)
        } header: {
            SectionTitle(words.text("phrase_field_tools"))
        }
        Section {
            TrainingsField(model: model, go: go)
        } header: {
            SectionTitle(words.text("phrase_field_training"))
        }
        Section {
            Button(words.text("save"), action: save)
                .frame(minHeight: 44)
                .disabled(form.filled.sending)
        }
    }
}
