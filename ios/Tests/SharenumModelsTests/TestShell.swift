import Foundation
import Observation
import SharenumModels
import Testing

/// Where everybody in these tests is.
let zone = TimeZone(identifier: "Europe/Paris")!

/// A device that remembers what it was asked for.
@Observable
final class TestShell: Shell {
    var choices = Choices(language: .english, look: .light)
    var notifications: NotificationAccess = .allowed
    var background = BackgroundAccess()
    var hasCamera = true
    var managedHub: String?
    var zone = SharenumModelsTests.zone
    let now: @Sendable () -> Date

    /// What the camera sees.
    var picture: LumaImage?
    /// What it comes to see, while the person holds it there.
    var pictures: AsyncStream<LumaImage?>?
    /// What it sees around it.
    var seen: Around = .found([])
    /// How many listen to what there is around.
    private(set) var listening = 0
    var shared: [SharedFile] = []
    var inCalendar: [SharedFile] = []
    var asked: [String] = []

    init(_ now: @escaping @Sendable () -> Date) { self.now = now }

    func words(_ language: Language) -> Words { wordsOf(language) }

    func choose(_ choices: Choices) { self.choices = choices }

    func photograph() async -> LumaImage? {
        guard let pictures else { return picture }
        for await picture in pictures { return picture }
        return nil
    }

    func share(_ file: SharedFile) { shared.append(file) }

    func addToCalendar(_ file: SharedFile) { inCalendar.append(file) }

    func open(_ address: String) { asked.append(address) }

    func askToNotify() { asked.append("notify") }

    func around() -> AsyncStream<Around> {
        listening += 1
        return AsyncStream {
            $0.yield(seen)
            $0.onTermination = { _ in Task { @MainActor in self.listening -= 1 } }
        }
    }

    func askForLocalNetwork() { asked.append("local network") }

    func overLocalNetwork<T: Sendable>(
        _ sync: @escaping @Sendable () async throws -> T
    ) async throws -> T {
        asked.append("the network around")
        return try await sync()
    }

    func openBackgroundSettings() { asked.append("background") }

    func written() { asked.append("written") }
}

/// The words as tests read them: what is missing fails.
func wordsOf(_ language: Language) -> Words {
    Words(language, in: catalogs[language]!) { Issue.record("no words for \($0) in \(language)") }
}

let catalogs: [Language: Catalog] = {
    let ios = URL(fileURLWithPath: #filePath).pathComponents.dropLast(3)
    let file = URL(fileURLWithPath: ios.joined(separator: "/") + "/App/Localizable.xcstrings")
    return Dictionary(
        uniqueKeysWithValues: Language.allCases.map { ($0, try! Catalog($0, at: file)) })
}()
