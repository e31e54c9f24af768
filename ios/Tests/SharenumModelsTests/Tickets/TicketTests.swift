import SharenumModels
import Stage
import Testing

extension All {
    /// A ticket, and what its author and others do with it.
    @MainActor
    @Suite struct Tickets {
        private let open = Scene.fixed.document("ticket_open")
        private let near = Scene.fixed.document("ticket_unread")
        private let nowhere = Ways(
            became: { _ in Issue.record("it became another") },
            gone: { Issue.record("it is gone") })

        @Test("A ticket is shown with all that is read beside it")
        func shown() async throws {
            let person = try await Person("teacher")
            let discussed = Scene.fixed.document("ticket_discussed")
            let model = person.opens { TicketModel($0, discussed) }
            let shown = try await ready { model.ticket.shown }
            let expected = try await person.reads { try $0.ticket(id: discussed) }
            #expect(shown.ticket == expected)
            #expect(shown.plans.map(\.plan.common.id) == [Scene.fixed.document("plan")])
            #expect(!shown.guides.isEmpty)
            #expect(shown.plans.first?.proposal.plan == shown.plans.first?.plan.common.id)
            await person.ends()
        }

        @Test("A ticket is shown to who has no profile, too")
        func noProfile() async throws {
            let person = try await Person("teacher")
            try await person.reads { try $0.setProfile(school: nil, tools: [:]) }
            let model = person.opens { TicketModel($0, open) }
            let shown = try await ready { model.ticket.shown }
            #expect(shown.trainings.isEmpty)
            await person.ends()
        }

        @Test("A ticket that nobody answered is widened, and taken back")
        func widen() async throws {
            let person = try await Person("teacher")
            let model = person.opens { TicketModel($0, open) }
            let before = try await ready { model.ticket.shown }.ticket
            let wider = try #require(before.coverage?.widen?.radiusKm)
            let led = Box<DocumentId>()
            model.perform(.widen, before, Ways(became: { led.value = $0 }, gone: {}))
            try await until { model.ticket.shown.value?.ticket.item.radiusKm == wider }
            try await until { led.value == open }
            try await person.told(wordsOf(.english).text("threads_widened"))
            try person.undoes()
            try await until {
                model.ticket.shown.value?.ticket.item.radiusKm == before.item.radiusKm
            }
            await person.ends()
        }

        @Test("A ticket goes from open to done")
        func states() async throws {
            let person = try await Person("teacher")
            let model = person.opens { TicketModel($0, open) }
            for (action, status, done) in [
                (Action.startDiscussion, TicketStatus.inDiscussion, "threads_in_discussion"),
                (.markScheduled, .scheduled, "threads_scheduled"), (.close, .done, "threads_done"),
            ] {
                let shown = try await ready { model.ticket.shown }.ticket
                #expect(shown.item.common.actions.contains(action))
                model.perform(action, shown, nowhere)
                try await until { model.ticket.shown.value?.ticket.item.status == status }
                let words = Words(.english, in: try #require(catalogs[.english]))
                try await person.told(words.text(done))
            }
            await person.ends()
        }

        @Test("A ticket is called off, and editing leads to its form")
        func cancel() async throws {
            let person = try await Person("teacher")
            let model = person.opens { TicketModel($0, open) }
            let shown = try await ready { model.ticket.shown }.ticket
            let edited = Box<Bool>()
            let ways = Ways(became: { _ in }, gone: {}, edit: { edited.value = true })
            model.perform(.edit, shown, ways)
            #expect(edited.value == true)
            model.perform(.cancel, shown, nowhere)
            try await until { model.ticket.shown.value?.ticket.item.status == .cancelled }
            await person.ends()
        }

        @Test("Help is proposed in place, and taken back")
        func propose() async throws {
            let (person, near) = (try await Person("teacher"), near)
            let model = person.opens { TicketModel($0, near) }
            let shown = try await ready { model.ticket.shown }.ticket
            #expect(model.proposing.opened == nil)
            model.perform(.propose, shown, nowhere)
            let form = try #require(model.proposing.opened)
            model.propose()
            try await until { form.filled.wrong?.name == ThreadField.text && !form.filled.sending }
            form[ThreadField.text] = "I can show you on Friday"
            model.propose()
            try await until { model.proposing.opened == nil }
            try await until {
                model.ticket.shown.value?.ticket.proposals.last?.text == "I can show you on Friday"
            }
            #expect(try await person.reads { try $0.draft(form: .proposal, about: near) } == nil)
            try await person.told(wordsOf(.english).text("threads_proposed"))
            try person.undoes()
            try await until {
                model.ticket.shown.value?.ticket.proposals.last?.status == .withdrawn
            }
            await person.ends()
        }

        @Test("A proposal that is half typed is open after a kill, and gone when it is given up")
        func kill() async throws {
            let (copy, near) = (try Scene.fixed.copy("teacher"), near)
            let first = Person(try await copy.open()) { Scene.fixed.now }
            let model = first.opens { TicketModel($0, near) }
            model.perform(.propose, try await ready { model.ticket.shown }.ticket, nowhere)
            model.proposing.opened?.set(ThreadField.text, "I could")
            try await first.until {
                let draft = try $0.draft(form: .proposal, about: near)
                return draft?.fields[ThreadField.text] == "I could"
            }
            await first.ends()
            let second = Person(try await copy.open()) { Scene.fixed.now }
            let again = second.opens { TicketModel($0, near) }
            try await until { again.proposing.opened?[ThreadField.text] == "I could" }
            again.proposing.giveUp()
            #expect(again.proposing.opened == nil)
            try await second.until { try $0.draft(form: .proposal, about: near) == nil }
            await second.ends()
        }

        @Test("A plan is begun from the ticket")
        func plan() async throws {
            let person = try await Person("teacher")
            let model = person.opens { TicketModel($0, Scene.fixed.document("ticket_near")) }
            try await ready { model.ticket.shown }
            let given = Scene.fixed.document("proposal_given")
            let opened = Box<DocumentId>()
            model.perform(.startPlan, given) { opened.value = $0 }
            try await until { opened.value != nil }
            let plan = try await person.reads { try $0.proposal(id: given).plan }
            #expect(opened.value == plan)
            await person.ends()
        }

        @Test("Help is accepted on the ticket's page")
        func accept() async throws {
            let person = try await Person("teacher")
            let other = Scene.fixed.document("proposal_other")
            let model = person.opens { TicketModel($0, Scene.fixed.document("ticket_discussed")) }
            try await ready { model.ticket.shown }
            model.perform(.accept, other) { _ in }
            try await person.until { try $0.proposal(id: other).accepted }
            await person.ends()
        }

        @Test("A ticket that is not on the phone says so")
        func unknown() async throws {
            let person = try await Person("teacher")
            let model = person.opens { TicketModel($0, Scene.fixed.document("booking_asked")) }
            try await until { model.ticket.shown.error?.code == "not-found" }
            await person.ends()
        }
    }
}
