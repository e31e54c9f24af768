import SharenumKit
import Stage
import Testing

extension All {
    @Suite struct Pages {
        @Test("Ten thousand tickets are read page by page")
        func tenThousand() async throws {
            var table = try Table("pages")
            let app = try await Stage.fullPhone("pages").open()
            var titles: [String] = []
            var pages = 0
            var total: UInt64 = 0
            var next: PageCursor?
            repeat {
                let request = PageRequest(after: next, limit: 100)
                let page = try await app.call { try $0.tickets(filter: .mine, page: request) }
                titles += page.items.map(\.title)
                pages += 1
                total = page.total
                next = page.next
            } while next != nil
            table.says("pages", pages)
            table.says("total", total)
            table.says("tickets", titles.count)
            table.says("different ones", Set(titles).count)
            table.says("first", titles.first)
            table.says("last", titles.last)
            let wrong = PageRequest(after: PageCursor(value: "nonsense"), limit: 100)
            let refused = try await outcome {
                try await app.call { try $0.tickets(filter: .mine, page: wrong) }
            }
            table.says("a cursor of nobody", refused)
            let long = try await app.call {
                try $0.tickets(filter: .mine, page: PageRequest(limit: 5_000))
            }
            table.says("a page of 5000 is cut to", long.items.count)
            let found = try await app.call {
                try $0.search(typed: "ticket 4711", page: PageRequest(limit: 10))
            }
            table.says("found", found.items.first?.title)
            await app.close()
            table.compare()
        }
    }
}
