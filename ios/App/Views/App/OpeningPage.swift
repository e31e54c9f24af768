import SharenumModels
import SwiftUI

/// Before there is a phone to show: its file is being opened, or cannot be, and why. Where file and
/// key do not fit, the person may begin anew beside the file, which is kept.
struct OpeningPage: View {
    let opened: Loaded<Desk>
    let retry: @MainActor () -> Void
    let setAside: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        List {
            Show(loaded: opened, retry: retry) { _ in EmptyView() }
            if case .failed(.SetAside) = opened {
                VStack(spacing: 8) {
                    Text(words.text("open_set_aside_text"))
                        .multilineTextAlignment(.center)
                    Button(words.text("open_set_aside"), action: setAside)
                        .buttonStyle(.bordered)
                        .controlSize(.large)
                }
                .frame(maxWidth: .infinity)
                .plainRow()
            }
        }
    }
}
