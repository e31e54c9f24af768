import Foundation
import Network

/// Where a service answers that was found by its name. The system tells it of a connection only.
enum HubAddress {
    /// An address of IPv4, which a URL can hold whatever the network, and the port; none where nobody
    /// answers in a moment. Nothing is sent.
    static func of(_ service: NWEndpoint) async -> (address: String, port: UInt16)? {
        let parameters = NWParameters.tcp
        let internet = parameters.defaultProtocolStack.internetProtocol as? NWProtocolIP.Options
        internet?.version = .v4
        let connection = NWConnection(to: service, using: parameters)
        let (answers, answer) = AsyncStream.makeStream(of: NWEndpoint?.self)
        connection.stateUpdateHandler = { state in
            switch state {
            case .ready: answer.yield(connection.currentPath?.remoteEndpoint)
            case .waiting, .failed, .cancelled: answer.finish()
            default: break
            }
        }
        connection.start(queue: DispatchQueue(label: "org.sharenum.app.address"))
        let late = Task {
            try await Task.sleep(for: patience)
            answer.finish()
        }
        // The handler holds the connection until it is cancelled and let go of.
        defer {
            late.cancel()
            connection.stateUpdateHandler = nil
            connection.cancel()
        }
        for await case .hostPort(.ipv4(let address), let port)? in answers {
            return ("\(address)", port.rawValue)
        }
        return nil
    }

    private static let patience: Duration = .seconds(5)
}
