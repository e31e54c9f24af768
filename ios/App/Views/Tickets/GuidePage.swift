import SharenumModels
import SwiftUI

/// One guide, read offline.
struct GuidePage: View {
    @State private var model: GuideModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings, id: DocumentId) {
        _model = State(initialValue: GuideModel(place.desk, id))
    }

    var body: some View {
        Page(title: words.text("threads_guide"), desk: model.desk) {
            Show(loaded: model.guide.shown, retry: model.readAgain) { (guide: Guide) in
                VStack(alignment: .leading, spacing: 12) {
                    Text(guide.title)
                        .font(.title2)
                        .accessibilityAddTraits(.isHeader)
                    Quiet(names(of: guide.tools, words))
                    Text(guide.body)
                }
                .textSelection(.enabled)
                .plainRow()
            }
        }
        .task { await model.live() }
    }
}
