import SharenumModels
import SwiftUI

/// The first page, until the phone belongs to a member: an invitation, which a link may have brought.
struct JoinPage: View {
    let desk: Desk
    @State private var model: JoinModel
    @Environment(\.words) private var words: Words

    init(desk: Desk) {
        self.desk = desk
        _model = State(initialValue: JoinModel(desk))
    }

    var body: some View {
        List {
            VStack(alignment: .leading, spacing: 12) {
                Text(words.text("join_title"))
                    .font(.largeTitle)
                    .accessibilityAddTraits(.isHeader)
                Text(words.text("join_text")).foregroundStyle(.secondary)
            }
            .plainRow()
            Lost(opening: desk.phone.opening)
            InvitationForm(desk: desk, model: model)
            // For who cannot read the rest.
            LanguageChoice(shell: desk.shell)
        }
        .scrollDismissesKeyboard(.interactively)
        .takes(desk, model)
        .task { await model.live() }
    }
}

/// Why a phone that had joined begins anew, and what becomes of what was on it.
private struct Lost: View {
    let opening: Opening
    @Environment(\.words) private var words: Words

    var body: some View {
        switch opening {
        case .keyGone(let aside):
            told(words.text("join_key_gone"), words.text("join_key_gone_text", aside))
        case .fileGone:
            told(words.text("join_file_gone"), words.text("join_file_gone_text"))
        case .fresh, .opened:
            EmptyView()
        }
    }

    private func told(_ title: String, _ text: String) -> some View {
        Section {
            SectionTitle(title)
            Text(text)
        }
    }
}
