import Foundation
import SharenumKit

/// An account in a file of its own.
public struct Phone: Sendable {
    /// Its vault, which a test may empty.
    public let vault = MemoryVault()
    /// The phone, opened.
    public private(set) var app: Sharenum
    private let path: String

    /// A fresh one.
    public init(_ name: String) async throws {
        path = Stage.file(name).path
        app = try await Sharenum.open(path: path, vault: vault)
    }

    /// One that has joined.
    public init(_ name: String, invitation: String) async throws {
        try await self.init(name)
        try await join(invitation)
    }

    /// Joins the region with an invitation of the stage.
    public func join(_ invitation: String) async throws {
        try await app.join(Stage.says(invitation), hub: Stage.says("region"))
    }

    /// Syncs with the region.
    @discardableResult
    public func sync() async throws -> SyncSummary { try await app.sync() }

    /// As after a restart.
    public mutating func reopen() async throws {
        await app.close()
        app = try await Sharenum.open(path: path, vault: vault)
    }

    /// Calls the library.
    @discardableResult
    public func callAsFunction<T: Sendable>(
        _ body: @Sendable (SharenumApp) throws -> T
    ) async throws -> T {
        try await app.call(body)
    }
}
