import Foundation
import SharenumModels
import Stage
import Testing

/// The suites run one after the other: they share the stage, and each wants the machine.
@Suite(.serialized, .timeLimit(.minutes(3))) enum All {}

/// Somebody with a phone in their hand.
@MainActor
final class Person {
    let phone: Sharenum
    let shell: TestShell
    let desk: Desk
    private var screens: [Task<Void, Never>] = []

    /// With this phone.
    init(_ phone: Sharenum, _ now: @escaping @Sendable () -> Date) {
        self.phone = phone
        shell = TestShell(now)
        desk = Desk(phone, shell)
    }

    /// Somebody of the scene.
    convenience init(_ name: String, of scene: Scene = .fixed) async throws {
        let now = scene.now
        self.init(try await scene.phone(name)) { now }
    }

    /// Who has more tickets than anyone reads.
    convenience init(full name: String) async throws {
        self.init(try await Stage.fullPhone("\(name)-\(UUID())").open()) { Date() }
    }

    /// Opens a screen, which stays open.
    func opens<Model: ScreenModel>(_ make: (Desk) -> Model) -> Model {
        let model = make(desk)
        screens.append(Task { await model.live() })
        return model
    }

    /// What the core says now.
    func reads<T: Sendable>(_ read: @Sendable (SharenumApp) throws -> T) async throws -> T {
        try await phone.call(read)
    }

    /// What is told at the bottom of the window, in English.
    var said: String? {
        let words = wordsOf(.english)
        return desk.notice?.text(words, Formats(words, zone: zone, now: shell.now))
    }

    /// Presses the button of what is told, which takes it back.
    func undoes() throws {
        let undo = try #require(desk.notice?.undo)
        undo()
    }

    /// All screens are left.
    func leaves() {
        for screen in screens { screen.cancel() }
        screens = []
    }

    /// All screens are left, and the phone is closed.
    func ends() async {
        leaves()
        await phone.close()
    }
}

/// A clock that a test moves on, from any thread.
final class Moving: @unchecked Sendable {
    private let lock = NSLock()
    private var time: Date

    init(_ time: Date) { self.time = time }

    var now: Date { lock.withLock { time } }

    func pass(_ seconds: TimeInterval) { lock.withLock { time += seconds } }
}
