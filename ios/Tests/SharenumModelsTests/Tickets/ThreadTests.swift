import SharenumModels
import Stage
import Testing

extension All {
    /// What two people say to each other, and plan.
    @MainActor
    @Suite struct Threads {
        private let talked = Scene.fixed.document("proposal")
        private let standing = Scene.fixed.document("proposal_standing")
        private let plan = Scene.fixed.document("plan")

        @Test("A conversation is read with its ticket, and lines are sent one after the other")
        func write() async throws {
            let (person, talked) = (try await Person("teacher"), talked)
            let model = person.opens { ProposalModel($0, talked) }
            let shown = try await ready { model.conversation.shown }
            #expect(shown.ticket.common.id == shown.proposal.ticket)
            let before = try await ready { model.messages.shown }.total
            model.write()
            let writing = model.writing
            try await until {
                writing.filled.wrong?.name == ThreadField.body && !writing.filled.sending
            }
            for line in ["Until Tuesday", "And thank you"] {
                model.writing[ThreadField.body] = line
                model.write()
                try await until { model.writing[ThreadField.body].isEmpty }
                try await until { model.messages.shown.value?.items.first?.body == line }
            }
            #expect(model.messages.shown.value?.total == before + 2)
            #expect(try await person.reads { try $0.draft(form: .message, about: talked) } == nil)
            await person.ends()
        }

        @Test("A long conversation is read back page by page, and its first line is reached")
        func long() async throws {
            let (person, talked) = (try await Person("teacher"), talked)
            try await person.reads { app in
                for line in 0..<70 {
                    _ = try app.sendMessage(proposal: talked, body: "line \(line)")
                }
            }
            let model = person.opens { ProposalModel($0, talked) }
            let newest = try await ready { model.messages.shown }
            #expect(newest.items.first?.body == "line 69")
            #expect(newest.items.count == 50)
            model.messages.more()
            try await until { model.messages.shown.value?.more == false }
            let first = try await person.reads {
                try $0.messages(proposal: talked, page: PageRequest(limit: 1)).items
            }
            #expect(model.messages.shown.value?.items.last == first.first)
            await person.ends()
        }

        @Test("One's own proposal gets another text, and its old one back")
        func edit() async throws {
            let (person, standing) = (try await Person("teacher"), standing)
            let model = person.opens { ProposalModel($0, standing) }
            let before = try await ready { model.conversation.shown }.proposal.text
            let became = Box<DocumentId>()
            let ways = Ways(became: { became.value = $0 }, gone: {})
            model.perform(.edit, ways) { _ in }
            let form = try #require(model.editing.opened)
            try await until { form.filled.ready }
            #expect(form[ThreadField.text] == before)
            form[ThreadField.text] = "And more."
            model.saveEdit(before: before, ways)
            try await until { model.conversation.shown.value?.proposal.text == "And more." }
            try await until { became.value == standing && model.editing.opened == nil }
            try person.undoes()
            try await until { model.conversation.shown.value?.proposal.text == before }
            await person.ends()
        }

        @Test("A proposal is accepted, or taken back for good")
        func decide() async throws {
            let person = try await Person("teacher")
            let ways = Ways(became: { _ in }, gone: {})
            let other = person.opens { ProposalModel($0, Scene.fixed.document("proposal_other")) }
            try await ready { other.conversation.shown }
            other.perform(.accept, ways) { _ in }
            try await until { other.conversation.shown.value?.proposal.accepted == true }
            let own = person.opens { ProposalModel($0, standing) }
            try await ready { own.conversation.shown }
            own.perform(.withdraw, ways) { _ in }
            try await until { own.conversation.shown.value?.proposal.status == .withdrawn }
            await person.ends()
        }

