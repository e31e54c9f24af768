import SharenumModels
import Stage
import Testing

@testable import enum SharenumModels.ToolLines

extension All {
    /// The person, this phone, and the list of everything else.
    @MainActor
    @Suite struct MeRoom {
        private func member(_ person: Person) async throws -> Member {
            let membership = try await person.reads { try $0.membership() }
            return try #require(Member(membership))
        }

        @Test("What was given and received is listed, with the establishment of the certificate")
        func exchanges() async throws {
            let person = try await Person("teacher")
            let member = try await member(person)
            let model = person.opens { MeModel($0, member) }
            let exchanges = try await ready { model.exchanges.shown }
            let expected = try await person.reads {
                try $0.givenAndReceived(page: PageRequest(limit: 50)).items
            }
            #expect(exchanges.items == expected && !expected.isEmpty)
            #expect(try await ready { model.school.shown }?.name == "Collège Pasteur")
            #expect(try await ready { model.aside.shown }.isEmpty)
            await person.ends()
        }

        @Test("Who has exchanged nothing yet has an empty list")
        func empty() async throws {
            let person = try await Person("host")
            let member = try await member(person)
            let model = person.opens { MeModel($0, member) }
            #expect(try await ready { model.exchanges.shown }.items.isEmpty)
            await person.ends()
        }

        @Test("The address of the hub is changed and taken back, and a wrong one is marked")
        func hub() async throws {
            let person = try await Person("teacher")
            let member = try await member(person)
            let model = person.opens { MeModel($0, member) }
            let before = Scene.fixed.says("region_url")
            try await until { model.region.shown == .ready(before) }
            model.setRegionUrl("https://hub.example/?who=me")
            try await until { model.wrongAddress != nil }
            #expect(person.desk.notice == nil)
            model.setRegionUrl("https://new.example")
            #expect(model.wrongAddress == nil)
            try await until { model.region.shown == .ready("https://new.example") }
            try await person.told(wordsOf(.english).text("me_hub_saved"))
            try person.undoes()
            try await until { model.region.shown == .ready(before) }
            await person.ends()
        }

        @Test("The list of everything else depends on who one is")
        func more() async throws {
            for (name, expected) in [
                ("teacher", [Route.profile, .alerts, .sync, .me, .diagnostics]),
                ("host", [.profile, .bus, .alerts, .sync, .me, .diagnostics]),
                ("tablet", [.sync, .me, .diagnostics]),
            ] {
                let person = try await Person(name)
                let member = try await member(person)
                let model = person.opens { MoreModel($0, member) }
                try await ready { model.profile.shown }
                try await ready { model.hosts.shown }
                try await ready { model.status.shown }
                #expect(model.entries.map(\.route) == expected, "\(name)")
                let words = wordsOf(.french)
                #expect(Set(model.entries.map { $0.title(words) }).count == expected.count)
                #expect(Set(model.entries.map { $0.text(words) }).count == expected.count)
                await person.ends()
            }
        }

        @Test("What was refused, and what the profile lacks, is told in the list")
        func badges() async throws {
            let person = try await Person("teacher")
            let member = try await member(person)
            let model = person.opens { MoreModel($0, member) }
            func badge(_ route: Route) -> String? {
                model.entries.first { $0.route == route }?.badge(wordsOf(.english))
            }
            try await until { badge(.sync) == wordsOf(.english).text("me_refused") }
            #expect(badge(.profile) == nil && badge(.me) == nil)
            try await person.reads { try $0.setProfile(school: nil, tools: [:]) }
            try await until { badge(.profile) == wordsOf(.english).text("me_lacking") }
            await person.ends()
        }

        @Test("Diagnostics are listed, and handed on as a text")
        func diagnostics() async throws {
            let person = try await Person("teacher")
            let model = person.opens { DiagnosticsModel($0) }
            model.share(wordsOf(.english))
            #expect(person.shell.shared.isEmpty)
            let lines = try await ready { model.lines.shown }
            model.share(wordsOf(.english))
            let file = try #require(person.shell.shared.first)
            #expect(file.name == "sharenum-diagnostics.txt")
            #expect(file.mediaType == "text/plain")
            let keys = file.text.split(separator: "\n").map { $0.split(separator: ": ")[0] }
            #expect(keys.map(String.init) == lines.map(\.key))
            await person.ends()
        }

        @Test("What is kept of tools is read back, also what a newer app knows")
        func toolLines() {
            let tools = [
                ToolId(value: "scratch"): Proficiency(
                    level: .experienced, byHand: true, inClass: true),
                ToolId(value: "microbit"): Proficiency(
                    level: .intermediate, byHand: true, inClass: false),
                ToolId(value: "3d-printer"): Proficiency(
                    level: .novice, byHand: false, inClass: true),
                ToolId(value: "laser"): Proficiency(
                    level: .unknown(word: "wizard"), byHand: false, inClass: false),
            ]
            #expect(ToolLines.read(ToolLines.write(tools)) == tools)
            #expect(ToolLines.write(tools).hasPrefix("3d-printer novice class\nlaser wizard\n"))
            #expect(ToolLines.read(ToolLines.write([:])) == [:])
            #expect(ToolLines.read("scratch\n\n") == [:])
        }
    }
}
