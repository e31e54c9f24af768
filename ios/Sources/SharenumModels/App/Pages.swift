import Observation
import SharenumKit

/// A list that is read as far as the person scrolls. At each change of the core it is read anew as
/// far as it was shown, so that nothing jumps.
@Observable
@MainActor
public final class Pages<Item: Equatable & Sendable>: Part {
    /// What is shown.
    public private(set) var shown: Loaded<Listed<Item>> = .loading

    @ObservationIgnored private var next: Next?
    @ObservationIgnored private var askedForMore = false
    private let phone: Sharenum
    private let drafts: Bool
    private let turns = Turns()
    private let list: @MainActor () -> Read

    private typealias Read = @Sendable (SharenumApp, PageRequest) throws -> Page<Item>
    /// Where the list goes on of which a page was shown, whatever was typed since.
    private typealias Next = (read: Read, after: PageCursor)

    /// The list that `read` gives page by page; with `drafts` it is read again also when a form is
    /// kept.
    convenience init<Core: CorePage>(
        _ desk: Desk, drafts: Bool = false,
        read: @escaping @Sendable (SharenumApp, PageRequest) throws -> Core
    ) where Core.Item == Item {
        self.init(desk, drafts: drafts, about: {}, read: { app, page, _ in try read(app, page) })
    }

    /// A list about what a person has typed, which `about` tells. Call `again` when it is something
    /// else: the pages that follow belong to the list of the first.
    init<Core: CorePage, About: Sendable>(
        _ desk: Desk, drafts: Bool = false, about: @escaping @MainActor () -> About,
        read: @escaping @Sendable (SharenumApp, PageRequest, About) throws -> Core
    ) where Core.Item == Item {
        phone = desk.phone
        self.drafts = drafts
        list = {
            let typed = about()
            return { Page(try read($0, $1, typed)) }
        }
    }

    func hear(_ change: Change) {
        if drafts || change != .drafts { again() }
    }

    func again() { turns.takeOnce { [self] in await read() } }

    /// The person has come to the end of what is shown.
    public func more() {
        if askedForMore { return }
        askedForMore = true
        turns.take { [self] in
            await readMore()
            askedForMore = false
        }
    }

    /// Reads now. For whoever waits for it, and for nobody who shares the list.
    func read() async {
        let read = list()
        let enough = shown.value?.items.count ?? 0
        var items: [Item] = []
        var page = await phone.loaded { try read($0, PageRequest(limit: pageSize)) }
        while case .ready(let one) = page, let after = one.next,
            items.count + one.items.count < enough
        {
            items += one.items
            page = await phone.loaded { try read($0, PageRequest(after: after, limit: pageSize)) }
        }
        show(items, page, of: read)
    }

    private func readMore() async {
        guard let (read, after) = next, let listed = shown.value else { return }
        let request = PageRequest(after: after, limit: pageSize)
        show(listed.items, await phone.loaded { try read($0, request) }, of: read)
    }

    private func show(_ before: [Item], _ page: Loaded<Page<Item>>, of read: @escaping Read) {
        let now: Loaded<Listed<Item>>
        switch page {
        case .loading: return
        case .failed(let error): now = .failed(error)
        case .ready(let page):
            next = page.next.map { (read, $0) }
            now = .ready(
                Listed(items: before + page.items, total: page.total, more: page.next != nil))
        }
        if now != shown { shown = now }
    }
}

/// So much of a list as was looked at.
public struct Listed<Item: Equatable & Sendable>: Equatable, Sendable {
    public let items: [Item]
    /// How many there are in all.
    public let total: UInt64
    /// Whether there are more than are shown.
    public let more: Bool
}

/// More than a screen shows, less than anyone waits for.
private let pageSize: UInt32 = 50
