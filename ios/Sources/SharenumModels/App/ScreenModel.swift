import SharenumKit

/// What stands behind a screen while it is open: reads the core at each of its changes, and hands
/// the person's intents on. It keeps nothing that the core keeps, and decides nothing.
@MainActor
public class ScreenModel {
    /// What the screen works with.
    public let desk: Desk
    private let parts: [any Part]

    /// With what is read while the screen is open.
    init(_ desk: Desk, _ parts: [any Part]) {
        self.desk = desk
        self.parts = parts
    }

    /// Reads, and reads again at each change of the core, until its task is cancelled or the phone
    /// is closed. For the task of a view, which ends with the screen and begins anew when one comes
    /// back to it. Nothing is read before.
    public func live() async {
        do {
            for await change in try desk.phone.changes() { hear(change) }
        } catch {
            desk.tell(Notice(error: SharenumError(error)))
        }
    }

    /// What a failed screen's button does.
    public func readAgain() { hear(.reRead) }

    /// The core has something else to say; `reRead` when the screen opens.
    func hear(_ change: Change) {
        for part in parts { part.hear(change) }
    }
}

/// A part of a screen that follows the core.
@MainActor
protocol Part: AnyObject {
    /// The core has something else to say; `reRead` when the screen opens.
    func hear(_ change: Change)
}
