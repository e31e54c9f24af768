import SharenumModels
import SwiftUI

/// The form of the models; SwiftUI has one of that name, too.
typealias Form = SharenumModels.Form

extension EnvironmentValues {
    /// The words of the person's language: another language draws everything anew that says
    /// something.
    var words: Words {
        get { self[WordsKey.self] }
        set { self[WordsKey.self] = newValue }
    }

    /// How dates, distances and sizes are written.
    var formats: Formats {
        get { self[FormatsKey.self] }
        set { self[FormatsKey.self] = newValue }
    }
}

extension View {
    /// Says what is inside with these words.
    func said(with words: Words, _ formats: Formats) -> some View {
        environment(\.words, words).environment(\.formats, formats)
    }

    /// Tells it to who does not see it, now and whenever it is another text.
    func announced(_ text: String) -> some View {
        onChange(of: text, initial: true) {
            AccessibilityNotification.Announcement(AttributedString(text)).post()
        }
    }
}

private struct WordsKey: EnvironmentKey {
    static let defaultValue = Words(.english, in: Wordless())
}

private struct FormatsKey: EnvironmentKey {
    static let defaultValue = Formats(WordsKey.defaultValue, zone: .gmt, now: { Date() })
}

/// Outside of the app's root there are no words.
private struct Wordless: WordTable {
    func text(_ key: String) -> String? { nil }
}
