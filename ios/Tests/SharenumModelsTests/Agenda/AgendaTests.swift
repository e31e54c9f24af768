import Foundation
import SharenumModels
import Stage
import Testing

extension All {
    /// One's own workshops, seats and days.
    @MainActor
    @Suite struct AgendaRoom {
        private let asked = Scene.fixed.document("booking_asked")
        private let refused = Scene.fixed.document("booking_refused")
        private let bus = ResourceId(value: Scene.fixed.says("resource_bus"))

        @Test("Each view lists what the core lists for it")
        func views() async throws {
            let person = try await Person("teacher")
            let model = person.opens { AgendaModel($0) }
            let page = PageRequest(limit: 50)
            let next = try await ready { model.next.shown }
            let expected = try await person.reads {
                try $0.agenda(zone: "Europe/Paris", page: page).items
            }
            #expect(next.items == expected && !expected.isEmpty)
            let mine = try await person.reads { try $0.workshops(filter: .mine, page: page).items }
            #expect(try await ready { model.organised.shown }.items == mine)
            let seats = try await person.reads { try $0.myRegistrations(page: page).items }
            #expect(try await ready { model.seats.shown }.items == seats)
            let days = try await person.reads { try $0.myBookings(page: page).items }
            #expect(try await ready { model.days.shown }.items == days)
            #expect(try await ready { model.resources.shown }.contains { $0.id == bus })
            await person.ends()
        }

        @Test("Who travels reads the days of the place where they are, on pages that stayed open")
        func elsewhere() async throws {
            let (before, asked) = (try await Person("teacher"), asked)
            let day = try await before.reads { try $0.booking(id: asked).day }
            await before.ends()
            // The day is over at home, and is not there.
            let midnight = CivilDateTime(day.adding(days: 1), try CivilTime(hour: 0, minute: 5))
            let now = try #require(midnight.instant(in: zone))
            let person = Person(try await Scene.fixed.phone("teacher") { now }) { now }
            let agenda = person.opens { AgendaModel($0) }
            let ask = person.opens { AskDayModel($0, bus) }
            let publish = person.opens { WorkshopFormModel($0, from: nil) }
            let days = { (try await ready { agenda.next.shown }).items.compactMap(\.day) }
            #expect(try await !days().contains(day))
            try await until { ask.form[AskDayField.day] == inField(midnight.date) }
            try await until { publish.form[WorkshopField.zone] == "Europe/Paris" }

            person.shell.zone = try #require(TimeZone(identifier: "Pacific/Honolulu"))
            for model in [agenda, ask, publish] { model.readAgain() }
            try await until { agenda.next.shown.value?.items.contains { $0.day == day } == true }
            try await until { ask.form[AskDayField.day] == inField(day) }
            try await until { publish.form[WorkshopField.zone] == "Pacific/Honolulu" }
            #expect(publish.form[WorkshopField.day] == inField(day))
            await person.ends()
        }

        @Test("A seat is given back, and asked for again by undo")
        func seat() async throws {
            let person = try await Person("colleague")
            let model = person.opens { AgendaModel($0) }
            let seats = try await ready { model.seats.shown }.items
            let found = seats.first { $0.common.actions.contains(.cancelSeat) }
            let seat = try #require(found)
            model.perform(.cancelSeat, seat)
            try await person.told(wordsOf(.english).text("seat_given_back"))
            try await person.until {
                let seat = try $0.workshop(id: seat.workshop).item.mySeat
                return seat == nil || seat == .cancelled
            }
            try person.undoes()
            try await person.until { try $0.workshop(id: seat.workshop).item.mySeat == .asked }
            await person.ends()
        }

        @Test("A refused day says why, and a free one is asked for instead")
        func instead() async throws {
            let person = try await Person("teacher")
            let model = person.opens { BookingModel($0, refused) }
            let booking = try await ready { model.day.shown }.booking
            #expect(booking.state == .refused)
            #expect(booking.why != nil)
            let free = try #require(booking.alternatives.last)
            model.askInstead(booking, free)
            try await person.until { app in
                let days = try app.myBookings(page: PageRequest()).items
                return days.contains { $0.day == free && $0.purpose == booking.purpose }
            }
            let led = Box<Route>()
            model.perform(.askDay, booking) { led.value = $0 }
            #expect(led.value == .askDay(bus))
            await person.ends()
        }

