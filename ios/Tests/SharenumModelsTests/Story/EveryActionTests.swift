import Foundation
import Testing

extension All {
    /// Every action that a view can offer, pressed through the models.
    @MainActor
    @Suite(.timeLimit(.minutes(1))) struct EveryAction {
        private let presses = ThreadPresses.all + AgendaPresses.all + OtherPresses.all

        @Test("Every action of the core's table does what it says")
        func pressed() async throws {
            for press in presses { try await press.perform() }
        }

        @Test("Every action of the core's table is pressed, and nothing that no view offers")
        func complete() throws {
            let repository = URL(fileURLWithPath: #filePath).pathComponents.dropLast(5)
            let table = repository.joined(separator: "/") + "/bindings/actions.txt"
            let lines = try String(contentsOfFile: table, encoding: .utf8).split(separator: "\n")
            // Notifications are pressed outside the app.
            let offered = lines.filter { !$0.hasPrefix("#") && !$0.hasPrefix("Notification") }
            #expect(presses.map(\.cell).sorted() == offered.map(String.init).sorted())
        }
    }
}
