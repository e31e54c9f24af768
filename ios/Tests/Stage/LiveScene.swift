import Foundation
import SharenumKit

#if canImport(FoundationNetworking)
    import FoundationNetworking
#endif

/// The scene of this moment, with the region's hub and the bus running as processes of their own:
/// for what goes from phone to phone. Each has its own, since a copy of a phone may meet its hub
/// only once.
public final class LiveScene: Sendable {
    /// The files of this scene.
    public let scene: Scene
    private let folder: URL
    private let stage: Process
    private let input: Pipe

    /// Starts it, and waits until its hubs listen.
    public init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("live-\(UUID())")
        (stage, input) = (Process(), Pipe())
        let output = Pipe()
        stage.executableURL = program("sharenum-stage")
        // `cat` runs once the hubs do, and answers; it ends, and they with it, when its input does.
        stage.arguments = ["live", "--hub", program("sharenum-hub").path]
        stage.arguments? += ["--folder", folder.path, "--", "cat"]
        stage.standardInput = input
        stage.standardOutput = output
        try stage.run()
        try input.fileHandleForWriting.write(contentsOf: Data("ready\n".utf8))
        let answer = output.fileHandleForReading.availableData
        guard answer == Data("ready\n".utf8) else { fatalError("the scene does not live") }
        let file = folder.appendingPathComponent("scene.properties")
        scene = Scene(properties: Properties(at: file.path))
    }

    /// The bus drives home, and says that it left nothing behind.
    public func carryHome() async throws {
        guard let url = URL(string: "\(scene.says("bus_url"))/admin/carry") else {
            fatalError("the bus has no address")
        }
        var request = URLRequest(url: url)
        request.httpMethod = "POST"
        let (said, answer) = try await URLSession.shared.data(for: request)
        guard (answer as? HTTPURLResponse)?.statusCode == 200 else {
            fatalError("the bus did not carry: \(String(decoding: said, as: UTF8.self))")
        }
    }

    /// A link that admits one device of a new member of this school.
    public func invite(school: String) throws -> String { try invite("--school", school) }

    /// What the region itself knows of this person: a second phone of theirs, which has met the
    /// region once.
    public func secondPhone(of phone: Sharenum) async throws -> Sharenum {
        guard case .joined(let member, _, _, _, _) = try await phone.call({ try $0.membership() })
        else { fatalError("this phone has not joined") }
        let file = folder.appendingPathComponent("second-\(UUID()).sharenum")
        let second = try await Sharenum.open(path: file.path, vault: MemoryVault())
        try await second.join(try invite("--member", member.value))
        try await second.meet()
        return second
    }

    /// The hubs end with what the stage waits for.
    public func end() throws {
        try input.fileHandleForWriting.close()
        stage.waitUntilExit()
        try FileManager.default.removeItem(at: folder)
    }

    private func invite(_ arguments: String...) throws -> String {
        let (hub, output) = (Process(), Pipe())
        hub.executableURL = program("sharenum-hub")
        hub.arguments = ["invite", "--json", "--data", scene.says("region")]
        hub.arguments? += ["--url", scene.says("region_url")] + arguments
        hub.standardOutput = output
        try hub.run()
        let said = try output.fileHandleForReading.readToEnd() ?? Data()
        hub.waitUntilExit()
        return try JSONDecoder().decode(Invitation.self, from: said).link
    }
}

extension Sharenum {
    /// Meets a hub, the region unless another one is named, until nothing is left either way.
    public nonisolated func meet(_ target: SyncTarget = .region) async throws {
        guard try await sync(target, budget: .seconds(30)).finished else {
            fatalError("a sync came to no end")
        }
    }
}

private struct Invitation: Decodable {
    let link: String
}
