import SharenumModels
import SwiftUI

/// A new invitation for a certificate that has expired; the core says so when it has not.
struct RenewalPage: View {
    private let place: Surroundings
    @State private var model: JoinModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: JoinModel(place.desk))
    }

    var body: some View {
        Page(title: words.text("join_again"), desk: model.desk) {
            Quiet(words.text("join_again_text")).plainRow()
            InvitationForm(desk: model.desk, model: model)
        }
        .takes(model.desk, model)
        .onChange(of: model.state.step) { _, step in
            guard step == .joined else { return }
            model.tellRenewed()
            place.leave()
        }
        .task { await model.live() }
    }
}
