import Foundation
import SharenumModels
import Testing

@testable import struct SharenumModels.Catalog
@testable import enum SharenumModels.Plural
@testable import struct SharenumModels.WordPattern

/// Words of a test's own.
private struct Table: WordTable {
    let texts: [String: String]

    func text(_ key: String) -> String? { texts[key] }
}

extension All {
    /// How words are looked up and filled.
    @Suite struct WordsOfALanguage {
        @Test("Both languages say the same keys")
        func both() throws {
            let english = try #require(catalogs[.english])
            let french = try #require(catalogs[.french])
            #expect(english.keys == french.keys)
            #expect(english.keys.count > 400)
        }

        @Test("French counts everything below two as one, English one alone")
        func plurals() {
            for (count, english, french) in [
                (Int64(0), "other", "one"), (1, "one", "one"), (-1, "one", "one"),
                (2, "other", "other"), (101, "other", "other"), (1_000_000, "other", "other"),
            ] {
                let texts = ["seats.one": "one", "seats.other": "other"]
                let say = { Words($0, in: Table(texts: texts)).count("seats", count) }
                #expect(say(.english) == english, "\(count)")
                #expect(say(.french) == french, "\(count)")
            }
        }

        @Test("A text is filled with its arguments, and one that does not fit is no text")
        func filled() {
            for (pattern, expected) in [
                ("%1$@ of %2$@", "7 of 12"), ("%2$@, %1$@", "12, 7"),
                ("%1$02d h %2$02d", "07 h 12"), ("100%% of %1$@", "100% of 7"),
                ("none", "none"), ("%3$@", nil), ("%0$@", nil),
                ("%s", nil), ("%", nil), ("%1$f", nil),
            ] {
                #expect(WordPattern(pattern).filled(["7", "12"]) == expected, "\(pattern)")
            }
        }

        @Test("A text without arguments stands as it is")
        func plain() {
            let words = Words(.english, in: Table(texts: ["rate": "100 %"]))
            #expect(words.text("rate") == "100 %")
        }

        @Test("What is missing is told, and stands where the words should")
        func missing() async {
            await confirmation(expectedCount: 2) { told in
                let words = Words(.english, in: Table(texts: ["bad": "%9$@"])) { _ in told() }
                #expect(words.text("nowhere") == "nowhere")
                #expect(words.text("bad", 1) == "bad")
            }
        }

        @Test("A device that speaks French is spoken to in French, every other one in English")
        func device() {
            for (device, language) in [
                ("fr_CA", Language.french), ("fr", .french), ("en_GB", .english), ("de", .english),
                ("", .english),
            ] {
                #expect(Language(device: Locale(identifier: device)) == language, "\(device)")
            }
        }

        @Test("Escapes and spaces that do not break come through")
        func escapes() {
            #expect(wordsOf(.french).text("notification_and") == " · ")
            #expect(wordsOf(.english).text("format_km", "4.8") == "4.8\u{a0}km")
            #expect(wordsOf(.french).text("format_day_first") == "EEEE d'er' MMMM")
        }
    }
}
