import SharenumModels
import SwiftUI

/// Everything that is not daily business.
struct MorePage: View {
    private let place: Surroundings
    @State private var model: MoreModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: MoreModel(place.desk, place.member))
    }

    var body: some View {
        Page(title: words.text("nav_more"), desk: model.desk, size: .large) {
            ForEach(model.entries, id: \MoreEntry.kind) { (entry: MoreEntry) in
                Row(
                    title: entry.title(words), text: entry.text(words),
                    open: { place.go(entry.route) }
                ) {
                    if let badge = entry.badge(words) { Attention(text: badge) }
                }
            }
        }
        .task { await model.live() }
    }
}

/// Something waits for the person.
struct Attention: View {
    let text: String

    var body: some View { Badge(text, .attention, symbol: "exclamationmark.triangle.fill") }
}
