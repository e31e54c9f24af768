import Foundation
import Testing

extension All {
    /// What a person reads comes from the catalog.
    @Suite struct NoWordsInSwift {
        @Test("No source of the models holds words for a person")
        func none() throws {
            let sources = try sources()
            #expect(sources.count > 50)
            for (name, source) in sources {
                #expect(words(in: source) == [], "\(name)")
            }
        }

        @Test("Words are found wherever they hide, and nothing else is")
        func found() {
            let source = """
                // "a comment is none"
                /// nor is "one that documents"
                text("nav_nearby"); let field = "field.title"; let type = "text/plain"
                show("Try again"); show("You have \\(count) seats"); let mark = "hand"
                write("\\(key): \\(value)\\n")
                """
            #expect(words(in: source) == ["Try again", "You have \u{FFFC} seats"])
        }

        /// Strings with two words in them.
        private func words(in source: String) -> [String] {
            let code = source.replacing(/\/\/[^\n]*/, with: "")
            // A value inside, and a call inside that.
            let filled = code.replacing(/\\\([^()]*(?:\([^()]*\)[^()]*)*\)/, with: "\u{FFFC}")
            let strings = filled.matches(of: /"((?:[^"\\\n]|\\.)*)"/)
            let prose = /\p{L}{2}[,.:!?…]?\s+[\p{L}\u{FFFC}]/
            return strings.map { String($0.1) }.filter { $0.contains(prose) }
        }

        private func sources() throws -> [(String, String)] {
            let ios = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4)
            let folder = ios.joined(separator: "/") + "/Sources/SharenumModels"
            let files = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String }
            return try (files ?? []).filter { $0.hasSuffix(".swift") }.map { name in
                (name, try String(contentsOfFile: "\(folder)/\(name)", encoding: .utf8))
            }
        }
    }
}
