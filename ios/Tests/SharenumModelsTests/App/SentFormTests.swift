import SharenumModels
import Stage
import Testing

@testable import SharenumModels

extension All {
    /// What a form leads to, and what is typed meanwhile.
    @MainActor
    @Suite struct SentForms {
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
            for _ in 0..<3 { try await person.reads { _ in } }
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

        @Test("What was typed behind a press that is refused stays, and is kept")
        func refusedMeanwhile() async throws {
            let (person, gate) = (try await Person("teacher"), Gate())
            let form = Form(person.desk, .card)
            form.open()
            try await until { form.filled.ready }
            let busy = Task { try await person.reads { _ in gate.pass() } }
            await gate.reached()
            form["field.mail"] = "nobody"
            // It is being saved, which waits for the phone.
            for _ in 0..<10 { await Task.yield() }
            form.send(nil) { try $0.setCard(name: "Mme Exemple", mail: $1["field.mail"]) }
            form["field.name"] = "Meanwhile"
            gate.open()
            try await busy.value
            try await until { !form.filled.sending }
            #expect(form.filled.wrong?.name == "field.mail")
            try await kept(["field.name": "Meanwhile", "field.mail": "nobody"], person)
            await person.ends()
        }

        private func kept(_ fields: [String: String], _ person: Person) async throws {
            try await person.until(
                "a draft", { try $0.draft(form: .card, about: nil)?.fields }, is: { $0 == fields })
        }
    }
}
