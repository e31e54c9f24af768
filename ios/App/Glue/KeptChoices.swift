import Foundation
import SharenumModels

/// The choices of this device, beside the phone's file: they hold before it is open.
struct KeptChoices {
    private let defaults: UserDefaults = .standard

    func read() -> Choices {
        Choices(
            language: defaults.string(forKey: languageKey).flatMap(Language.init(rawValue:)),
            look: defaults.string(forKey: lookKey).flatMap(Look.init(rawValue:)) ?? .system)
    }

    func write(_ choices: Choices) {
        // None takes the key away.
        defaults.set(choices.language?.rawValue, forKey: languageKey)
        defaults.set(choices.look.rawValue, forKey: lookKey)
    }
}

private let languageKey = "language"
private let lookKey = "look"
