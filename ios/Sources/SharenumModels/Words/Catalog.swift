import Foundation

/// The String Catalog itself, `Localizable.xcstrings`, in one language: for tests and for wherever
/// Xcode has not taken it apart.
public struct Catalog: WordTable {
    private let texts: [String: String]

    /// Reads the file.
    ///
    /// Errors: those of the file, and `DecodingError` for what is no catalog.
    public init(_ language: Language, at url: URL) throws {
        let file = try JSONDecoder().decode(File.self, from: Data(contentsOf: url))
        texts = file.strings.compactMapValues {
            $0.localizations[language.rawValue]?.stringUnit.value
        }
    }

    public func text(_ key: String) -> String? { texts[key] }

    /// What is in it for this language.
    var keys: Set<String> { Set(texts.keys) }
}

/// As far as it is read here.
private struct File: Decodable {
    let strings: [String: Entry]
}

private struct Entry: Decodable {
    let localizations: [String: Localization]
}

private struct Localization: Decodable {
    let stringUnit: Unit
}

private struct Unit: Decodable {
    let value: String
}
