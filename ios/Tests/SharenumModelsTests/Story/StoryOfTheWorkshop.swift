import Foundation
import SharenumModels
import Stage
import Testing

private let title = "The wind, measured on board"

extension Story {
    func aColleagueIsAlertedAndBooksTheBus() async throws {
        try await syncsNow(colleague)
        let alert = try await alert(colleague, about: ticket)
        #expect(alert.kind == .ticketNearby)

        let bus = bus
        let agenda = colleague.opens { AgendaModel($0) }
        #expect(try await ready { agenda.resources.shown }.contains { $0.id == bus })
        let ask = colleague.opens { AskDayModel($0, bus) }
        try await until("a form", { ask.form.filled }, is: \.ready)
        ask.form[AskDayField.day] = inField(day)
        ask.form[AskDayField.purpose] = "An open morning"
        let asked = Box<DocumentId>()
        ask.ask { asked.value = $0 }
        try await until("a booking", { (asked.value, ask.form.filled) }, is: { $0.0 != nil })
        let booking = try #require(asked.value)
        try await syncsNow(colleague)
        try await colleague.until(
            "a day that is theirs", { try $0.booking(id: booking) }, is: { $0.state == .confirmed })
        try await publish(on: booking)
    }

    private func publish(on booking: DocumentId) async throws {
        let page = colleague.opens { BookingModel($0, booking) }
        let booked = try await ready { page.day.shown }.booking
        #expect(booked.day == day)
        let led = Box<Route>()
        page.perform(.publishWorkshop, booked) { led.value = $0 }
        try await until("the form", { led.value }, is: { $0 == .newWorkshop(nil) })
        let model = colleague.opens { WorkshopFormModel($0, from: nil) }
        try await until("a form", { model.form.filled }, is: \.ready)
        #expect(typedDay(model.form[WorkshopField.day]) == day)
        for (field, text) in [
            (WorkshopField.title, title),
            (WorkshopField.description, "We connect, measure and compare."),
            (WorkshopField.time, "10h00"), (WorkshopField.minutes, "90"),
            (WorkshopField.radius, "30"), (WorkshopField.seats, "8"),
        ] {
            model.form[field] = text
        }
        model.form.toggle(microbit)
        let published = Box<DocumentId>()
        model.send { published.value = $0 }
        try await until(
            "a workshop", { (published.value, model.form.filled) },
            is: { $0.0 != nil || $0.1.wrong != nil })
        workshop = try #require(published.value)
        try await syncsNow(colleague)
        let workshop = workshop
        try await colleague.until(
            "a workshop to come", { try $0.workshop(id: workshop).item },
            is: { $0.status == .published })
    }

    func sheIsAlertedAndAsksForASeat() async throws {
        try await syncsNow(teacher)
        let alert = try await alert(teacher, about: workshop)
        #expect(alert.kind == .workshopNearby)
        let workshop = workshop
        let model = teacher.opens { WorkshopModel($0, workshop) }
        let shown = try await ready { model.workshop.shown }
        #expect(shown.item.title == title)
        func seat() -> RequestState? { model.workshop.shown.value?.item.mySeat }
        model.perform(.askSeat, shown) {}
        try await until("a seat that is asked for", { seat() }, is: { $0 == .asked })
        try await syncsNow(teacher)
        try await until("a seat that is hers", { seat() }, is: { $0 == .confirmed })
        try await colleague.phone.meet()
        #expect(try await herAtTheColleagues().state == .confirmed)
    }

    func theHostChecksHerIn() async throws {
        try await syncsNow(host)
        let model = host.opens { BusModel($0) }
        try await until(
            "the day", { model.shown.shown },
            is: { $0.value?.day?.workshops.isEmpty == false })
        let shown = try #require(model.shown.shown.value?.day)
        #expect(shown.day == day)
        let attendee = try #require(shown.workshops.first?.attendees.first)
        #expect(attendee.schoolName == herSchoolName)
        model.checkIn(workshop, attendee, present: true)
        try await until(
            "somebody aboard", { model.shown.shown.value?.day?.workshops.first },
            is: { $0?.present == 1 })
        try await syncs(host, live.scene.says("bus_url"))
        try await live.carryHome()
        try await colleague.phone.meet()
        #expect(try await herAtTheColleagues().presentAt == onTheDay)
    }

    private func alert(_ person: Person, about subject: DocumentId) async throws -> AlertItem {
        let model = person.opens { NearbyModel($0) }
        let alerts = try await ready { model.alerts.shown }.items.filter { $0.subject == subject }
        #expect(alerts.count == 1)
        return try #require(alerts.first)
    }

    private func herAtTheColleagues() async throws -> Attendee {
        let workshop = workshop
        let attendees = try await colleague.reads { try $0.workshop(id: workshop).attendees }
        return try #require(attendees.first { $0.schoolName == herSchoolName })
    }
}
