import Foundation
import SharenumModels
import Stage
import Testing

@testable import SharenumModels

extension All {
    /// Where intents are carried out, told, and taken back.
    @MainActor
    @Suite struct Desks {
        @Test("What was done is told, and is taken back by a change of its own")
        func undone() async throws {
            let person = try await Person("teacher")
            let before = try await person.reads { try $0.profile().card }
            person.desk.act(Word("me_card_saved")) {
                try $0.setCard(name: "Mme Exemple", mail: "exemple@ac-dijon.example")
            } undo: { app, _ in
                try app.setCard(name: before?.name ?? "", mail: before?.mail ?? "")
            }
            try await person.told(wordsOf(.english).text("me_card_saved"))
            #expect(try await person.reads { try $0.profile().card?.name } == "Mme Exemple")
            let notice = try #require(person.desk.notice)
            try person.undoes()
            try await person.told("Taken back")
            #expect(try await person.reads { try $0.profile().card } == before)
            #expect(person.shell.asked == ["written", "written"])
            // An older notice is not the one that is shown.
            person.desk.seen(notice)
            #expect(person.desk.notice != nil)
            person.desk.seen(try #require(person.desk.notice))
            #expect(person.desk.notice == nil)
            await person.ends()
        }

        @Test("What fails is told in the core's words, and nothing is taken for written")
        func failed() async throws {
            let person = try await Person("teacher")
            person.desk.act(Word("saved")) { _ = try $0.ticket(id: DocumentId(value: "aa")) }
            try await until { person.desk.notice?.error != nil }
            #expect(person.desk.notice?.undo == nil)
            #expect(person.shell.asked.isEmpty)
            await person.ends()
        }

        @Test("A notice counts in both languages")
        func counted() async throws {
            let notice = Notice(Word("ticket_opened"), count: 3)
            for language in Language.allCases {
                let words = wordsOf(language)
                let text = notice.text(words, try formats(language))
                #expect(text == words.count("ticket_opened", 3))
                #expect(text.contains("3"))
            }
        }

        @Test("A document that a link names is found by what the core knows of it")
        func places() async throws {
            let person = try await Person("teacher")
            let cases: [(String, (DocumentId) -> Route)] = [
                ("ticket_open", { .ticket($0) }), ("workshop_near", { .workshop($0) }),
                ("booking_asked", { .booking($0) }), ("proposal", { .proposal($0) }),
                ("plan", { .plan($0) }), ("session_corrected", { .helpSession($0) }),
            ]
            for (name, route) in cases {
                let id = Scene.fixed.document(name)
                #expect(try await person.phone.place(of: id) == route(id), "\(name)")
            }
            let guide = try await person.reads {
                try $0.guidesFor(tools: [ToolId(value: "scratch")])[0].document
            }
            #expect(try await person.phone.place(of: guide) == .guide(guide))
            for nothing in ["no id at all", String(repeating: "ab", count: 32)] {
                #expect(try await person.phone.place(of: DocumentId(value: nothing)) == nil)
            }
            await person.phone.close()
            await #expect(throws: SharenumError.self) {
                try await person.phone.place(of: guide)
            }
            await person.ends()
        }

        @Test("What is typed as a day or a time is read as people write it")
        func typed() throws {
            for (text, day) in [
                ("24/12/2026", "2026-12-24"), (" 1/2/2026 ", "2026-02-01"),
                ("2026-12-24", "2026-12-24"), ("30/02/2027", nil), ("24/12/26", nil), ("24", nil),
                ("12/24/2026", nil), ("", nil), ("x-y", nil),
            ] {
                #expect(typedDay(text)?.iso == day, "\(text)")
            }
            for (text, time) in [
                ("14:30", "14:30:00"), ("14h30", "14:30:00"), ("14", "14:00:00"),
                ("9 h", "09:00:00"), ("9.05", "09:05:00"), ("25h", nil), ("14:60", nil),
                ("two", nil), ("", nil),
            ] {
                #expect(typedTime(text)?.iso == time, "\(text)")
            }
            let day = try CivilDate(iso: "2026-02-01")
            #expect(inField(day) == "01/02/2026")
            #expect(typedDay(inField(day)) == day)
        }
    }
}
