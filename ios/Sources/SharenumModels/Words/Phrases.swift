import SharenumKit

extension Words {
    /// A sentence of the core in this language: the text `phrase_…` of its key, whose places are the
    /// arguments in the order in which `phraseKeys()` lists them.
    ///
    /// Where the text counts, the first number chooses its form and has the first place; the other
    /// arguments come after it in their order. Days and times in a sentence are said in full, since
    /// a notification is read later than it was written. A key of a newer core is said as such.
    ///
    /// `formats` writes what is counted and dated: the screen's own, which knows the zone of the
    /// device.
    public func phrase(_ phrase: Phrase, _ formats: Formats) -> String {
        guard let order = argumentsOf[phrase.key] else { return text("phrase_unknown") }
        let name = phraseName(phrase.key)
        var arguments = order.map { phrase.args[$0] ?? .unknown }
        if counts(name, in: .phrase) {
            let first = arguments.firstIndex { number(in: $0) != nil }
            let counted = first.flatMap { number(in: arguments.remove(at: $0)) } ?? 0
            return count(in: .phrase, name, counted, arguments.map { argument($0, formats) })
        }
        guard has(name, in: .phrase) else { return text("phrase_unknown") }
        return text(in: .phrase, name, arguments.map { argument($0, formats) })
    }

    /// What an error tells the person: what happened, and what to do.
    public func error(_ error: SharenumError, _ formats: Formats) -> String {
        phrase(error.text, formats)
    }

    private func argument(_ argument: PhraseArg, _ formats: Formats) -> String {
        switch argument {
        case .words(let value): value
        case .number(let value): formats.number(value)
        case .km(let value): formats.number(value)
        case .day(let value): formats.date(value)
        case .when(let value): formats.slotInFull(value)
        case .key(let value): phrase(Phrase(key: value, args: [:]), formats)
        case .name(let value): name(value)
        case .unknown: "…"
        }
    }

    private func number(in argument: PhraseArg) -> Int64? {
        if case .number(let value) = argument { value } else { nil }
    }
}

/// How the words name a key of the core, after the beginning of their family.
func phraseName(_ key: String) -> String {
    String(key.map { $0 == "." || $0 == "-" ? "_" : $0 })
}

// Asked once: it does not change while the library is loaded.
private let argumentsOf = Dictionary(
    phraseKeys().map { ($0.key, $0.args) }, uniquingKeysWith: { first, _ in first })
