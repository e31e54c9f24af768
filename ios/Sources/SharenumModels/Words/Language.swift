import Foundation

/// A language that the app speaks; the raw value is its BCP 47 tag.
public enum Language: String, CaseIterable, Sendable {
    case english = "en"
    case french = "fr"

    /// The language for a device that is set to `locale`: French wherever French is spoken, else
    /// English.
    public init(device locale: Locale) {
        self = locale.language.languageCode?.identifier == Self.french.rawValue ? .french : .english
    }

    /// For formats; without a country, so that all devices write the same.
    var locale: Locale { Locale(identifier: rawValue) }

    /// Which of the two forms of a text stands with `count`, by the rules of CLDR: French counts
    /// everything below 2 as one.
    func plural(of count: Int64) -> Plural {
        switch self {
        case .english: count.magnitude == 1 ? .one : .other
        case .french: count.magnitude < 2 ? .one : .other
        }
    }
}

/// A form of a text that counts; the raw value ends its key in the catalog.
///
/// French has a third one for whole millions in CLDR; no text of the app needs it.
enum Plural: String, CaseIterable, Sendable {
    case one
    case other
}
