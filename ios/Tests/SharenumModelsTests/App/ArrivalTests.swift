import SharenumModels
import Testing

extension All {
    /// Links that are opened.
    @MainActor
    @Suite struct Arrivals {
        @Test("A link is an invitation, a door or a page of the app; anything else is passed over")
        func links() {
            let join = "sharenum://join?hub=https%3A%2F%2Fhub.example&code=AAAAA"
            #expect(Arrival(join) == .invitation(link: join))
            let bus = "sharenum://bus?hub=http%3A%2F%2F192.168.4.1"
            #expect(Arrival(bus) == .door(link: bus))
            let id = DocumentId(value: "aa")
            #expect(Arrival("sharenum://open/workshop/aa") == .at(.workshop(id)))
            for nothing in ["sharenum://open/nowhere", "sharenum://", "https://hub.example", ""] {
                #expect(Arrival(nothing) == nil, "\(nothing)")
            }
        }

        @Test("A link waits on the desk until a page takes it, or another one comes")
        func desk() async throws {
            let person = try await Person("newcomer")
            person.desk.arrive("sharenum://open/sync")
            person.desk.arrive("what is this")
            #expect(person.desk.arrived == .at(.sync))
            person.desk.taken(.at(.bus))
            #expect(person.desk.arrived == .at(.sync))
            person.desk.taken(.at(.sync))
            #expect(person.desk.arrived == nil)
            await person.ends()
        }
    }
}
