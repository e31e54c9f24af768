import SharenumModels
import Stage
import Testing

@testable import SharenumModels

private let filled = [
    TicketField.direction: "request",
    TicketField.tools: "scratch",
    TicketField.training: "scratch-debut",
    TicketField.reason: "The dates are during my lessons",
    TicketField.title: "A tale with many endings",
    TicketField.need: "Let groups of four tell a story",
    TicketField.classLevel: "6e",
    TicketField.learningGoal: "Tell a story whose end depends on the reader",
    TicketField.radius: "20",
    TicketField.step: TicketStep.review.rawValue,
]
private let scratch = ToolId(value: "scratch")

extension All {
    /// A ticket that is opened step by step, and one that is changed.
    @MainActor
    @Suite struct TicketForms {
        private func teacher(_ draft: [String: String]? = nil) async throws -> Person {
            let person = try await Person("teacher")
            try await person.reads { app in
                try app.discardDraft(form: .newTicket, about: nil)
                guard let draft else { return }
                try app.saveDraft(form: .newTicket, about: nil, fields: draft)
            }
            return person
        }

        @Test("A ticket is opened step by step, says whom it reaches, and is taken back")
        func steps() async throws {
            let person = try await teacher()
            let model = person.opens { NewTicketModel($0) }
            try await until { model.form.filled.ready }
            #expect(model.form.filled.step == .direction)
            #expect(try await ready { model.missing.shown } == nil)
            model.choose(.request)
            #expect(model.form.filled.step == .tools)
            model.form.toggle(ToolId(value: "webradio"))
            model.form.toggle(scratch)
            model.form.toggle(ToolId(value: "webradio"))
            #expect(model.form.filled.tools == [scratch])
            try await until { model.trainings.shown.value?.isEmpty == false }
            try await until { model.guides.shown.value != nil }
            let trainings = try #require(model.trainings.shown.value).map(\.id)
            model.form.shown(trainings)
            for field in [
                TicketField.reason, TicketField.title, TicketField.need, TicketField.classLevel,
                TicketField.learningGoal,
            ] {
                model.form.set(field, filled[field] ?? "")
            }
            model.setRadius(30)
            let coverage = try await person.reads { try $0.coverage(radiusKm: 30) }
            try await until { model.coverage.shown == .ready(coverage) }
            model.goTo(.review)

            let led = Box<DocumentId>()
            model.send { led.value = $0 }
            try await until { led.value != nil }
            let id = try #require(led.value)
            let ticket = try await person.reads { try $0.ticket(id: id) }
            #expect(ticket.item.direction == .request)
            #expect(ticket.item.title == filled[TicketField.title])
            #expect(ticket.item.need == filled[TicketField.need])
            #expect(ticket.item.tools.map(\.id) == [scratch])
            #expect(ticket.item.radiusKm == 30)
            #expect(
                ticket.training
                    == TrainingStep(shown: trainings, reason: filled[TicketField.reason] ?? ""))
            #expect(ticket.pedagogy.classLevel == "6e")
            #expect(ticket.pedagogy.tried == "")
            #expect(try await person.reads { try $0.draft(form: .newTicket, about: nil) } == nil)
            #expect(
                person.said
                    == wordsOf(.english).count("ticket_opened", Int64(coverage.others)))
            try person.undoes()
            try await person.until { try $0.ticket(id: id).item.status == .cancelled }
            await person.ends()
        }

        @Test("What the core does not take leads to the step where it stands")
        func refused() async throws {
            for (field, step) in [
                (TicketField.title, TicketStep.need), (TicketField.learningGoal, .need),
                (TicketField.tools, .tools), (TicketField.training, .trainings),
                (TicketField.reason, .trainings), (TicketField.radius, .radius),
            ] {
                let person = try await teacher(filled.filter { $0.key != field })
                let model = person.opens { NewTicketModel($0) }
                try await until { model.form.filled.ready }
                #expect(model.form.filled.step == .review)
                model.send { _ in Issue.record("\(field) was not missed") }
                try await until { model.form.filled.wrong != nil }
                #expect(model.form.filled.wrong?.name == field)
                #expect(model.form.filled.step == step)
                await person.ends()
            }
        }

        @Test("A kill loses nothing, not even the step")
        func kill() async throws {
            let copy = try Scene.fixed.copy("teacher")
            let first = Person(try await copy.open()) { Scene.fixed.now }
            try await first.reads { try $0.discardDraft(form: .newTicket, about: nil) }
            let model = first.opens { NewTicketModel($0) }
            try await until { model.form.filled.ready }
            model.choose(.offer)
            model.form.toggle(scratch)
            model.goTo(.need)
            model.form[TicketField.title] = "Stories in Scratch"
            try await first.until {
                let draft = try $0.draft(form: .newTicket, about: nil)
                return draft?.fields[TicketField.title] == "Stories in Scratch"
            }
            await first.ends()
            let second = Person(try await copy.open()) { Scene.fixed.now }
            let again = second.opens { NewTicketModel($0) }
            try await until { again.form.filled.ready }
            #expect(again.form.filled.step == .need)
            #expect(again.form.filled.direction == .offer)
            #expect(again.form.filled.tools == [scratch])
            #expect(again.form[TicketField.title] == "Stories in Scratch")
            await second.ends()
        }

        @Test("The steps follow each other")
        func order() {
            #expect(TicketStep.direction.before == nil)
            #expect(TicketStep.direction.after == .tools)
            #expect(TicketStep.review.before == .radius)
            #expect(TicketStep.review.after == nil)
        }

        @Test("The slider tells whom it reaches, and the last move is the answer")
        func slider() async throws {
            let person = try await teacher(filled)
            let model = person.opens { NewTicketModel($0) }
            try await until { model.coverage.shown.value != nil }
            for km in 1...60 { model.setRadius(km) }
            let last = try await person.reads { try $0.coverage(radiusKm: 60) }
            try await until { model.coverage.shown == .ready(last) }
            try await person.reads { _ in }
            #expect(model.coverage.shown == .ready(last))
            model.setRadius(0)
            try await until { model.coverage.shown.error != nil }
            await person.ends()
        }

        @Test("The profile comes before a ticket")
        func profileFirst() async throws {
            let person = try await teacher()
            try await person.reads { try $0.setProfile(school: nil, tools: [:]) }
            let model = person.opens { NewTicketModel($0) }
            let missing = try await ready { model.missing.shown }
            #expect(missing != nil)
            await person.ends()
        }

        @Test("Only what was changed is changed, and can be taken back")
        func edit() async throws {
            let person = try await teacher()
            let id = Scene.fixed.document("ticket_open")
            let model = person.opens { EditTicketModel($0, id) }
            let before = try await ready { model.ticket.shown }
            try await until { model.form.filled.ready && model.trainings.shown.value != nil }
            #expect(model.form[TicketField.title] == before.item.title)
            model.form[TicketField.title] = "Bridges from the printer"
            model.setRadius(Int(before.item.radiusKm) + 10)
            let led = Box<DocumentId>()
            model.save { led.value = $0 }
            try await until { led.value == id }
            let after = try await person.reads { try $0.ticket(id: id) }
            #expect(after.item.title == "Bridges from the printer")
            #expect(after.item.radiusKm == before.item.radiusKm + 10)
            #expect(after.item.need == before.item.need)
            #expect(after.pedagogy == before.pedagogy)
            #expect(after.training == before.training)
            #expect(after.item.tools == before.item.tools)
            #expect(try await person.reads { try $0.draft(form: .editTicket, about: id) } == nil)
            try person.undoes()
            try await person.until { try $0.ticket(id: id).item.title == before.item.title }
            let back = try await person.reads { try $0.ticket(id: id).item.radiusKm }
            #expect(back == before.item.radiusKm)
            await person.ends()
        }

        @Test("Who only widens is asked nothing about trainings that were published since")
        func widened() async throws {
            let person = try await teacher()
            let id = Scene.fixed.document("ticket_open")
            let ticket = try await person.reads { try $0.ticket(id: id) }
            var state = FormState()
            state.fields = ticket.fields
            state.fields[TicketField.radius] = "40"
            let edit = state.edit(of: ticket, shown: [TrainingId(value: "published-since")])
            #expect(edit == TicketEdit(radiusKm: 40))
            #expect(ticket.undoing(edit) == TicketEdit(radiusKm: ticket.item.radiusKm))
            await person.ends()
        }

        @Test("Another tool asks for its trainings again")
        func otherTool() async throws {
            let person = try await teacher()
            let id = Scene.fixed.document("ticket_open")
            let model = person.opens { EditTicketModel($0, id) }
            try await until { model.form.filled.ready }
            model.form.toggle(scratch)
            try await until {
                let trainings = model.trainings.shown.value ?? []
                return trainings.contains { $0.tools.contains(scratch) }
            }
            model.save { _ in Issue.record("no reason was asked for") }
            try await until { model.form.filled.wrong?.name == TicketField.reason }
            model.form[TicketField.reason] = "Too far away"
            try await until { !model.form.filled.sending }
            model.save { _ in }
            try await person.until { try $0.ticket(id: id).training.reason == "Too far away" }
            await person.ends()
        }

        @Test("A ticket that is not on this phone is told, and is not filled in")
        func unknown() async throws {
            let person = try await teacher()
            let id = DocumentId(value: String(repeating: "ab", count: 32))
            let model = person.opens { EditTicketModel($0, id) }
            try await until { model.ticket.shown.error?.code == "not-found" }
            try await until { model.form.shown.error?.code == "not-found" }
            #expect(person.desk.notice == nil)
            await person.ends()
        }
    }
}
