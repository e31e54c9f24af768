import Observation
import SharenumModels
import Stage
import Testing

@testable import enum SharenumModels.TicketField

extension All {
    /// The lists of tickets, and what waits for their reader.
    @MainActor
    @Suite struct TicketLists {
        /// The teacher, without the form that she had begun.
        private func teacher() async throws -> Person {
            let person = try await Person("teacher")
            try await person.reads { try $0.discardDraft(form: .newTicket, about: nil) }
            return person
        }

        @Test("Each view lists what the core lists for it")
        func views() async throws {
            let person = try await teacher()
            let model = person.opens { TicketsModel($0) }
            for filter in [TicketFilter.mine, .whereICanHelp, .all] {
                let shown = try await ready { model.list(filter).shown }
                let expected = try await person.reads {
                    try $0.tickets(filter: filter, page: PageRequest(limit: 50)).items
                }
                #expect(shown.items == expected)
                #expect(!shown.items.isEmpty)
            }
            await person.ends()
        }

        @Test("Who has no ticket has an empty list")
        func empty() async throws {
            let person = try await Person("host")
            let model = person.opens { TicketsModel($0) }
            let shown = try await ready { model.list(.mine).shown }
            #expect(shown.items.isEmpty)
            #expect(shown.total == 0)
            #expect(!shown.more)
            #expect(try await ready { model.refused.shown }.isEmpty)
            await person.ends()
        }

        @Test("What is begun is listed at once, thrown away, and brought back")
        func draft() async throws {
            let person = try await teacher()
            let model = person.opens { TicketsModel($0) }
            try await until { model.drafts.shown == .ready([]) }
            let typed = [TicketField.title: "A tale with many endings"]
            try await person.reads {
                try $0.saveDraft(form: .newTicket, about: nil, fields: typed)
            }
            try await until { model.drafts.shown.value?.count == 1 }
            let draft = try #require(model.drafts.shown.value?.first)
            model.discard(draft)
            try await until { model.drafts.shown == .ready([]) }
            try await person.told(wordsOf(.english).text("draft_discarded"))
            try person.undoes()
            try await until { model.drafts.shown.value?.first?.fields == typed }
            await person.ends()
        }

        @Test("A draft leads to where it was begun, and those of other rooms are not listed")
        func ways() async throws {
            let person = try await teacher()
            let model = person.opens { TicketsModel($0) }
            let ticket = Scene.fixed.document("ticket_near")
            let proposal = Scene.fixed.document("proposal")
            let plan = Scene.fixed.document("plan")
            let cases: [(DraftForm, DocumentId?, Route)] = [
                (.newTicket, nil, .newTicket), (.editTicket, ticket, .editTicket(ticket)),
                (.proposal, ticket, .ticket(ticket)), (.message, proposal, .proposal(proposal)),
                (.editProposal, proposal, .proposal(proposal)), (.plan, plan, .plan(plan)),
                (.plan, proposal, .proposal(proposal)),
            ]
            for (form, about, route) in cases {
                let fields = ["field.text": "Begun"]
                try await person.reads {
                    try $0.saveDraft(form: form, about: about, fields: fields)
                }
                let kept = try await person.reads { try $0.draft(form: form, about: about) }
                let led = Box<Route>()
                model.goOn(try #require(kept)) { led.value = $0 }
                try await until { led.value != nil }
                #expect(led.value == route)
            }
            let other = ["field.title": "Another room's"]
            try await person.reads {
                try $0.saveDraft(form: .newWorkshop, about: nil, fields: other)
            }
            try await until { model.drafts.shown.value?.count == cases.count }
            #expect(model.drafts.shown.value?.contains { $0.form == .newWorkshop } == false)
            // Nothing was written by looking.
            #expect(person.shell.asked.isEmpty)
            await person.ends()
        }

        @Test("What the region refused is sent again, given up, or changed where it is written")
        func refused() async throws {
            let person = try await teacher()
            let model = person.opens { TicketsModel($0) }
            let all = try await ready { model.refused.shown }
            let refused = try #require(all.first)
            let led = Box<Route>()
            model.perform(.edit, refused) { led.value = $0 }
            let document = try #require(refused.document)
            #expect(led.value == .proposal(document))
            model.perform(.sendAgain, refused) { _ in }
            try await until { model.refused.shown == .ready([]) }
            try await person.told(wordsOf(.english).text("sent_again"))
            await person.ends()

            let other = try await teacher()
            let again = other.opens { TicketsModel($0) }
            let its = try await ready { again.refused.shown }
            again.perform(.discard, its[0]) { _ in }
            try await until { again.refused.shown == .ready([]) }
            await other.ends()
        }

        @Test("What is typed is found as far as it is typed")
        func search() async throws {
            let person = try await teacher()
            let model = person.opens { SearchModel($0) }
            try await ready { model.hits.hits }
            for typed in ["scr", "scratch calcul", "robot", "zzz", "imprim"] {
                model.type(typed)
                #expect(model.typed == typed)
                try await until { model.hits.typed == typed }
                let expected = try await person.reads {
                    try $0.search(typed: typed, page: PageRequest(limit: 50))
                }
                #expect(model.hits.hits.value?.items == expected.items)
            }
            // As one types: the last one is found, and the hits before it stay until then.
            for typed in ["s", "sc", "scr", "scra"] { model.type(typed) }
            #expect(model.hits.typed == "imprim")
            try await until { model.hits.typed == "scra" }
            await person.ends()
        }

        @Test("More is found as one scrolls, of what was found last")
        func moreHits() async throws {
            let person = try await Person(full: "search")
            let model = person.opens { SearchModel($0) }
            model.type("ticket")
            try await until { model.hits.hits.value?.items.count == 50 }
            model.more()
            try await until { model.hits.hits.value?.items.count == 100 }
            await person.ends()
        }

        @Test("A guide is read without a network")
        func guide() async throws {
            let person = try await teacher()
            let guides = try await person.reads { try $0.guidesFor(tools: []) }
            let first = try #require(guides.first)
            let model = person.opens { GuideModel($0, first.document) }
            #expect(try await ready { model.guide.shown } == first)
            await person.ends()
        }
    }
}

/// What a closure was called with.
@Observable
@MainActor
final class Box<Value> {
    var value: Value?
}
