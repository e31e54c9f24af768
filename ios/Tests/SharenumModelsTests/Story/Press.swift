import Foundation
import SharenumModels
import Stage
import Testing

/// An action of a kind of view, pressed through its model, and what is then so.
@MainActor
struct Press {
    typealias Holds = @Sendable (SharenumApp) throws -> Bool

    /// The kind of view and the action, as the core's table writes them.
    let cell: String
    /// Who presses it.
    let by: String
    /// How much later it is for them than in the scene.
    let later: TimeInterval
    /// What was done before, so that it is offered.
    let before: @Sendable (SharenumApp) throws -> Void
    /// What the core offers there then.
    let offered: @Sendable (SharenumApp) throws -> [Action]
    let action: Action
    let press: (Person) async throws -> Void
    /// What is so then, and was not before.
    let holds: Holds

    init(
        _ cell: String, _ action: Action, by: String = "teacher", later: TimeInterval = 0,
        before: @escaping @Sendable (SharenumApp) throws -> Void = { _ in },
        offered: @escaping @Sendable (SharenumApp) throws -> [Action],
        holds: @escaping Holds, press: @escaping (Person) async throws -> Void
    ) {
        self.cell = cell
        self.action = action
        self.by = by
        self.later = later
        self.before = before
        self.offered = offered
        self.holds = holds
        self.press = press
    }

    /// Presses it on a phone of its own.
    func perform() async throws {
        let now = Scene.fixed.now.addingTimeInterval(later)
        let person = Person(try await Scene.fixed.phone(by) { now }) { now }
        let (offered, holds) = (offered, holds)
        try await person.reads(before)
        #expect(try await person.reads(offered).contains(action), "\(cell) is not offered")
        #expect(try await !person.reads(holds), "\(cell): it is so already")
        do {
            try await press(person)
            try await person.until(holds)
        } catch {
            // Nothing came of it in the time of the test.
            Issue.record("\(cell): \(person.said ?? "\(error)")")
            throw error
        }
        await person.ends()
    }
}

/// Documents of the scene, by name.
func named(_ name: String) -> DocumentId { Scene.fixed.document(name) }

/// As much as there is.
let everything = PageRequest(limit: 500)

/// Leads nowhere in particular.
@MainActor let nowhere = Ways(became: { _ in }, gone: {})

extension Form {
    /// Types what is not there yet, once the form is.
    func fill(_ fields: [String: String]) async throws {
        try await SharenumModelsTests.until { filled.ready }
        for (name, value) in fields { self[name] = value }
    }
}
