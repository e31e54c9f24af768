import SharenumModels
import Stage
import Testing

extension All {
    /// The whole window: who this phone belongs to, and where that leads.
    @MainActor
    @Suite struct Windows {
        private func member(_ model: AppModel) async throws -> Member {
            try #require(Member(try await ready { model.membership.shown }))
        }

        @Test("A phone that has not joined belongs to nobody")
        func nobody() async throws {
            let person = try await Person("newcomer")
            let model = person.opens { AppModel($0) }
            #expect(Member(try await ready { model.membership.shown }) == nil)
            await person.ends()
        }

        @Test("A member sees the five, and is led nowhere when they come back")
        func member() async throws {
            let person = try await Person("teacher")
            let model = person.opens { AppModel($0) }
            let member = try await member(model)
            #expect(model.roots(member) == Root.allCases)
            model.welcome(member)
            #expect(model.navigator.stack == [.nearby])
            #expect(person.desk.syncing.run == .none)
            let names = model.roots(member).map { $0.name(wordsOf(.english)) }
            #expect(names == ["Nearby", "Tickets", "Agenda", "Help", "More"])
            await person.ends()
        }

        @Test("Who has just joined fills in the profile while the directory comes in")
        func newcomer() async throws {
            let person = try await Person("teacher")
            let model = person.opens { AppModel($0) }
            model.asks()
            model.welcome(try await member(model))
            #expect(model.navigator.here == .profile)
            #expect(person.desk.syncing.run == .running(nil))
            person.desk.syncing.cancel()
            try await until { person.desk.syncing.run != .running(nil) }
            await person.ends()
        }

        @Test("A shared tablet begins with help, and has no other pages whoever asks for them")
        func tablet() async throws {
            let person = try await Person("tablet")
            let model = person.opens { AppModel($0) }
            let member = try await member(model)
            #expect(model.roots(member) == [.help, .more])
            model.welcome(member)
            #expect(model.navigator.stack == [.help])
            person.desk.arrive("sharenum://open/tickets")
            model.lead(try #require(person.desk.arrived), member)
            #expect(model.navigator.stack == [.help])
            #expect(person.desk.arrived == nil)
            person.desk.arrive("sharenum://open/log-help")
            model.lead(try #require(person.desk.arrived), member)
            #expect(model.navigator.here == .logHelp)
            await person.ends()
        }

        @Test("A link leads to the page that takes it up")
        func links() async throws {
            let person = try await Person("teacher")
            let model = person.opens { AppModel($0) }
            let member = try await member(model)
            for (link, route) in [
                ("sharenum://join?code=AAAAA", Route.renewal), ("sharenum://bus?hub=x", .sync),
            ] {
                person.desk.arrive(link)
                let arrival = try #require(person.desk.arrived)
                model.lead(arrival, member)
                #expect(model.navigator.here == route)
                // The page has not taken it yet.
                #expect(person.desk.arrived == arrival)
            }
            await person.ends()
        }
    }
}
