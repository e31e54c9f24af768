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

        @Test("What is sent is no draft any more, even when it was typed just before")
        func sent() async throws {
            let person = try await Person("teacher")
            let form = Form(person.desk, .card) { _ in ["field.mail": "new@ac-dijon.example"] }
            form["field.name"] = "Mme Exemple"
            var named: String?
            form.send(Word("me_card_saved")) { app, filled in
                try app.setCard(name: filled["field.name"], mail: filled["field.mail"])
                return try app.profile().card?.name
            } then: {
                named = $0
            }
            #expect(form.filled.sending)
            // A second press while it is sent is none.
            form.send(nil) { _, _ in Issue.record("sent twice") }
            try await until { !form.filled.sending }
            #expect(named == "Mme Exemple")
            #expect(person.said == wordsOf(.english).text("me_card_saved"))
            #expect(person.shell.asked == ["written"])
            #expect(try await person.reads { try $0.draft(form: .card, about: nil) } == nil)
            // It is done with, whatever is typed behind it.
            form["field.name"] = "Late"
            try await person.reads { _ in }
            #expect(try await person.reads { try $0.draft(form: .card, about: nil) } == nil)
            await person.ends()
        }

        @Test("A field that the core does not take is marked until it is corrected")
        func wrong() async throws {
            let person = try await Person("teacher")
            let form = Form(person.desk, .card) { _ in ["field.name": "Mme Exemple"] }
            form["field.mail"] = "nobody"
            form.send(nil) {
                try $0.setCard(name: $1["field.name"], mail: $1["field.mail"])
            }
            try await until { form.filled.wrong != nil && !form.filled.sending }
            #expect(form.filled.wrong?.name == "field.mail")
            #expect(person.desk.notice == nil)
            form["field.name"] = "Another"
            #expect(form.filled.wrong != nil)
            form["field.mail"] = "somebody"
            #expect(form.filled.wrong == nil)
            // The draft stays.
            try await person.until {
                try $0.draft(form: .card, about: nil)?.fields["field.mail"] == "somebody"
            }
            await person.ends()
        }

        @Test("What is wrong with no field is told at the bottom")
        func told() async throws {
            let person = try await Person("teacher")
            let form = Form(person.desk, .card)
            form.send(nil) { app, _ in
                _ = try app.ticket(id: DocumentId(value: String(repeating: "ab", count: 32)))
            }
            try await until { person.desk.notice != nil }
            #expect(person.said == wordsOf(.english).text("phrase_not_found_ticket"))
            await person.ends()
        }

        @Test("A form for another go holds what is left, and what was typed meanwhile")
        func next() async throws {
            let (person, gate) = (try await Person("teacher"), Gate())
            let form = Form(person.desk, .card)
            form["field.name"] = "First"
            form["field.mail"] = "first@ac-dijon.example"
            form.send(nil) {
                gate.pass()
                try $0.setCard(name: $1["field.name"], mail: $1["field.mail"])
            } next: {
                $0.filter { $0.key == "field.mail" }
            }
            await gate.reached()
            form["field.name"] = "Second"
            gate.open()
            try await until { !form.filled.sending }
            #expect(try await person.reads { try $0.profile().card?.name } == "First")
            let left = ["field.name": "Second", "field.mail": "first@ac-dijon.example"]
            #expect(form.filled.fields == left)
            #expect(form.filled.touched)
            try await kept(left, person)
            await person.ends()
        }

        @Test("What was typed while something was sent that is refused stays, and is kept")
        func refusedMeanwhile() async throws {
            let person = try await Person("teacher")
            let form = Form(person.desk, .card)
            form["field.mail"] = "nobody"
            form.send(nil) {
                try $0.setCard(name: "Mme Exemple", mail: $1["field.mail"])
            }
            form["field.name"] = "Meanwhile"
            try await until { !form.filled.sending }
            #expect(form.filled.wrong?.name == "field.mail")
            try await kept(["field.name": "Meanwhile", "field.mail": "nobody"], person)
            await person.ends()
        }

        @Test("What is cleared is no draft any more, and the form is there for another go")
        func cleared() async throws {
            let person = try await Person("teacher")
            let form = Form(person.desk, .card)
            form["field.mail"] = "exemple@ac-dijon.example"
            try await kept(["field.mail": "exemple@ac-dijon.example"], person)
            form.clear()
            try await person.until { try $0.draft(form: .card, about: nil) == nil }
            #expect(form["field.mail"].isEmpty)
            form["field.name"] = "Mme Exemple"
            try await kept(["field.name": "Mme Exemple", "field.mail": ""], person)
            await person.ends()
        }

        private func kept(_ fields: [String: String], _ person: Person) async throws {
            try await person.until(
                "a draft", { try $0.draft(form: .card, about: nil)?.fields }, is: { $0 == fields })
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
