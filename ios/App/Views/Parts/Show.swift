import SharenumModels
import SwiftUI

/// Rows of a list: what is there, or why nothing is; `retry` reads again.
struct Show<Value: Sendable, Content: View>: View {
    let loaded: Loaded<Value>
    let retry: @MainActor () -> Void
    @ViewBuilder let content: (Value) -> Content

    var body: some View {
        switch loaded {
        case .loading: Loading()
        case .failed(let error): Failed(error: error, retry: retry)
        case .ready(let value): content(value)
        }
    }
}

/// The file answers in milliseconds: this is seen on a very slow device only.
struct Loading: View {
    @Environment(\.words) private var words: Words

    var body: some View {
        ProgressView()
            .frame(maxWidth: .infinity, minHeight: 44)
            .accessibilityLabel(words.text("loading"))
            .plainRow()
    }
}

/// Something could not be read: the core's words, and a code for support.
struct Failed: View {
    let error: SharenumError
    let retry: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Centred(symbol: "exclamationmark.triangle", tint: .red) {
            Text(words.error(error, formats))
                .announced(words.error(error, formats))
            Text(words.text("error_code", error.code))
                .font(.footnote)
                .foregroundStyle(.secondary)
            Button(words.text("retry"), action: retry)
                .buttonStyle(.main)
        }
    }
}

/// Nothing is here yet: what would be, and what to do about it.
struct Empty<Below: View>: View {
    let symbol: String
    let title: String
    let text: String
    @ViewBuilder let below: Below

    var body: some View {
        Centred(symbol: symbol, tint: .accentColor) {
            Text(title).font(.headline).accessibilityAddTraits(.isHeader)
            Text(text).foregroundStyle(.secondary)
            below
        }
    }
}

extension Empty where Below == EmptyView {
    init(symbol: String, title: String, text: String) {
        self.init(symbol: symbol, title: title, text: text) { EmptyView() }
    }
}

/// One row with a picture above, as high as it wants to be: the list scrolls.
private struct Centred<Content: View>: View {
    let symbol: String
    let tint: Color
    @ViewBuilder let content: Content

    var body: some View {
        VStack(spacing: 12) {
            Image(systemName: symbol)
                .font(.largeTitle)
                .foregroundStyle(tint)
                .accessibilityHidden(true)
            content
        }
        .multilineTextAlignment(.center)
        .frame(maxWidth: .infinity)
        .padding(.vertical, 24)
        .plainRow()
    }
}
