import Observation
import SharenumKit

/// How this device stands with its region, what came back, and what was begun.
public struct SyncState: Equatable, Sendable {
    public let status: SyncStatus
    public let refused: [Refused]
}

/// The sync page: what is not delivered, who is in reach, and a sync that the person watches.
@Observable
@MainActor
public final class SyncModel: ScreenModel {
    public let state: Reading<SyncState>

    /// What the region has not received, one by one.
    public let outgoing: Pages<Outgoing>
    public let drafts: Pages<Draft>

    /// What the device sees around it, while the page is open.
    public private(set) var around: Around = .found([])

    /// The hub whose door was photographed, or whose link was opened; nothing was asked of it yet.
    public private(set) var door: MetHub?

    public init(_ desk: Desk) {
        state = Reading(desk) {
            SyncState(status: try $0.syncStatus(), refused: try $0.refused())
        }
        outgoing = Pages(desk) { try $0.outgoing(page: $1) }
        drafts = Pages(desk, drafts: true) { try $0.drafts(page: $1) }
        super.init(desk, [state, outgoing, drafts])
    }

    public override func live() async {
        let looking = Task {
            for await seen in desk.shell.around() { around = seen }
        }
        await super.live()
        looking.cancel()
    }

    /// Syncs with the region, or with the hub at an address.
    public func sync(_ address: String? = nil) {
        desk.syncing.start(address.map { .hub(url: $0.trimmed) } ?? .region)
    }

    public func cancel() { desk.syncing.cancel() }

    /// Lets the person photograph the code on the door of a bus.
    public func photographDoor() {
        Task {
            guard let picture = await desk.shell.photograph() else { return }
            await look(.picture(picture: picture))
        }
    }

    /// Reads the link on such a door.
    public func look(_ link: String) {
        Task { await look(.link(text: link)) }
    }

    private func look(_ sign: HubSign) async {
        switch await desk.phone.loaded({ try $0.meet(sign: sign) }) {
        case .loading: break
        case .ready(let hub): door = hub
        case .failed(let error): desk.tell(Notice(error: error))
        }
    }

    /// Does what the core offered for something that the region refused.
    public func perform(_ action: Action, _ refused: Refused) {
        guard let document = refused.document else { return }
        switch action {
        case .sendAgain: desk.sendAgain(document)
        case .discard: desk.giveUp(document)
        default: break
        }
    }

    /// Throws away what was begun.
    public func discard(_ draft: Draft) { desk.discard(draft) }

    /// Goes to where a draft is written on.
    public func open(_ draft: Draft, go: @escaping @MainActor (Route) -> Void) {
        guard let route = draft.route else { return }
        desk.goOn(route, go: go)
    }
}
