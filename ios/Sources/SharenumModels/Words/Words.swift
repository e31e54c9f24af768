/// The words of the app in one language.
///
/// Their one source are Android's resource files, from which `ios/words.py` makes the catalog of the
/// keys that the sources name. So that these can be read from the sources, a key is always a
/// literal, and stands in `text("…")`, in `count("…")` or in `Word("…")`; keys that are put together
/// belong to a `Family`. From any thread.
public struct Words: Sendable {
    /// The language that they are in.
    public let language: Language
    private let table: any WordTable
    private let missing: @Sendable (String) -> Void

    /// A key that is nowhere is told to `missing`; it stands where the words should, since a screen
    /// with a wrong word is better than none.
    public init(
        _ language: Language, in table: any WordTable,
        missing: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.language = language
        self.table = table
        self.missing = missing
    }

    /// A text, with `arguments` for its places; without any, as it stands.
    public func text(_ key: String, _ arguments: any WordArgument...) -> String {
        filled(key, arguments)
    }

    /// A text that speaks of `count`, which is its first place; `arguments` come after it.
    public func count(_ key: String, _ count: Int64, _ arguments: any WordArgument...) -> String {
        filled(key, count: count, arguments)
    }

    /// A text whose name came from elsewhere; of several where there is a `count`.
    public func said(_ word: Word, count: Int64? = nil) -> String {
        if let count { filled(word.key, count: count, []) } else { filled(word.key, []) }
    }

    /// `text` as it begins a line or a heading: with a capital.
    public func capitalized(_ text: String) -> String {
        guard let first = text.first else { return text }
        return String(first).uppercased(with: language.locale) + text.dropFirst()
    }

    func text(in family: Family, _ name: String, _ arguments: [any WordArgument] = []) -> String {
        filled(family.beginning + name, arguments)
    }

    func count(
        in family: Family, _ name: String, _ count: Int64, _ arguments: [any WordArgument]
    ) -> String {
        filled(family.beginning + name, count: count, arguments)
    }

    /// Whether there is such a text.
    func has(_ name: String, in family: Family) -> Bool {
        table.text(family.beginning + name) != nil
    }

    /// Whether there is such a text for one and for several.
    func counts(_ name: String, in family: Family) -> Bool {
        has("\(name).\(Plural.other)", in: family)
    }

    private func filled(
        _ key: String, count: Int64, _ arguments: [any WordArgument]
    ) -> String {
        filled("\(key).\(language.plural(of: count))", [count] + arguments)
    }

    private func filled(_ key: String, _ arguments: [any WordArgument]) -> String {
        guard let pattern = table.text(key) else { return missed(key) }
        if arguments.isEmpty { return pattern }
        return WordPattern(pattern).filled(arguments.map(\.description)) ?? missed(key)
    }

    private func missed(_ key: String) -> String {
        missing(key)
        return key
    }
}

/// Where words are looked up.
public protocol WordTable: Sendable {
    /// What stands under a key, none where nothing does.
    func text(_ key: String) -> String?
}

/// What stands in the place of an argument.
public typealias WordArgument = CustomStringConvertible & Sendable

/// The name of a text, where it is said by somebody else than who chooses it.
public struct Word: Hashable, Sendable {
    let key: String

    /// Takes a literal: the keys that the app uses are read from its sources.
    public init(_ key: String) { self.key = key }
}

/// Keys that are put together: all that begin so are in the catalog.
struct Family: Sendable {
    let beginning: String

    private init(_ beginning: String) { self.beginning = beginning }

    /// Sentences of the core, by its keys of them.
    static let phrase = Family("phrase_")

    /// What time zones are called by.
    static let zone = Family("zone_")
}