        @Test("What the region refused is given up, and what it had taken stays")
        func refused() async throws {
            let person = try await Person("teacher")
            let model = person.opens { ProposalModel($0, standing) }
            let shown = try await ready { model.conversation.shown }
            #expect(shown.proposal.common.refused != nil)
            let ways = Ways(became: { _ in }, gone: { Issue.record("it is gone") })
            model.perform(.discard, ways) { _ in }
            try await person.told(wordsOf(.english).text("discarded"))
            try await until { model.conversation.shown.value?.proposal.common.refused == nil }
            await person.ends()
        }

        @Test("Only the text that was typed is sent, and taken back")
        func texts() async throws {
            let (person, plan) = (try await Person("teacher"), plan)
            let model = person.opens { PlanModel($0, plan) }
            let before = try await ready { model.plan.shown }
            try await until { model.texts.filled.ready }
            model.texts[PlanField.forWhom] = "Two classes"
            model.saveTexts()
            try await until { model.plan.shown.value?.forWhom == "Two classes" }
            #expect(model.plan.shown.value?.what == before.what)
            try await until { model.texts.filled.fields.isEmpty }
            try await person.told(wordsOf(.english).text("saved"))
            try person.undoes()
            try await until { model.plan.shown.value?.forWhom == before.forWhom }
            await person.ends()
        }

        @Test("A date is filled in and proposed, on the clocks of the device")
        func addDate() async throws {
            let (plan, copy, now) = (plan, try Scene.fixed.copy("teacher"), Scene.fixed.now)
            let person = Person(try await copy.open()) { now }
            let model = person.opens { PlanModel($0, plan) }
            try await ready { model.plan.shown }
            try await until { model.texts.filled.ready && model.date.filled.ready }
            #expect(model.date.filled.plannedDay == nil)
            #expect(model.date.filled.plannedStart == offers.start)
            #expect(model.date.filled.plannedMinutes == offers.meetingMinutes)
            model.date[PlanField.day] = "2026-11-20"
            model.forgetDate()
            #expect(model.date.filled.plannedDay == nil)
            model.date[PlanField.day] = "2026-11-20"
            model.date[PlanField.start] = "09:30"
            model.date[PlanField.minutes] = "45"
            model.texts[PlanField.venue] = "Still typed"
            model.addDate()
            let expected = try slot("2026-11-20T09:30", 45, "Europe/Paris")
            try await until {
                model.plan.shown.value?.dates.contains { $0.slot == expected } == true
            }
            try await until { model.date.filled.plannedDay == nil }
            await person.ends()

            // The other form is still a draft after a kill.
            let again = Person(try await copy.open()) { now }
            let same = again.opens { PlanModel($0, plan) }
            try await until { same.texts.filled.ready }
            #expect(same.texts[PlanField.venue] == "Still typed")
            await again.ends()
        }

        @Test("A date is voted for, settled, and settled back")
        func settle() async throws {
            let (person, plan) = (try await Person("teacher"), plan)
            let model = person.opens { PlanModel($0, plan) }
            let before = try await ready { model.plan.shown }
            let (first, last) = (before.dates[0], before.dates[before.dates.count - 1])
            #expect(before.chosen == nil && first.slot != last.slot)
            model.vote(first, suits: false)
            try await until { model.plan.shown.value?.dates.first?.myVote == false }
            try await person.told(wordsOf(.english).text("threads_voted"))
            try person.undoes()
            try await until { model.plan.shown.value?.dates.first?.myVote == first.myVote }
            model.choose(first, before: nil)
            try await until { model.plan.shown.value?.chosen == first.slot }
            try await person.told(wordsOf(.english).text("threads_date_chosen"))
            #expect(person.desk.notice?.undo == nil)
            model.choose(last, before: first.slot)
            try await until { model.plan.shown.value?.chosen == last.slot }
            try await until { person.desk.notice?.undo != nil }
            try person.undoes()
            try await until { model.plan.shown.value?.chosen == first.slot }
            model.calendar(wordsOf(.english), hand: person.shell.addToCalendar)
            try await until { person.shell.inCalendar.count == 1 }
            await person.ends()
        }
    }
}
