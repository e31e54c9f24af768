import SharenumModels
import Stage
import Testing

extension All {
    /// Establishment, tools and card.
    @MainActor
    @Suite struct Profiles {
        private let vinyl = ToolId(value: "vinyle")

        private func opened(_ person: Person) async throws -> ProfileModel {
            let membership = try await person.reads { try $0.membership() }
            let member = try #require(Member(membership))
            let model = person.opens { ProfileModel($0, member) }
            try await until { model.form.filled.ready && model.card.filled.ready }
            return model
        }

        @Test("An establishment is found by its town, its name or its code")
        func school() async throws {
            let person = try await Person("teacher")
            let model = try await opened(person)
            try await until { model.chosen.shown.value??.name == "Collège Pasteur" }
            #expect(try await ready { model.directory.shown } > 100)
            #expect(try await ready { model.towns.shown }.isEmpty == false)
            for (typed, name) in [
                ("macon breart", "Collège Breart"), ("0710110J", "Collège privé Notre-Dame"),
                ("BRÉART", "Collège Breart"),
            ] {
                model.search(typed)
                #expect(model.query == typed)
                try await until {
                    model.found.shown.value?.items.first?.establishment.name == name
                }
            }
            model.search("nowhere at all")
            try await until { model.found.shown.value?.items.isEmpty == true }
            model.choose(SchoolCode(value: "0711053J"))
            #expect(model.query.isEmpty)
            try await until { model.chosen.shown.value??.name == "Collège Breart" }
            let saved = Box<Profile>()
            model.save { saved.value = $0 }
            try await until { saved.value != nil }
            #expect(saved.value?.school?.value == "0711053J")
            model.choose(nil)
            try await until { model.chosen.shown == .ready(nil) }
            await person.ends()
        }

        @Test("A tool is added with its level, by hand and in class, and taken out again")
        func tools() async throws {
            let person = try await Person("teacher")
            let model = try await opened(person)
            let before = try await ready { model.profile.shown }.tools
            #expect(model.known == before)
            let known = Proficiency(level: .intermediate, byHand: true, inClass: true)
            model.know(vinyl, known)
            model.know(ToolId(value: "scratch"), nil)
            try await person.until {
                let tools = try $0.draft(form: .profile, about: nil)?.fields["field.tools"]
                return tools?.contains("vinyle intermediate hand class") == true
            }
            model.save { _ in }
            var after = before
            after[vinyl] = known
            after[ToolId(value: "scratch")] = nil
            let expected = after
            try await person.until { try $0.profile().tools == expected }
            try await person.told(wordsOf(.english).text("me_profile_saved"))
            #expect(try await person.reads { try $0.draft(form: .profile, about: nil) } == nil)
            await person.ends()
        }

        @Test("A mail address that is none is marked, and a good one is kept")
        func card() async throws {
            let person = try await Person("teacher")
            let model = try await opened(person)
            model.card[ProfileField.mail] = "nobody"
            model.saveCard()
            try await until { model.card.filled.wrong?.name == ProfileField.mail }
            try await until { !model.card.filled.sending }
            model.card[ProfileField.mail] = "exemple@ac-dijon.example"
            model.saveCard()
            try await person.until {
                try $0.profile().card?.mail == "exemple@ac-dijon.example"
            }
            try await until { !model.card.filled.sending }
            #expect(model.card[ProfileField.mail] == "exemple@ac-dijon.example")
            await person.ends()
        }

        @Test("Where the establishment stands is kept and taken back; the directory knows better")
        func stand() async throws {
            let person = try await Person("teacher")
            let model = try await opened(person)
            let before = try await person.reads { try $0.profile().at }
            let towns = try await ready { model.towns.shown }
            let other = try #require(towns.first { !before.contains($0) })
            model.stand(other)
            try await person.told(wordsOf(.english).text("me_place_saved"))
            try person.undoes()
            try await person.told("Taken back")
            #expect(person.shell.asked == ["written", "written"])
            #expect(try await person.reads { try $0.profile().at } == before)
            await person.ends()
        }
    }

    /// What a phone alerts of, and when.
    @MainActor
    @Suite struct AlertChoices {
        private func opened(_ person: Person) async throws -> AlertsModel {
            let nothing = AlertPreferences(
                muted: [], nearerThanKm: nil, mutedReminders: [], quiet: nil, digest: nil,
                mostPerDay: nil)
            try await person.reads { try $0.setAlertPreferences(preferences: nothing) }
            let model = person.opens { AlertsModel($0) }
            try await until { model.preferences.shown == .ready(nothing) }
            return model
        }

        @Test("Quiet hours are kept at once, and taken back; those that never end are marked")
        func quiet() async throws {
            let person = try await Person("colleague")
            let model = try await opened(person)
            let (eight, seven) = (try CivilTime(iso: "20:00"), try CivilTime(iso: "07:00"))
            let night = QuietHours(begin: eight, end: seven)
            model.quiet(night)
            try await until { model.preferences.shown.value?.quiet == night }
            model.quiet(QuietHours(begin: seven, end: seven))
            try await until { model.wrong != nil }
            #expect(model.preferences.shown.value?.quiet == night)
            model.digest(seven)
            try await until { model.wrong == nil }
            try await until { model.preferences.shown.value?.digest == seven }
            try person.undoes()
            try await until { model.preferences.shown.value?.digest == nil }
            #expect(model.preferences.shown.value?.quiet == night)
            await person.ends()
        }

        @Test("Two quick presses are two changes")
        func quick() async throws {
            let person = try await Person("colleague")
            let model = try await opened(person)
            model.hear(.messageReceived, on: false)
            model.hear(.workshopCancelled, on: false)
            model.remind(.hourBefore, on: false)
            model.mostPerDay(3)
            model.nearerThan(20)
            try await until {
                let kept = model.preferences.shown.value
                return kept?.muted == [.messageReceived, .workshopCancelled]
                    && kept?.mutedReminders == [.hourBefore]
                    && kept?.mostPerDay == 3 && kept?.nearerThanKm == 20
            }
            model.hear(.messageReceived, on: true)
            model.remind(.hourBefore, on: true)
            try await until {
                let kept = model.preferences.shown.value
                return kept?.muted == [.workshopCancelled] && kept?.mutedReminders == []
            }
            await person.ends()
        }
    }
}
