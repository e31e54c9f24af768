import Foundation
import Network

/// How this device is connected, for as long as the process lives.
@MainActor
final class NetworkState {
    /// The device saves mobile data on this network.
    private(set) var savesData = false

    private let monitor = NWPathMonitor()
    private var connected = true

    /// Calls `changed` with each change, and says whether the network has just come back.
    init(_ changed: @escaping @MainActor (_ cameBack: Bool) -> Void) {
        let (paths, path) = AsyncStream.makeStream(
            of: NWPath.self, bufferingPolicy: .bufferingNewest(1))
        monitor.pathUpdateHandler = { path.yield($0) }
        monitor.start(queue: DispatchQueue(label: "org.sharenum.app.network"))
        Task { [weak self] in
            for await path in paths {
                guard let self else { return }
                let cameBack = !connected && path.status == .satisfied
                connected = path.status == .satisfied
                savesData = path.isConstrained
                changed(cameBack)
            }
        }
    }
}
