import SharenumModels
import SwiftUI

/// Says what was done, offers to take it back, and says what was not done and why.
struct NoticeBar: View {
    let desk: Desk
    @Environment(\.accessibilityReduceMotion) private var still

    var body: some View {
        ZStack {
            if let notice = desk.notice {
                NoticeLine(notice: notice) { desk.seen(notice) }
                    .id(ObjectIdentifier(notice))
                    .transition(.move(edge: .bottom).combined(with: .opacity))
            }
        }
        // The page above makes room for it, which would move, too.
        .animation(still ? nil : .default, value: desk.notice.map { ObjectIdentifier($0) })
    }
}

private struct NoticeLine: View {
    let notice: Notice
    let seen: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats
    @Environment(\.accessibilityVoiceOverEnabled) private var spoken

    var body: some View {
        let text = notice.text(words, formats)
        Flow {
            Text(text)
                .frame(minHeight: 44)
                .announced(text)
            if let undo = notice.undo {
                Button(words.text("undo")) {
                    undo()
                    seen()
                }
            }
            if notice.error != nil {
                Button(words.text("close"), action: seen)
            }
        }
        .buttonStyle(.bordered)
        .controlSize(.large)
        .padding()
        .background(.regularMaterial, in: .rect(cornerRadius: 16))
        .padding(8)
        .accessibilityElement(children: .contain)
        .accessibilitySortPriority(1)
        .task {
            // What went wrong stays until the person has read it.
            if notice.error != nil { return }
            guard (try? await Task.sleep(for: spoken ? longer : usual)) != nil else { return }
            seen()
        }
    }
}

private let usual: Duration = .seconds(10)

/// Long enough to be found by who hears the page.
private let longer: Duration = .seconds(60)
