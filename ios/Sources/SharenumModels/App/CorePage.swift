import SharenumKit

/// One page of a list of the core.
struct Page<Item: Sendable>: Sendable {
    let items: [Item]
    let next: PageCursor?
    let total: UInt64

    init<Core: CorePage>(_ page: Core) where Core.Item == Item {
        items = page.items
        next = page.next
        total = page.total
    }
}

/// What all pages of the core have: a type for each list, which lists know as one.
protocol CorePage: Sendable {
    associatedtype Item: Sendable

    var items: [Item] { get }
    var next: PageCursor? { get }
    var total: UInt64 { get }
}

extension AgendaPage: CorePage {}
extension AlertPage: CorePage {}
extension BookingPage: CorePage {}
extension DraftPage: CorePage {}
extension EstablishmentPage: CorePage {}
extension ExchangePage: CorePage {}
extension HelpSessionPage: CorePage {}
extension MessagePage: CorePage {}
extension OutgoingPage: CorePage {}
extension RegistrationPage: CorePage {}
extension SearchPage: CorePage {}
extension TicketPage: CorePage {}
extension WorkshopPage: CorePage {}
