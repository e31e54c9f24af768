import SharenumModels
import Stage
import Testing

extension All {
    /// A day of the bus, for its host.
    @MainActor
    @Suite struct BusRoom {
        private let morning = Scene.fixed.document("bus_morning")

        private func workshop(_ model: BusModel) -> BusWorkshop? {
            model.shown.shown.value?.day?.workshops.first { $0.workshop.common.id == morning }
        }

        @Test("Today's workshops stand there, with who comes and who is there")
        func today() async throws {
            let person = try await Person("host")
            let model = person.opens { BusModel($0) }
            let shown = try await ready { model.shown.shown }
            #expect(shown.isToday)
            #expect(shown.day?.day.iso == Scene.fixed.says("bus_day"))
            #expect(shown.hosted.map(\.id.value) == [Scene.fixed.says("resource_bus")])
            #expect(workshop(model)?.attendees.isEmpty == false)
            await person.ends()
        }

        @Test("One press checks somebody in, and undo takes it back")
        func checkIn() async throws {
            let person = try await Person("host")
            let model = person.opens { BusModel($0) }
            try await ready { model.shown.shown }
            let absent = try #require(
                workshop(model)?.attendees.first { $0.presentAt == nil })
            func isThere() -> Bool {
                let attendees = workshop(model)?.attendees ?? []
                return attendees.first { $0.registration == absent.registration }?.presentAt != nil
            }
            model.checkIn(morning, absent, present: true)
            try await until { isThere() }
            try await person.told(wordsOf(.english).text("checked_in"))
            try person.undoes()
            try await until { !isThere() }
            await person.ends()
        }

        @Test("Whoever comes unannounced is added, and taken back by undo")
        func walkIns() async throws {
            let (person, morning) = (try await Person("host"), morning)
            let model = person.opens { BusModel($0) }
            try await ready { model.shown.shown }
            let form = model.walkIn(morning)
            #expect(model.walkIn(morning) === form)
            for label in ["A colleague of Cluny", "Two parents"] {
                form[WalkInField.label] = label
                model.addWalkIn(morning)
                try await until {
                    workshop(model)?.walkIns.contains { $0.label == label } == true
                }
                try await until { form[WalkInField.label].isEmpty }
            }
            try await person.told(wordsOf(.english).text("walk_in_added"))
            try person.undoes()
            try await until {
                workshop(model)?.walkIns.contains { $0.label == "Two parents" } == false
            }
            model.addWalkIn(morning)
            try await until { form.filled.wrong?.name == WalkInField.label }
            await person.ends()
        }

        @Test("Who was added on the page of a workshop is not in the form of the day any more")
        func addedElsewhere() async throws {
            let (person, morning) = (try await Person("host"), morning)
            let model = person.opens { BusModel($0) }
            let page = person.opens { WorkshopModel($0, morning) }
            let form = model.walkIn(morning)
            try await until { form.filled.ready && page.walkIn.filled.ready }
            form[WalkInField.label] = "Two parents"
            try await until { page.walkIn[WalkInField.label] == "Two parents" }
            page.addWalkIn()
            try await until { form[WalkInField.label].isEmpty }
            await person.ends()
        }

        @Test("Other days are looked at, and today again")
        func days() async throws {
            let person = try await Person("host")
            let model = person.opens { BusModel($0) }
            let first = try await ready { model.shown.shown }
            let other = try CivilDate(iso: "2026-10-13")
            model.show(other)
            try await until { model.shown.shown.value?.day?.day == other }
            #expect(model.shown.shown.value?.isToday == false)
            model.show(first.hosted[0])
            model.show(nil)
            try await until { model.shown.shown.value?.isToday == true }
            #expect(model.shown.shown.value == first)
            await person.ends()
        }

        @Test("Who hosts nothing has no day")
        func noHost() async throws {
            let person = try await Person("teacher")
            let model = person.opens { BusModel($0) }
            let shown = try await ready { model.shown.shown }
            #expect(shown.hosted.isEmpty)
            #expect(shown.day == nil)
            await person.ends()
        }
    }
}
