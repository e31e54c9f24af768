import SharenumModels
import Testing

@testable import struct SharenumModels.Catalog
@testable import func SharenumModels.phraseName

extension All {
    /// Every sentence of the core is said in both languages.
    @Suite struct Phrases {
        @Test("Every key has its sentence in both languages, with exactly its arguments")
        func complete() throws {
            #expect(phraseKeys().count > 200)
            for key in phraseKeys() {
                let name = "phrase_\(phraseName(key.key))"
                // What the English sentence of the log says, and the core hands over, is said here.
                let needed = Set(
                    key.args.filter {
                        key.english.contains("{\($0)}") || key.english.contains("{\($0):")
                    }
                ).subtracting(leftOut(key.key))
                for language in Language.allCases {
                    let catalog = try #require(catalogs[language])
                    let forms = [name, "\(name).one", "\(name).other"].compactMap(catalog.text)
                    #expect(!forms.isEmpty, "\(language): \(name)")
                    for form in forms {
                        let places = form.matches(of: /%([0-9])\$/).compactMap { Int($0.1) }
                        #expect(Set(places.map { key.args[$0 - 1] }) == needed, "\(name): \(form)")
                    }
                }
            }
        }

        @Test("Arguments of every kind are written as the language does")
        func arguments() throws {
            let slot = try slot("2026-12-02T14:00", 90, "Europe/Paris")
            try says(
                "near.workshop",
                [
                    "title": .words(value: "Un pont"), "slot": .when(value: slot),
                    "km": .km(value: 4.83), "direction": .key(value: "compass.east"),
                ],
                "Workshop: Un pont, Wednesday 2 December, 14:00–15:30, 4.8 km to the east",
                "Atelier : Un pont, mercredi 2 décembre, 14:00–15:30, à 4,8 km à l’est")
            try says(
                "why.can-help",
                [
                    "tool": .name(value: LocalText(fr: "Imprimante 3D", en: "3D printer")),
                    "km": .km(value: 12.3), "radius": .km(value: 20),
                ],
                "Your experience is wanted: 3D printer. It is 12 km away, and everybody within 20 km "
                    + "is asked.",
                "Votre expérience est recherchée : Imprimante 3D. C’est à 12 km, et l’appel "
                    + "s’adresse à tous dans un rayon de 20 km.")
            try says(
                "alert.day-confirmed",
                [
                    "resource": .words(value: "Le BusNum"),
                    "day": .day(value: try CivilDate(iso: "2026-12-01")),
                ],
                "Confirmed: Le BusNum, Tuesday 1 December",
                "Confirmé : Le BusNum, mardi 1er décembre")
            try says(
                "transition",
                [
                    "from": .key(value: "ticket-status.done"),
                    "to": .key(value: "ticket-status.open"),
                ],
                "A ticket that is done cannot become open. Open a new one if you still need help.",
                "Un ticket « terminé » ne peut pas devenir « ouvert ». Ouvrez-en un nouveau si le "
                    + "besoin demeure.")
        }

        @Test("A sentence with a number chooses its plural")
        func plurals() throws {
            for (count, english, french) in [
                (
                    Int64(1),
                    "Look at the trainings of your academy first: 1 has not been shown yet.",
                    "Consultez d’abord les formations de votre académie : 1 n’a pas encore été "
                        + "affichée."
                ),
                (
                    3, "Look at the trainings of your academy first: 3 have not been shown yet.",
                    "Consultez d’abord les formations de votre académie : 3 n’ont pas encore été "
                        + "affichées."
                ),
            ] {
                let arguments = ["count": PhraseArg.number(value: count)]
                try says("training-first.not-shown", arguments, english, french)
            }
            try says(
                "digest.nearby", ["count": .number(value: 0)], "0 pieces of news near you",
                "0 nouvelle près de chez vous")
        }

        @Test("What a newer core says is not a riddle")
        func newer() throws {
            try says(
                "wholly.new", ["x": .number(value: 1)],
                "Something new: update the app to read it.",
                "Du nouveau : mettez l’application à jour pour le lire.")
            try says("alert.unknown", ["title": .unknown], "…", "…")
            try says("decision.unknown", [:], "…", "…")
        }

        @Test("An error says what to correct")
        func errors() throws {
            let text = Phrase(
                key: "input.too-long",
                args: ["chars": .number(value: 130), "max": .number(value: 120)])
            let error = SharenumError.CorrectInput(
                field: "field.title", code: "too-long", text: text)
            #expect(
                wordsOf(.english).error(error, try formats(.english))
                    == "130 characters are too many. Shorten it to 120.")
            #expect(
                wordsOf(.french).error(error, try formats(.french))
                    == "130 caractères, c’est trop. Raccourcissez à 120.")
        }

        private func says(
            _ key: String, _ arguments: [String: PhraseArg], _ english: String, _ french: String,
            at place: SourceLocation = #_sourceLocation
        ) throws {
            for (language, expected) in [(Language.english, english), (.french, french)] {
                let said = wordsOf(language).phrase(
                    Phrase(key: key, args: arguments), try formats(language))
                #expect(said.plainSpaces == expected, sourceLocation: place)
            }
        }

        /// What a hub adds in its own words, in English, helps nobody where the code says all.
        private func leftOut(_ key: String) -> Set<String> {
            key.hasPrefix("hub-refused.") && key != "hub-refused.unknown" ? ["detail"] : []
        }
    }
}
