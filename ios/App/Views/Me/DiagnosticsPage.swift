import SharenumModels
import SwiftUI

/// What support needs to know of this phone: the core's own words, which support reads in one
/// language.
struct DiagnosticsPage: View {
    @State private var model: DiagnosticsModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        _model = State(initialValue: DiagnosticsModel(place.desk))
    }

    var body: some View {
        Page(title: words.text("me_to_diagnostics"), desk: model.desk) {
            Show(loaded: model.lines.shown, retry: model.readAgain) { lines in
                Quiet(words.text("me_diagnostics_text")).plainRow()
                Section {
                    ForEach(lines, id: \Diagnostic.key) { (line: Diagnostic) in
                        Fact(line.key, line.value)
                    }
                }
            }
        }
        .toolbar {
            BarButton(title: words.text("share"), symbol: "square.and.arrow.up") {
                model.share(words)
            }
        }
        .task { await model.live() }
    }
}
