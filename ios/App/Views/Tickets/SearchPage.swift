import SharenumModels
import SwiftUI

/// Search as one types, in what is on this phone.
struct SearchPage: View {
    private let place: Surroundings
    @State private var model: SearchModel
    /// One comes here to type.
    @State private var typing = true
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: SearchModel(place.desk))
    }

    var body: some View {
        let found: Found = model.hits
        Page(title: words.text("search"), desk: model.desk) {
            if model.isBlank {
                Empty(
                    symbol: "magnifyingglass", title: words.text("search_begin"),
                    text: words.text("search_begin_text"))
            } else if found.sought.isEmpty {
                Loading()
            } else {
                Show(loaded: found.hits, retry: model.readAgain) { listed in
                    SearchHits(
                        sought: found.sought, listed: listed, more: { model.more() },
                        go: { place.go($0) })
                }
            }
        }
        .searchable(
            text: typed, isPresented: $typing,
            placement: .navigationBarDrawer(displayMode: .always),
            prompt: words.text("search_label")
        )
        .autocorrectionDisabled()
        .task { await model.live() }
    }

    private var typed: Binding<String> {
        Binding(
            get: { @MainActor in model.typed }, set: { @MainActor text in model.type(text) })
    }
}

private struct SearchHits: View {
    let sought: String
    let listed: Listed<SearchHit>
    let more: @MainActor () -> Void
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        if listed.items.isEmpty {
            Empty(
                symbol: "magnifyingglass", title: words.text("search_nothing", sought),
                text: words.text("search_nothing_text"))
        } else {
            let total = words.count("search_found", Int64(listed.total))
            Section {
                Rows(listed: listed, id: \SearchHit.document, more: more) { (hit: SearchHit) in
                    Row(
                        title: hit.title, above: kind(hit), text: hit.excerpt,
                        open: opening(hit.kind.route(hit.document), go))
                }
            } header: {
                SectionTitle(total).announced(total)
            }
        }
    }

    /// Of the catalogue, guides are what can be found.
    private func kind(_ hit: SearchHit) -> String {
        hit.kind == .catalogue ? words.text("search_guide") : words.documentKind(hit.kind)
    }
}
