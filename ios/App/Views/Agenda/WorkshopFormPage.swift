import SharenumModels
import SwiftUI

/// A workshop to publish, or one that is changed.
struct WorkshopFormPage: View {
    let place: Surroundings
    private let isNew: Bool
    @State private var model: WorkshopFormModel
    @Environment(\.words) private var words: Words

    /// A new one; about the plan or the ticket that it grows from, or nothing.
    init(place: Surroundings, from: DocumentId?) {
        self.place = place
        isNew = true
        _model = State(initialValue: WorkshopFormModel(place.desk, from: from))
    }

    /// One that is changed.
    init(place: Surroundings, edit id: DocumentId) {
        self.place = place
        isNew = false
        _model = State(initialValue: WorkshopFormModel(place.desk, edit: id))
    }

    var body: some View {
        Page(
            title: isNew ? words.text("workshop_new") : words.text("workshop_edit"),
            desk: place.desk
        ) {
            Show(loaded: model.choices.shown, retry: model.readAgain) { choices in
                Fields(form: model.form) {
                    WorkshopFields(
                        choices: choices, found: model.found.shown, form: model.form)
                    Button(isNew ? words.text("workshop_publish") : words.text("save")) {
                        model.send { workshop in place.replace(.workshop(workshop)) }
                    }
                    .buttonStyle(.main)
                    .controlSize(.large)
                    .disabled(model.form.filled.sending || model.form.filled.slot == nil)
                    .plainRow()
                }
            }
        }
        .task { await model.live() }
    }
}

private struct WorkshopFields: View {
    let choices: WorkshopChoices
    let found: Loaded<[Establishment]>
    let form: Form
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Origin(growth: choices.growth)
            FormField(
                form: form, name: WorkshopField.title, label: words.text("workshop_title_field"))
            FormField(
                form: form, name: WorkshopField.description,
                label: words.text("workshop_description"), lines: 3)
        }
        Section {
            ToolChips(tools: choices.tools, form: form)
        } header: {
            SectionTitle(words.text("tools"))
        }
        Section {
            WorkshopTimes(days: choices.days, form: form)
        } header: {
            SectionTitle(words.text("when"))
        }
        Section {
            if choices.edited == nil {
                PlaceChoice(choices: choices, found: found, form: form)
            } else {
                FormField(
                    form: form, name: WorkshopField.placeLabel,
                    label: words.text("workshop_place"), help: words.text("workshop_place_stays"))
            }
            FormField(
                form: form, name: WorkshopField.radius, label: words.text("workshop_radius"),
                help: words.text("workshop_radius_help"), keyboard: .numberPad)
        } header: {
            SectionTitle(words.text("where"))
        }
        Section {
            FormField(
                form: form, name: WorkshopField.seats, label: words.text("workshop_seats"),
                keyboard: .numberPad)
            WrongElsewhere(filled: form.filled, shown: WorkshopField.shown)
        } header: {
            SectionTitle(words.text("seats"))
        }
    }
}

/// What two agreed on, beside the form that it fills.
private struct Origin: View {
    let growth: Growth
    @Environment(\.words) private var words: Words

    var body: some View {
        if let ticket: TicketItem = growth.ticket {
            Fact(words.text("workshop_from"), ticket.title)
        }
        if let plan: Plan = growth.plan, !plan.venue.isEmpty {
            Fact(words.text("workshop_agreed_venue"), plan.venue)
        }
    }
}