        @Test("A day that was asked for is given back, and undo asks again")
        func giveBack() async throws {
            let person = try await Person("teacher")
            let model = person.opens { BookingModel($0, asked) }
            let booking = try await ready { model.day.shown }.booking
            model.perform(.cancelDay, booking) { _ in }
            try await until { model.day.shown.value?.booking.state == .cancelled }
            try await person.told(wordsOf(.english).text("day_given_back"))
            try person.undoes()
            try await person.until { app in
                let days = try app.myBookings(page: PageRequest()).items
                return days.filter { $0.day == booking.day && $0.state == .asked }.count == 1
            }
            await person.ends()
        }

        @Test("A workshop is begun on the day, in a form that holds it and what was typed before")
        func begin() async throws {
            let (person, asked) = (try await Person("teacher"), asked)
            let typed = [WorkshopField.title: "Typed before"]
            try await person.reads {
                try $0.saveDraft(form: .newWorkshop, about: nil, fields: typed)
            }
            let model = person.opens { BookingModel($0, asked) }
            let booking = try await ready { model.day.shown }.booking
            let led = Box<Route>()
            model.perform(.publishWorkshop, booking) { led.value = $0 }
            try await until { led.value == .newWorkshop(nil) }
            let form = person.opens { WorkshopFormModel($0, from: nil) }.form
            try await until { form.filled.ready }
            #expect(form[WorkshopField.title] == "Typed before")
            #expect(form.filled.booking == asked)
            #expect(typedDay(form[WorkshopField.day]) == booking.day)
            await person.ends()
        }

        @Test("A confirmed day goes to the calendar, and shows the workshops on it")
        func calendar() async throws {
            let person = try await Person("teacher")
            let model = person.opens {
                BookingModel($0, Scene.fixed.document("booking_confirmed"))
            }
            let day = try await ready { model.day.shown }
            #expect(day.workshops.map(\.common.id) == [Scene.fixed.document("workshop_bus")])
            model.calendar(wordsOf(.french), hand: person.shell.addToCalendar)
            try await until { person.shell.inCalendar.count == 1 }
            #expect(person.shell.inCalendar.first?.text.contains("BEGIN:VEVENT") == true)
            await person.ends()
        }

        @Test("A booking that this phone does not know says so")
        func unknown() async throws {
            let person = try await Person("teacher")
            let id = DocumentId(value: String(repeating: "00", count: 32))
            let model = person.opens { BookingModel($0, id) }
            try await until { model.day.shown.error?.code == "not-found" }
            await person.ends()
        }

        @Test("A day is asked for by typing it; what is no day is not, and a past one is refused")
        func askDay() async throws {
            let (person, bus) = (try await Person("teacher"), bus)
            let model = person.opens { AskDayModel($0, bus) }
            #expect(try await ready { model.name.shown } == "BusNum")
            try await until { model.form.filled.ready }
            #expect(model.form[AskDayField.day] == "14/10/2026")
            model.form[AskDayField.day] = "30/02/2027"
            model.ask { _ in Issue.record("that is no day") }
            #expect(!model.form.filled.sending)
            model.form[AskDayField.day] = "01/09/2026"
            model.ask { _ in Issue.record("that day is past") }
            try await until { model.form.filled.wrong?.name == AskDayField.day }
            try await until { !model.form.filled.sending }
            model.form[AskDayField.day] = "26/11/2026"
            model.form[AskDayField.purpose] = "Two classes"
            let led = Box<DocumentId>()
            model.ask { led.value = $0 }
            try await until { led.value != nil }
            let id = try #require(led.value)
            let booking = try await person.reads { try $0.booking(id: id) }
            #expect(booking.day.iso == "2026-11-26")
            #expect(booking.purpose == "Two classes")
            #expect(booking.resource == bus)
            #expect(try await person.reads { try $0.draft(form: .busDay, about: nil) } == nil)
            await person.ends()
        }
    }
}

extension AgendaItem {
    /// Of something that is booked for all of it.
    fileprivate var day: CivilDate? {
        if case .day(let booking) = self { booking.day } else { nil }
    }
}
