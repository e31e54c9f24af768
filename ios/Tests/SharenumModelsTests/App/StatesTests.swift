import SharenumModels
import Stage
import Testing

extension All {
    /// The states that each screen goes through.
    @MainActor
    @Suite struct States {
        private func screens(_ person: Person) async throws -> Screens {
            let membership = try await person.reads { try $0.membership() }
            let guide = try await person.reads { try $0.guidesFor(tools: []).first?.document }
            return Screens(
                person.desk, try #require(Member(membership)), guide: try #require(guide))
        }

        @Test("Every screen is loading, then full, and says so when the phone cannot be read")
        func states() async throws {
            let person = try await Person("teacher")
            let screens = try await screens(person)
            let (readings, forms) = (screens.readings, screens.forms)
            #expect(readings.that(are: .loading).count == readings.count)
            #expect(forms.that(are: .loading).count == forms.count)
            for model in screens.models { _ = person.opens { _ in model } }
            try await until("all", { readings.that(are: .loading) }, is: \.isEmpty)
            try await until("all forms", { forms.that(are: .loading) }, is: \.isEmpty)
            #expect(readings.that(are: .failed) + forms.that(are: .failed) == [])
            await person.phone.close()
            for model in screens.models { model.readAgain() }
            // Nothing is searched for, and nothing is asked of the core.
            let unasked = ["change.found", "publish.found"]
            try await until("failures", { readings.that(are: .ready) }, is: { $0 == unasked })
            // What stands in a form is what was kept last.
            #expect(forms.that(are: .ready).count == forms.count)
            await person.ends()
        }

        @Test("No form of a phone that cannot be read can be filled in")
        func unread() async throws {
            let person = try await Person("teacher")
            let screens = try await screens(person)
            await person.phone.close()
            for model in screens.models { model.readAgain() }
            try await until(
                "failures", { screens.forms.that(are: .failed) },
                is: { $0.count == screens.forms.count })
            await person.ends()
        }
    }
}
