import SharenumModels
import SwiftUI

/// Establishment and tools, which come before any request or offer; and the card.
struct ProfilePage: View {
    private let place: Surroundings
    @State private var model: ProfileModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: ProfileModel(place.desk, place.member))
    }

    var body: some View {
        Headings(titles: titles) { space in
            Page(title: words.text("me_to_profile"), desk: model.desk) {
                Show(loaded: model.profile.shown, retry: model.readAgain) {
                    ProfileRows(profile: $0, model: model, space: space)
                }
            }
        }
        .toolbar {
            ToolbarItem(placement: .confirmationAction) {
                Button(words.text("save"), action: save)
                    .disabled(!model.form.filled.ready || model.form.filled.sending)
                    .accessibilityShowsLargeContentViewer()
            }
        }
        .task { await model.live() }
    }

    /// With nothing left to ask for, the person goes on to what they came from.
    private func save() {
        model.save { (saved: Profile) in if saved.isWhole { place.leave() } }
    }

    private var titles: [String] {
        let tools = (model.tools.shown.value ?? []).map { (tool: Tool) in words.name(tool.name) }
        let unplaced = model.profile.shown.value?.establishment?.places.isEmpty ?? false
        return [words.text("me_school_title")] + (unplaced ? [words.text("me_place")] : [])
            + [words.text("me_tools")] + tools + [words.text("me_card")]
    }
}

private struct ProfileRows: View {
    let profile: Profile
    let model: ProfileModel
    let space: Namespace.ID
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        if let missing = profile.missing {
            Attention(text: words.phrase(missing, formats)).plainRow()
        }
        Fields(form: model.form) { SchoolRows(model: model, space: space) }
        if let school: Establishment = profile.establishment, school.places.isEmpty {
            Standing(
                towns: model.towns.shown.value ?? [], at: profile.at, space: space,
                stand: { model.stand($0) })
        }
        if model.form.filled.ready { KnownTools(model: model, space: space) }
        CardRows(card: model.card, space: space) { model.saveCard() }
    }
}

/// For an establishment that the directory cannot place: which other one in town is next to it.
private struct Standing: View {
    let towns: [Place]
    let at: [Place]
    let space: Namespace.ID
    let stand: @MainActor (Place) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Quiet(
                towns.isEmpty ? words.text("me_place_none") : words.text("me_place_text"))
            ForEach(towns, id: \.self) { (town: Place) in
                Option(text: town.label, selected: at.contains(town)) { stand(town) }
            }
        } header: {
            Heading(words.text("me_place"), in: space)
        }
    }
}

/// Name and mail, for those with whom one works.
private struct CardRows: View {
    let card: Form
    let space: Namespace.ID
    let save: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Quiet(words.text("me_card_text"))
            Fields(form: card) {
                FormField(form: card, name: ProfileField.name, label: words.text("me_card_name"))
                    .textContentType(.name)
                FormField(
                    form: card, name: ProfileField.mail, label: words.text("me_card_mail"),
                    keyboard: .emailAddress
                )
                .textContentType(.emailAddress)
                .textInputAutocapitalization(.never)
                Button(words.text("me_card_save"), action: save)
                    .frame(minHeight: 44)
                    .disabled(card.filled.sending)
            }
        } header: {
            Heading(words.text("me_card"), in: space)
        }
    }
}
