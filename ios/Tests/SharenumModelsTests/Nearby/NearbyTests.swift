import SharenumModels
import Stage
import Testing

extension All {
    /// The start page, and a workshop.
    @MainActor
    @Suite struct NearbyRoom {
        @Test("Alerts stand in the core's order, one is read, then all of them")
        func alerts() async throws {
            let person = try await Person("teacher")
            let model = person.opens { NearbyModel($0) }
            let listed = try await ready { model.alerts.shown }
            let expected = try await person.reads { try $0.alerts(page: PageRequest(limit: 50)) }
            #expect(listed.items == expected.items)
            #expect(listed.total == expected.total)
            let unread = try await ready { model.unread.shown }
            #expect(unread > 1)
            let first = try #require(listed.items.first { $0.state != .read })
            model.read(first)
            try await until { model.unread.shown == .ready(unread - 1) }
            model.readAll()
            try await until { model.unread.shown == .ready(0) }
            try await person.told(wordsOf(.english).text("alerts_all_read"))
            try await until {
                model.alerts.shown.value?.items.allSatisfy { $0.state == .read } == true
            }
            await person.ends()
        }

        @Test("What is near stands on the picture and in the list")
        func near() async throws {
            let person = try await Person("teacher")
            let model = person.opens { NearbyModel($0) }
            let near = try await ready { model.near.shown }
            let expected = try await person.reads { try $0.near(limit: 60) }
            #expect(near == expected)
            #expect(!near.points.isEmpty)
            let upcoming = try await ready { model.upcoming.shown }
            #expect(!upcoming.items.isEmpty)
            await person.ends()
        }

        @Test("Without an establishment it is said what is missing, and the rest is there")
        func noPlace() async throws {
            let person = try await Person("teacher")
            try await person.reads { try $0.setProfile(school: nil, tools: [:]) }
            let model = person.opens { NearbyModel($0) }
            try await until { model.near.shown.error != nil }
            guard case .CompleteProfile = model.near.shown.error else {
                Issue.record("\(model.near.shown)")
                return
            }
            try await ready { model.alerts.shown }
            await person.ends()
        }

        @Test("A seat is asked for, and given back by undo")
        func seat() async throws {
            let person = try await Person("colleague")
            let upcoming = try await person.reads {
                try $0.workshops(filter: .upcoming, page: PageRequest())
            }
            let free = upcoming.items.first { $0.common.actions.contains(.askSeat) }
            let id = try #require(free).common.id
            let model = person.opens { WorkshopModel($0, id) }
            let shown = try await ready { model.workshop.shown }
            model.perform(.askSeat, shown) {}
            try await until { model.workshop.shown.value?.item.mySeat == .asked }
            try await person.told(wordsOf(.english).text("seat_asked"))
            try person.undoes()
            try await person.told("Taken back")
            let seat = try await person.reads { try $0.workshop(id: id).item.mySeat }
            #expect(seat == nil || seat == .cancelled)
            await person.ends()
        }

        @Test("A seat is given back, and asked for again by undo")
        func seatBack() async throws {
            let person = try await Person("colleague")
            let id = Scene.fixed.document("workshop_organised")
            let model = person.opens { WorkshopModel($0, id) }
            let shown = try await ready { model.workshop.shown }
            #expect(shown.item.myRegistration != nil)
            model.perform(.cancelSeat, shown) {}
            try await person.told(wordsOf(.english).text("seat_given_back"))
            try person.undoes()
            try await until { model.workshop.shown.value?.item.mySeat == .asked }
            await person.ends()
        }

        @Test("A workshop of one's own is called off")
        func cancelled() async throws {
            let person = try await Person("teacher")
            let id = Scene.fixed.document("workshop_organised")
            let model = person.opens { WorkshopModel($0, id) }
            let shown = try await ready { model.workshop.shown }
            var edited = false
            model.perform(.edit, shown) { edited = true }
            #expect(edited)
            model.perform(.cancel, shown) {}
            try await until { model.workshop.shown.value?.item.status == .cancelled }
            await person.ends()
        }

        @Test("Who comes is checked in and out, and who comes unannounced is added one by one")
        func welcome() async throws {
            let person = try await Person("host")
            let id = Scene.fixed.document("bus_morning")
            let model = person.opens { WorkshopModel($0, id) }
            let shown = try await ready { model.workshop.shown }
            let absent = try #require(shown.attendees.first { $0.presentAt == nil })
            func isThere() -> Bool {
                let now = model.workshop.shown.value?.attendees
                return now?.first { $0.registration == absent.registration }?.presentAt != nil
            }
            model.checkIn(absent, present: true)
            try await until { isThere() }
            try await person.told(wordsOf(.english).text("checked_in"))
            model.checkIn(absent, present: false)
            try await until { !isThere() }
            try await person.told(wordsOf(.english).text("checked_out"))

            model.walkIn[WalkInField.label] = "Two parents"
            model.addWalkIn()
            try await until {
                model.workshop.shown.value?.walkIns.contains { $0.label == "Two parents" } == true
            }
            try await until { model.walkIn[WalkInField.label].isEmpty }
            model.addWalkIn()
            try await until { model.walkIn.filled.wrong?.name == WalkInField.label }
            await person.ends()
        }

        @Test("A workshop goes to the calendar and to others as one file")
        func calendar() async throws {
            let person = try await Person("teacher")
            let model = person.opens { WorkshopModel($0, Scene.fixed.document("workshop_soon")) }
            let words = wordsOf(.french)
            model.calendar(words, hand: person.shell.addToCalendar)
            model.calendar(words, hand: person.shell.share)
            try await until { person.shell.shared.count == 1 && person.shell.inCalendar.count == 1 }
            #expect(person.shell.shared == person.shell.inCalendar)
            let file = try #require(person.shell.shared.first)
            #expect(file.mediaType == "text/calendar")
            #expect(file.name.hasSuffix(".ics"))
            #expect(file.text.hasPrefix("BEGIN:VCALENDAR"))
            await person.ends()
        }

        @Test("A workshop that is not on the phone says so")
        func unknown() async throws {
            let person = try await Person("teacher")
            let model = person.opens { WorkshopModel($0, Scene.fixed.document("ticket_open")) }
            try await until { model.workshop.shown.error != nil }
            guard case .LookAgain = model.workshop.shown.error else {
                Issue.record("\(model.workshop.shown)")
                return
            }
            await person.ends()
        }
    }
}
