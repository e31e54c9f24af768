import SharenumModels
import SwiftUI

/// Where a workshop is: at one's own school, in its town, or at an establishment that is searched
/// for. Whatever is chosen has a position, so that the radius can be drawn around it.
struct PlaceChoice: View {
    let choices: WorkshopChoices
    let found: Loaded<[Establishment]>
    let form: Form
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let chosen = form.filled[WorkshopField.position]
        Option(
            text: words.text("workshop_my_school"), under: choices.school?.name,
            selected: chosen.isEmpty
        ) {
            choose("", "")
        }
        if !chosen.isEmpty && !spots.contains(where: { $0.position == chosen }) {
            // Chosen before, from a list that is not there any more.
            Option(text: form.filled[WorkshopField.placeLabel], selected: true) {}
        }
        ForEach(spots) { spot in
            Option(text: spot.label, under: spot.under, selected: spot.position == chosen) {
                choose(spot.position, spot.label)
            }
        }
        FormField(
            form: form, name: WorkshopField.search, label: words.text("workshop_search"),
            help: words.text("workshop_search_help"))
        if let error = found.error { WrongText(text: words.error(error, formats)) }
        if !chosen.isEmpty {
            FormField(
                form: form, name: WorkshopField.placeLabel, label: words.text("workshop_place"),
                help: words.text("workshop_place_help"))
        }
        Wrong(filled: form.filled, name: WorkshopField.position)
    }

    private func choose(_ position: String, _ label: String) {
        form.set(WorkshopField.position, position)
        form.set(WorkshopField.placeLabel, label)
    }

    private var spots: [Spot] {
        let town = choices.town.map { (town: Place) in Spot(town, label: town.label, under: nil) }
        let searched = (found.value ?? []).flatMap { sites(of: $0) }
        return town + searched
    }

    /// An establishment at each of its sites; without coordinates it cannot be chosen.
    private func sites(of school: Establishment) -> [Spot] {
        school.places.map { (site: Place) in
            Spot(site, label: school.name, under: inOneLine(site.label, school.commune))
        }
    }
}

/// Somewhere to meet.
private struct Spot: Identifiable {
    /// As the form holds it.
    let position: String
    let label: String
    let under: String?

    init(_ site: Place, label: String, under: String?) {
        position = inField(site.position)
        self.label = label
        self.under = under
    }

    /// Two may share a site.
    var id: String { "\(position) \(label)" }
}
