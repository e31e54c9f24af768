import SharenumModels
import Stage
import Testing

extension All {
    /// The form of a workshop.
    @MainActor
    @Suite struct WorkshopForms {
        private let asked = Scene.fixed.document("booking_asked")

        private func opened(
            _ person: Person, from: DocumentId? = nil, edit: DocumentId? = nil
        ) async throws -> WorkshopFormModel {
            let model = person.opens { desk -> WorkshopFormModel in
                if let edit { return WorkshopFormModel(desk, edit: edit) }
                return WorkshopFormModel(desk, from: from)
            }
            try await until { model.form.filled.ready }
            return model
        }

        private func sent(_ model: WorkshopFormModel) async throws -> WorkshopDetail {
            let led = Box<DocumentId>()
            model.send { led.value = $0 }
            try await until { led.value != nil || model.form.filled.wrong != nil }
            #expect(model.form.filled.wrong == nil)
            let id = try #require(led.value)
            return try await model.desk.phone.call { try $0.workshop(id: id) }
        }

        @Test("A workshop is published at my school")
        func published() async throws {
            let person = try await Person("teacher")
            let model = try await opened(person)
            for (field, text) in [
                (WorkshopField.title, "Micro:bit without fear"), (WorkshopField.minutes, "75"),
                (WorkshopField.day, "20/11/2026"), (WorkshopField.time, "16h30"),
                (WorkshopField.radius, "15"), (WorkshopField.seats, "9"),
            ] {
                model.form[field] = text
            }
            model.form.toggle(ToolId(value: "microbit"))
            #expect(model.form.filled.slot?.start.iso == "2026-11-20T16:30:00")
            let workshop = try await sent(model).item
            #expect(workshop.title == "Micro:bit without fear")
            #expect(workshop.tools.map(\.id.value) == ["microbit"])
            #expect(workshop.placeLabel == "Collège Pasteur")
            let expected = try slot("2026-11-20T16:30", 75, "Europe/Paris")
            #expect(workshop.slot == expected)
            #expect(workshop.radiusKm == 15 && workshop.seats == 9)
            #expect(workshop.status == .published)
            #expect(try await person.reads { try $0.draft(form: .newWorkshop, about: nil) } == nil)
            await person.ends()
        }

        @Test("What the core does not take is marked, and what is no time is not sent")
        func refused() async throws {
            let person = try await Person("teacher")
            let model = try await opened(person)
            model.form[WorkshopField.day] = "20/11/2026"
            for (field, text, wrong) in [
                (WorkshopField.title, "", WorkshopField.title),
                (WorkshopField.seats, "many", WorkshopField.seats),
                (WorkshopField.radius, "900", WorkshopField.radius),
                (WorkshopField.day, "20/09/2026", WorkshopField.day),
            ] {
                let before = model.form[field]
                if field != WorkshopField.title { model.form[WorkshopField.title] = "A workshop" }
                model.form[field] = text
                model.send { _ in Issue.record("\(field) was taken") }
                try await until { model.form.filled.wrong != nil && !model.form.filled.sending }
                #expect(model.form.filled.wrong?.name == wrong)
                model.form[field] = before
            }
            model.form[WorkshopField.time] = "25h"
            model.send { _ in Issue.record("that is no time") }
            #expect(model.form.filled.slot == nil)
            #expect(!model.form.filled.sending)
            await person.ends()
        }

        @Test("A workshop elsewhere is where an establishment stands that was searched for")
        func elsewhere() async throws {
            let person = try await Person("teacher")
            let model = try await opened(person)
            #expect(try await ready { model.found.shown }.isEmpty)
            model.form[WorkshopField.search] = "Notre-Dame"
            try await until { model.found.shown.value?.isEmpty == false }
            let found = try #require(model.found.shown.value?.first)
            let site = try #require(found.places.first)
            model.form[WorkshopField.title] = "A meeting"
            model.form[WorkshopField.day] = "20/11/2026"
            model.form[WorkshopField.position] = inField(site.position)
            model.form[WorkshopField.placeLabel] = "The room at the end"
            let workshop = try await sent(model).item
            #expect(workshop.placeLabel == "The room at the end")
            #expect(workshop.centre == site.position)
            await person.ends()
        }

        @Test("A workshop on a day that was asked for waits for its bus")
        func onTheBus() async throws {
            let (person, asked) = (try await Person("teacher"), asked)
            let model = try await opened(person)
            let choices = try await ready { model.choices.shown }
            let day = try #require(choices.days.first { $0.common.id == asked })
            #expect(choices.school?.name == "Collège Pasteur")
            #expect(!choices.tools.isEmpty && !choices.town.isEmpty)
            model.form[WorkshopField.title] = "On the bus"
            model.form[WorkshopField.booking] = asked.value
            model.form[WorkshopField.day] = inField(day.day)
            let workshop = try await sent(model)
            #expect(workshop.item.status == .waitingForBus)
            #expect(workshop.booking?.common.id == asked)
            await person.ends()
        }

        @Test("From a plan the form is filled with what two agreed on")
        func fromPlan() async throws {
            let person = try await Person("teacher")
            let id = Scene.fixed.document("plan_scheduled")
            let model = try await opened(person, from: id)
            let agreed = try await person.reads { try $0.plan(id: id) }
            let ticket = try await person.reads { try $0.ticket(id: agreed.ticket).item }
            #expect(model.form[WorkshopField.title] == agreed.ticketTitle)
            #expect(model.form[WorkshopField.description].contains(agreed.what))
            #expect(try await ready { model.choices.shown }.growth.plan == agreed)
            let workshop = try await sent(model)
            #expect(workshop.item.slot == agreed.chosen)
            #expect(workshop.item.tools.map(\.id) == ticket.tools.map(\.id))
            #expect(workshop.ticket == agreed.ticket)
            await person.ends()
        }

        @Test("From a ticket the form has its title and tools")
        func fromTicket() async throws {
            let person = try await Person("teacher")
            let id = Scene.fixed.document("ticket_open")
            let model = try await opened(person, from: id)
            let ticket = try await person.reads { try $0.ticket(id: id).item }
            #expect(model.form[WorkshopField.title] == ticket.title)
            #expect(model.form.filled.tools == ticket.tools.map(\.id))
            model.form[WorkshopField.day] = "20/11/2026"
            #expect(try await sent(model).ticket == id)
            await person.ends()
        }

        @Test("A workshop is changed in what was changed, and its radius can only grow")
        func edit() async throws {
            let person = try await Person("teacher")
            let id = Scene.fixed.document("workshop_organised")
            let model = try await opened(person, edit: id)
            let before = try await person.reads { try $0.workshop(id: id).item }
            #expect(model.form[WorkshopField.title] == before.title)
            #expect(model.form.filled.slot == before.slot)
            model.form[WorkshopField.title] = "Another course"
            model.form[WorkshopField.radius] = "5"
            model.send { _ in Issue.record("it shrank") }
            try await until { model.form.filled.wrong?.name == WorkshopField.radius }
            try await until { !model.form.filled.sending }
            model.form[WorkshopField.radius] = "30"
            model.form[WorkshopField.placeLabel] = "Library, first floor"
            model.form.toggle(ToolId(value: "scratch"))
            let after = try await sent(model).item
            #expect(after.title == "Another course" && after.radiusKm == 30)
            #expect(after.placeLabel == "Library, first floor")
            #expect(after.centre == before.centre && after.slot == before.slot)
            #expect(after.description == before.description)
            #expect(
                Set(after.tools.map(\.id))
                    == Set(before.tools.map(\.id) + [ToolId(value: "scratch")]))
            await person.ends()
        }
    }
}
