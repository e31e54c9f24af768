import Foundation
import Network
import SharenumModels

/// Finds hubs by what they announce on the local network: a convenience, since the code on a bus's
/// door says the address as well. It looks only while somebody listens, which costs battery, and in
/// the foreground: iOS lets no app look around that is closed.
enum HubSearch {
    /// What a hub announces.
    static let service = "_sharenum._tcp"

    /// Who is there, told at each change; the newest is enough. `read` is the core, which leaves other
    /// regions' hubs out. The first look makes the system ask the person whether the app may be on the
    /// local network; no API asks for that, or tells the answer beforehand.
    static func around(
        _ read: @escaping @Sendable (HubSign) async -> MetHub?
    ) -> AsyncStream<Around> {
        let (around, tell) = AsyncStream.makeStream(
            of: Around.self, bufferingPolicy: .bufferingNewest(1))
        let looking = Task {
            for await look in looks() {
                switch look {
                case .not(let why): tell.yield(why)
                case .seen(let services):
                    tell.yield(.found(await hubs(in: services, read)))
                }
            }
        }
        tell.onTermination = { _ in looking.cancel() }
        return around
    }

    private enum Look: Sendable {
        case seen([Service])
        case not(Around)
    }

    /// A service that announces itself.
    private struct Service: Sendable {
        let name: String
        let endpoint: NWEndpoint
        let txt: [String: Data?]

        init?(_ result: NWBrowser.Result) {
            guard case .service(let name, _, _, _) = result.endpoint else { return nil }
            self.name = name
            endpoint = result.endpoint
            if case .bonjour(let record) = result.metadata {
                txt = record.dictionary.mapValues { Data($0.utf8) }
            } else {
                txt = [:]
            }
        }
    }

    /// What the browser says; it is stopped when nobody listens any more.
    private static func looks() -> AsyncStream<Look> {
        AsyncStream(bufferingPolicy: .bufferingNewest(1)) { told in
            told.yield(.seen([]))
            let browser = NWBrowser(
                for: .bonjourWithTXTRecord(type: service, domain: nil), using: NWParameters())
            browser.stateUpdateHandler = { state in
                switch state {
                // It goes on when the person allows it after all.
                case .waiting(.dns(policyDenied)), .failed(.dns(policyDenied)):
                    told.yield(.not(.notAllowed))
                case .failed: told.yield(.not(.notPossible))
                default: break
                }
            }
            browser.browseResultsChangedHandler = { results, _ in
                told.yield(.seen(results.compactMap(Service.init)))
            }
            told.onTermination = { _ in browser.cancel() }
            // In their order: what is told last is what is so.
            browser.start(queue: DispatchQueue(label: "org.sharenum.app.hubs"))
        }
    }

    private static func hubs(
        in services: [Service],
        _ read: @escaping @Sendable (HubSign) async -> MetHub?
    ) async -> [SeenHub] {
        // At once: one that does not answer holds up no other.
        await withTaskGroup(of: SeenHub?.self) { group in
            for service in services {
                group.addTask {
                    await read(await sign(of: service)).map {
                        SeenHub(name: service.name, hub: $0)
                    }
                }
            }
            let seen = await group.reduce(into: [SeenHub]()) { if let hub = $1 { $0.append(hub) } }
            return seen.sorted { $0.name < $1.name }
        }
    }

    /// What a service says of itself. The record names the hub's address where its certificate is good
    /// for a name; else the address is where it answers.
    private static func sign(of service: Service) async -> HubSign {
        if service.txt["url"] != nil { return .announced(addresses: [], port: 0, txt: service.txt) }
        let answers = await HubAddress.of(service.endpoint)
        return .announced(
            addresses: answers.map { [$0.address] } ?? [], port: answers?.port ?? 0,
            txt: service.txt)
    }
}

/// `kDNSServiceErr_PolicyDenied`: the person has refused the local network.
private let policyDenied: Int32 = -65_570
