import SharenumModels
import SwiftUI

/// What the core says a person may do with something now, in its order, one button each; the first
/// is the likely one, unless `likely` says that it stands elsewhere. What this app does not know is
/// left out, and so is what is done `elsewhere` on the page. An action of `final` cannot be taken
/// back by another change: its button asks once more, with the words of the effect; so it is with
/// what the region refused, wherever it is given up.
struct Actions: View {
    let actions: [Action]
    var final: [Action: String] = [:]
    var elsewhere: Set<Action> = []
    var likely = true
    let perform: @MainActor (Action) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let offered = actions.filter { $0 != .unknown && !elsewhere.contains($0) }
        if !offered.isEmpty {
            Flow {
                ForEach(offered, id: \.self) { action in
                    if let effect = effect(of: action) {
                        FinalButton(
                            title: words.action(action), effect: effect, keep: words.text("keep")
                        ) { perform(action) }
                    } else if likely && action == offered.first {
                        Button(words.action(action)) { perform(action) }
                            .buttonStyle(.main)
                    } else {
                        Button(words.action(action)) { perform(action) }
                            .buttonStyle(.bordered)
                    }
                }
            }
            .controlSize(.large)
        }
    }

    private func effect(of action: Action) -> String? {
        final[action] ?? (action == .discard ? words.text("discard_effect") : nil)
    }
}

/// Two steps for what nothing makes up for; the second says what it does to others.
struct FinalButton: View {
    let title: String
    let effect: String
    let keep: String
    let perform: @MainActor () -> Void
    @State private var asked = false

    var body: some View {
        Button(title, role: .destructive) { asked = true }
            .buttonStyle(.bordered)
            .confirmationDialog(title, isPresented: $asked, titleVisibility: .visible) {
                Button(title, role: .destructive, action: perform)
                Button(keep, role: .cancel) {}
            } message: {
                Text(effect)
            }
    }
}

/// The same actions under a row that is swiped; what is final is asked for in the row itself.
struct SwipeActions: View {
    let actions: [Action]
    let perform: @MainActor (Action) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        ForEach(actions, id: \.self) { action in
            if action != .unknown && action != .discard {
                Button(words.action(action)) { perform(action) }
            }
        }
    }
}

/// The event of something as a file: for this phone's calendar, or for somebody else.
struct EventButtons: View {
    let toCalendar: @MainActor () -> Void
    let share: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Flow {
            Button(
                words.text("to_calendar"), systemImage: "calendar.badge.plus", action: toCalendar)
            Button(words.text("share_event"), systemImage: "square.and.arrow.up", action: share)
        }
        .buttonStyle(.bordered)
        .controlSize(.large)
    }
}
