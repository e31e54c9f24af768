import Foundation
import SharenumModels
import Stage
import Testing

@testable import SharenumModels

extension All {
    /// Lists that are read as far as somebody scrolls.
    @MainActor
    @Suite struct LongLists {
        private let all = UInt64(Stage.says("full_phone_tickets"))!

        @Test("Ten thousand tickets are read page by page, each once, and no page before its time")
        func tenThousand() async throws {
            let person = try await Person(full: "paged")
            let model = person.opens { TicketsModel($0) }
            let list = model.list(.mine)
            let first = try await ready { list.shown }
            #expect(first.total == all)
            #expect(first.items.count == 50)
            #expect(first.more)
            // The end comes into view, which is told more than once.
            list.more()
            list.more()
            try await until { (list.shown.value?.items.count ?? 0) > 50 }
            // A second page that was asked for would be there by now.
            for _ in 0..<3 { try await person.reads { _ in } }
            #expect(list.shown.value?.items.count == 100)
            while let shown = list.shown.value, shown.more {
                list.more()
                try await until { list.shown.value?.items.count != shown.items.count }
            }
            let ids = try #require(list.shown.value).items.map(\.common.id)
            #expect(ids.count == 10_000, "as many as the stage has set up")
            #expect(Set(ids).count == ids.count)
            list.more()
            try await person.reads { _ in }
            #expect(list.shown.value?.items.count == Int(all))
            await person.ends()
        }

        @Test("At a change, a list is read again as far as it was shown")
        func again() async throws {
            let person = try await Person(full: "reread")
            let model = person.opens { TicketsModel($0) }
            let list = model.list(.mine)
            try await ready { list.shown }
            list.more()
            try await until { list.shown.value?.items.count == 100 }
            let changed = try #require(list.shown.value).items[70].common.id
            try await person.reads {
                _ = try $0.editTicket(id: changed, edit: TicketEdit(title: "Another title"))
            }
            try await until {
                list.shown.value?.items.contains { $0.title == "Another title" } == true
            }
            #expect(list.shown.value?.items.count == 100)
            #expect(list.shown.value?.total == all)
            await person.ends()
        }

        @Test("The pages that follow belong to the list of the first, whatever was typed since")
        func typed() async throws {
            let person = try await Person(full: "typed")
            var typed = "ticket"
            let list = Pages(
                person.desk, about: { typed }, read: { try $0.search(typed: $2, page: $1) })
            list.again()
            let first = try await ready { list.shown }
            typed = "nothing like it"
            list.more()
            try await until { list.shown.value?.items.count == 100 }
            #expect(list.shown.value?.total == first.total)
            list.again()
            try await until { list.shown.value?.items.isEmpty == true }
            await person.ends()
        }

        @Test("A list that cannot be read says why, and is there again when it can")
        func failed() async throws {
            let person = try await Person("teacher")
            let broken = Broken()
            let list = Pages(person.desk) { app, page in
                try broken.reads { try app.alerts(page: page) }
            }
            list.again()
            try await until { list.shown.error?.code == "stopped" }
            list.more()
            broken.mend()
            list.again()
            try await until { list.shown.value != nil }
            await person.ends()
        }
    }
}
