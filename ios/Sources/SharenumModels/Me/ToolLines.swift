import SharenumKit

/// Tools with what a person knows of each, as one text of a form: a line for each tool,
/// `scratch novice` or `scratch experienced hand class`. The form keeps it, so that a kill loses
/// nothing.
enum ToolLines {
    static func write(_ tools: [ToolId: Proficiency]) -> String {
        // In one order, or what was not touched would be another text.
        let lines = tools.sorted { $0.key.value < $1.key.value }.map { tool, known in
            let marks = (known.byHand ? [hand] : []) + (known.inClass ? [inClass] : [])
            return ([tool.value, word(known.level)] + marks).joined(separator: " ")
        }
        return lines.joined(separator: "\n")
    }

    static func read(_ text: String) -> [ToolId: Proficiency] {
        var tools: [ToolId: Proficiency] = [:]
        for line in text.split(whereSeparator: \.isNewline) {
            let words = line.split(separator: " ").map(String.init)
            if words.count < 2 { continue }
            tools[ToolId(value: words[0])] = Proficiency(
                level: level(words[1]), byHand: words.dropFirst(2).contains(hand),
                inClass: words.dropFirst(2).contains(inClass))
        }
        return tools
    }

    private static func word(_ level: Level) -> String {
        switch level {
        case .novice: "novice"
        case .intermediate: "intermediate"
        case .experienced: "experienced"
        case .unknown(let word): word
        }
    }

    private static func level(_ text: String) -> Level {
        let known: [Level] = [.novice, .intermediate, .experienced]
        return known.first { word($0) == text } ?? .unknown(word: text)
    }

    private static let hand = "hand"
    private static let inClass = "class"
}
