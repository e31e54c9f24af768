import Foundation
import SharenumKit
import Stage
import Testing

extension All {
    /// HTTPS with a hub's own certificate, pinned; straight, and through a proxy.
    @Suite struct Secure {
        @Test("A pinned hub is reached over HTTPS")
        func pinned() async throws {
            var table = try Table("secure")
            let pin = try Data(contentsOf: URL(fileURLWithPath: Stage.says("secure_pin")))

            func join(_ phone: Phone, _ invitation: String, at hub: String) async throws -> String {
                try await outcome {
                    try await phone.app.join(Stage.says(invitation), hub: Stage.says(hub))
                }
            }

            let near = try await Phone("secure")
            table.says("not pinned", try await join(near, "secure_member", at: "secure"))
            try await near { try $0.setNetwork(options: NetworkOptions(pins: [pin])) }
            table.says("pinned", try await join(near, "secure_member", at: "secure"))
            table.says("membership", word(try await near { try $0.membership() }))
            table.says("a sync", try await near.sync().finished)
            await near.app.close()

            let far = try await Phone("secure-far")
            try await far { try $0.setNetwork(options: NetworkOptions(pins: [pin])) }
            let unknown = try await join(far, "secure_far_member", at: "secure_far")
            table.says("a name that only the proxy knows", unknown)
            try await far {
                let proxy = Stage.says("proxy")
                try $0.setNetwork(options: NetworkOptions(pins: [pin], proxy: proxy))
            }
            let through = try await join(far, "secure_far_member", at: "secure_far")
            table.says("through the proxy", through)
            table.says("a sync through it", try await far.sync().finished)
            try await far {
                let none = Data("no certificate".utf8)
                try $0.setNetwork(options: NetworkOptions(pins: [none]))
            }
            table.says("a pin that is none", try await outcome { try await far.sync() })
            await far.app.close()
            table.compare()
        }
    }
}
