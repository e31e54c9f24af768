import Observation
import SharenumKit

/// Search as one types: what is typed while the core reads counts as one.
@Observable
@MainActor
public final class SearchModel: ScreenModel {
    /// What is typed.
    public private(set) var typed = ""

    private var found: (typed: String, pages: Pages<SearchHit>)?
    @ObservationIgnored private var coming: Pages<SearchHit>?
    private let turns = Turns()

    public init(_ desk: Desk) { super.init(desk, []) }

    /// What was found last; it stays until something else is found.
    public var hits: Found {
        Found(typed: found?.typed ?? "", hits: found?.pages.shown ?? .loading)
    }

    public func type(_ text: String) {
        typed = text
        search()
    }

    /// The person has come to the end of what is shown.
    public func more() { found?.pages.more() }

    override func hear(_ change: Change) {
        // Also what is being read: it would be shown as it was before.
        coming?.hear(change)
        if let found { found.pages.hear(change) } else { search() }
    }

    // A list of its own for each text: the end of one list is nowhere in another.
    private func search() {
        turns.takeOnce { [self] in
            let text = typed
            if text == found?.typed { return }
            let pages = Pages(desk) { try $0.search(typed: text, page: $1) }
            coming = pages
            await pages.read()
            coming = nil
            found = (text, pages)
        }
    }
}

/// What was found for a text.
public struct Found: Sendable {
    public let typed: String
    public let hits: Loaded<Listed<SearchHit>>
}

extension SearchModel {
    /// Whether nothing is looked for.
    public var isBlank: Bool { typed.trimmed.isEmpty }
}

extension Found {
    /// What was looked for, without the white space around it.
    public var sought: String { typed.trimmed }
}
