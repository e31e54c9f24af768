import SharenumModels
import Stage
import Testing

@testable import SharenumModels

extension All {
    /// Forms, which keep what is typed.
    @MainActor
    @Suite struct Forms {
        @Test("What is typed is kept with each key, and is there again after a kill")
        func kept() async throws {
            let copy = try Scene.fixed.copy("teacher")
            let first = Person(try await copy.open()) { Scene.fixed.now }
            let form = Form(first.desk, .card) { _ in ["field.mail": "kept@ac-dijon.example"] }
            form.open()
            for typed in ["M", "Mm", "Mme", "Mme E"] { form["field.name"] = typed }
            try await first.until { try $0.draft(form: .card, about: nil)?.fields.count == 2 }
            let draft = try await first.reads { try $0.draft(form: .card, about: nil) }
            #expect(draft?.fields["field.name"] == "Mme E")
            await first.ends()

            let second = Person(try await copy.open()) { Scene.fixed.now }
            let again = Form(second.desk, .card) { _ in [:] }
            again.open()
            try await until { again.filled.ready }
            #expect(again["field.name"] == "Mme E")
            #expect(again["field.mail"] == "kept@ac-dijon.example")
            #expect(!again.filled.touched)
            await second.ends()
        }

        @Test("What is typed before the draft is there stays")
        func early() async throws {
            let person = try await Person("teacher")
            let fields = ["field.name": "Kept", "field.mail": "kept@ac-dijon.example"]
            try await person.reads { try $0.saveDraft(form: .card, about: nil, fields: fields) }
            let form = Form(person.desk, .card)
            form["field.name"] = "Typed"
            #expect(form.filled.ready == false)
            try await until { form.filled.ready }
            #expect(form["field.name"] == "Typed")
            #expect(form["field.mail"] == "kept@ac-dijon.example")
            try await person.until {
                try $0.draft(form: .card, about: nil)?.fields["field.name"] == "Typed"
            }
            await person.ends()
        }

        @Test("What is cleared is no draft any more, and the form is there for another go")
        func cleared() async throws {
            let person = try await Person("teacher")
            let form = Form(person.desk, .card)
            form["field.mail"] = "exemple@ac-dijon.example"
            try await person.until { try $0.draft(form: .card, about: nil) != nil }
            form.clear()
            try await person.until { try $0.draft(form: .card, about: nil) == nil }
            #expect(form["field.mail"].isEmpty)
            form["field.name"] = "Mme Exemple"
            try await person.until {
                try $0.draft(form: .card, about: nil)?.fields["field.name"] == "Mme Exemple"
            }
            await person.ends()
        }

        @Test("What is given up is kept no more")
        func givenUp() async throws {
            let person = try await Person("teacher")
            let form = Form(person.desk, .card)
            form["field.name"] = "Nobody"
            try await person.until { try $0.draft(form: .card, about: nil) != nil }
            form.giveUp()
            try await person.until { try $0.draft(form: .card, about: nil) == nil }
            await person.ends()
        }

        @Test("Who follows a part of a form hears of it once it is there, and when it is another")
        func followed() async throws {
            let person = try await Person("teacher")
            let form = Form(person.desk, .card) { _ in ["field.name": "Begun"] }
            var heard: [String] = []
            form.follow({ $0["field.name"] }, { heard.append(form["field.name"]) })
            form.open()
            try await until { form.filled.ready }
            form["field.mail"] = "x"
            form["field.name"] = "Changed"
            form["field.name"] = "Changed"
            #expect(heard == ["Begun", "Changed"])
            await person.ends()
        }
    }
}
