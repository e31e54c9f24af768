import Foundation
import SharenumKit

/// A lived-in region in closed files: phones of people who have worked with it for weeks, and hubs.
public struct Scene: Sendable {
    private let properties: Properties

    /// The one that screens are shown with: fixed files, at a fixed time. `SHARENUM_SCENE` names
    /// its properties where it is made already.
    public static let fixed = Scene(
        properties: Properties(
            at: ProcessInfo.processInfo.environment["SHARENUM_SCENE"] ?? made()))

    init(properties: Properties) { self.properties = properties }

    /// What the scene says under a name.
    public func says(_ name: String) -> String { properties.says(name) }

    /// A document of the scene.
    public func document(_ name: String) -> DocumentId { DocumentId(value: says(name)) }

    /// When everything in it is looked at.
    public var now: Date {
        guard let now = try? Date(says("now"), strategy: .iso8601) else {
            fatalError("the scene is of no moment: \(says("now"))")
        }
        return now
    }

    /// A copy of somebody's phone, so that no test sees what another did; it reads the time from
    /// `clock`, which stands still at `now` by default.
    public func phone(
        _ name: String, clock: (@Sendable () -> Date)? = nil
    ) async throws -> Sharenum {
        try await copy(name, clock: clock).open()
    }

    /// A copy of somebody's phone, to be opened.
    public func copy(_ name: String, clock: (@Sendable () -> Date)? = nil) throws -> CopiedPhone {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "scene-\(UUID())")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let file = folder.appendingPathComponent("\(name).sharenum")
        let now = now
        let clock = Standing(clock ?? { now })
        // Who has not joined has no file yet, and no secrets.
        guard FileManager.default.fileExists(atPath: says(name)) else {
            return CopiedPhone(path: file.path, vault: MemoryVault(), clock: clock)
        }
        try properties.copy(name, to: file)
        return CopiedPhone(
            path: file.path, vault: MemoryVault(properties.secrets(name)), clock: clock)
    }
}

/// Makes the scene of the moment that Android's pictures show, too.
private func made() -> String {
    let folder = Stage.file("scene").deletingPathExtension()
    let stage = Process()
    stage.executableURL = program("sharenum-stage")
    stage.arguments = ["scene", "--out", folder.path, "--now", "2026-10-14T07:05:00Z"]
    do {
        try stage.run()
    } catch {
        fatalError("no scene can be made: \(error)")
    }
    stage.waitUntilExit()
    return folder.appendingPathComponent("scene.properties").path
}

/// A program of the release: in the folder that `SHARENUM_PROGRAMS` names, or where it is built.
func program(_ name: String) -> URL {
    let named = ProcessInfo.processInfo.environment["SHARENUM_PROGRAMS"]
    let repository = URL(fileURLWithPath: #filePath).pathComponents.dropLast(4)
    let built = repository.joined(separator: "/") + "/target/release"
    return URL(fileURLWithPath: named ?? built).appendingPathComponent(name)
}

/// A copy of a phone, which can be closed and opened again: a killed app.
public struct CopiedPhone: Sendable {
    let path: String
    let vault: MemoryVault
    let clock: (any Clock)?

    /// Opens it.
    public func open() async throws -> Sharenum {
        try await Sharenum.open(path: path, vault: vault, clock: clock)
    }
}

/// A clock that a test sets.
private final class Standing: Clock {
    private let tells: @Sendable () -> Date

    init(_ tells: @escaping @Sendable () -> Date) { self.tells = tells }

    func now() throws -> Date { tells() }
}
