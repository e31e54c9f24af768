import SharenumModels
import SwiftUI

/// Day by day: each alone, or what is shown of the day at once.
struct ToCoSign: View {
    let days: [DayToCoSign]
    let space: Namespace.ID
    let coSign: @MainActor ([HelpSession]) -> Void
    let open: @MainActor (DocumentId) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        ForEach(days, id: \DayToCoSign.day) { (day: DayToCoSign) in
            Section {
                if day.sessions.count > 1 {
                    Button(words.count("help_co_sign_day", Int64(day.sessions.count))) {
                        coSign(day.sessions)
                    }
                    .frame(minHeight: 44)
                }
                ForEach(day.sessions, id: \HelpSession.common.id) { (session: HelpSession) in
                    CoSignRow(session: session, open: open) { coSign([session]) }
                }
            } header: {
                Heading(words.capitalized(formats.day(day.day)), in: space)
            }
        }
    }
}

private struct CoSignRow: View {
    let session: HelpSession
    let open: @MainActor (DocumentId) -> Void
    let coSign: @MainActor () -> Void

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            HelpRow(session: session) { open(session.common.id) }
            Actions(actions: actions, perform: perform)
        }
        .swipeActions(edge: .leading) {
            SwipeActions(actions: actions, perform: perform)
        }
    }

    private func perform(_ action: Action) { if action == .coSign { coSign() } }

    /// The others are on its page.
    private var actions: [Action] { session.common.actions.filter { $0 == .coSign } }
}
