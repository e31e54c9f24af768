import SharenumModels
import Stage
import Testing

@testable import SharenumModels

extension All {
    /// A draft that is open twice, or cannot be read.
    @MainActor
    @Suite struct OneDraft {
        private func saved(_ person: Person, _ name: String) async throws {
            let fields = ["field.name": name]
            try await person.reads { try $0.saveDraft(form: .card, about: nil, fields: fields) }
        }

        private func opened(_ person: Person) -> Form {
            person.opens { FormScreen($0, KeptDraft($0, .card)) }.form
        }

        private func sends(_ form: Form) {
            form.send(nil) {
                try $0.setCard(name: $1["field.name"], mail: $1["field.mail"])
            }
        }

        @Test("Two forms of one draft hold the same, whichever was typed in")
        func inStep() async throws {
            let person = try await Person("teacher")
            let (one, other) = (opened(person), opened(person))
            try await until { one.filled.ready && other.filled.ready }
            one["field.name"] = "Mme Exemple"
            try await until { other["field.name"] == "Mme Exemple" }
            #expect(!other.filled.touched)
            other["field.mail"] = "exemple@ac-dijon.example"
            try await until { one["field.mail"] == "exemple@ac-dijon.example" }
            #expect(other["field.name"] == "Mme Exemple")
            await person.ends()
        }

        @Test("What was sent from one form cannot be sent from the other again")
        func once() async throws {
            let person = try await Person("teacher")
            let (one, other) = (opened(person), opened(person))
            one["field.name"] = "Mme Exemple"
            one["field.mail"] = "exemple@ac-dijon.example"
            try await until { other["field.mail"] == "exemple@ac-dijon.example" }
            sends(one)
            try await until { other.filled.ready && other.filled.fields.isEmpty }
            sends(other)
            try await until { other.filled.wrong != nil }
            await person.ends()
        }

        @Test("What is emptied by hand, or left for another go, stays whatever changes elsewhere")
        func emptied() async throws {
            let person = try await Person("teacher")
            let begun = KeptDraft(person.desk, .card) { _ in ["field.name": "As it was"] }
            let screen = person.opens { FormScreen($0, begun) }
            let form = screen.form
            try await until { form["field.name"] == "As it was" }
            form["field.name"] = "x"
            try await person.until { try $0.draft(form: .card, about: nil) != nil }
            form["field.name"] = ""
            try await person.until { try $0.draft(form: .card, about: nil) == nil }
            try await changed(elsewhere: person, heardBy: screen)
            #expect(form.filled.fields == ["field.name": ""])

            form["field.name"] = "Mme Exemple"
            form.send(nil) { app, _ in
                try app.discardDraft(form: .card, about: nil)
            } next: { _ in
                ["field.mail": "left@ac-dijon.example"]
            }
            try await until { form["field.mail"] == "left@ac-dijon.example" }
            try await changed(elsewhere: person, heardBy: screen)
            #expect(form.filled.fields == ["field.mail": "left@ac-dijon.example"])
            await person.ends()
        }

        /// What the form of a screen has heard of before its probe did.
        private func changed(elsewhere person: Person, heardBy screen: FormScreen) async throws {
            for label in ["somebody", ""] {
                try await person.reads {
                    try $0.saveDraft(form: .busDay, about: nil, fields: ["label": label])
                }
                try await until { screen.probe["label"] == label }
            }
        }

        @Test("A draft that cannot be read is not typed over, and is there once it can")
        func broken() async throws {
            let person = try await Person("teacher")
            try await saved(person, "Kept")
            let broken = Broken()
            let form = Form(broken.draft(of: person.desk))
            form.open()
            form["field.mail"] = "early@ac-dijon.example"
            try await until { form.shown.error?.code == "stopped" }
            form["field.name"] = "Typed over"
            form.send(nil) { _, _ in Issue.record("it was sent") }
            try await until { !form.filled.sending }
            #expect(form["field.name"] == "")
            broken.mend()
            form.readAgain()
            try await until { form.shown.value?["field.name"] == "Kept" }
            // What was typed before is kept now.
            try await person.until(
                "what was typed",
                {
                    try $0.draft(form: .card, about: nil)?.fields
                }, is: { $0 == ["field.name": "Kept", "field.mail": "early@ac-dijon.example"] })
            await person.ends()
        }

        @Test("A form on its page that could not be looked for is looked for again")
        func inPlace() async throws {
            let person = try await Person("teacher")
            try await saved(person, "Kept")
            let broken = Broken()
            let form = InPlaceForm(broken.draft(of: person.desk))
            form.hear(.reRead)
            while broken.asked < 1 { try await person.reads { _ in } }
            for _ in 0..<3 { try await person.reads { _ in } }
            #expect(form.opened == nil)
            broken.mend()
            form.hear(.reRead)
            try await until { form.opened?["field.name"] == "Kept" }
            try await saved(person, "From elsewhere")
            form.hear(.drafts)
            try await until { form.opened?["field.name"] == "From elsewhere" }
            form.giveUp()
            try await person.until { try $0.draft(form: .card, about: nil) == nil }
            // It is not looked for once more.
            try await saved(person, "Later")
            form.hear(.drafts)
            for _ in 0..<3 { try await person.reads { _ in } }
            #expect(form.opened == nil)
            await person.ends()
        }

        @Test("What cannot be saved is kept on the screen, and with the next key")
        func unsaved() async throws {
            let person = try await Person("teacher")
            let form = opened(person)
            try await until { form.filled.ready }
            // Longer than a draft may be.
            let long = String(repeating: "x", count: 70_000)
            form["field.name"] = long
            try await until { person.desk.notice?.error != nil }
            form.readAgain()
            for _ in 0..<3 { try await person.reads { _ in } }
            #expect(form["field.name"] == long)
            form["field.name"] = "Short"
            try await person.until {
                try $0.draft(form: .card, about: nil)?.fields["field.name"] == "Short"
            }
            await person.ends()
        }
    }
}

/// A page of one form, and of another one that hears of each change after it.
final class FormScreen: ScreenModel {
    let form: Form
    let probe: Form

    init(_ desk: Desk, _ draft: KeptDraft) {
        form = Form(draft)
        probe = Form(desk, .busDay)
        super.init(desk, [form, probe])
    }
}

extension Broken {
    /// A draft of the card that cannot be read for now.
    @MainActor
    fileprivate func draft(of desk: Desk) -> KeptDraft {
        KeptDraft(
            desk, .card,
            find: { app in
                try self.reads { try app.draft(form: .card, about: nil) }
            })
    }
}
