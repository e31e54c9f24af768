import SharenumModels
import SwiftUI

/// All that the window shows: the phone that is being opened, and then its pages. The language and
/// the look follow the person's choices at once.
struct AppWindow: View {
    let companion: Companion

    var body: some View {
        let shell: AppShell = companion.shell
        let spoken: Spoken = shell.spoken
        Group {
            if let desk = companion.desk.value {
                DeskView(desk: desk)
            } else {
                OpeningPage(
                    opened: companion.desk, retry: companion.open,
                    setAside: companion.setAside)
            }
        }
        .said(with: spoken.words, spoken.formats)
        .environment(\.locale, locale(in: spoken.words.language))
        .preferredColorScheme(scheme(shell.choices.look))
    }

    /// The app's language, with the ways of the region where the device is.
    private func locale(in language: Language) -> Locale {
        var parts = Locale.Components(locale: .current)
        parts.languageComponents.languageCode = Locale.LanguageCode(language.rawValue)
        return Locale(components: parts)
    }

    private func scheme(_ look: Look) -> ColorScheme? {
        switch look {
        case .system: nil
        case .light: .light
        case .dark: .dark
        }
    }
}
