import Foundation
import Stage
import Testing

@testable import SharenumKit

/// Something changes: the profile, which differs from the one before.
private func change(_ phone: Sharenum, _ number: Int) async throws {
    let level = Proficiency(level: .novice, byHand: number % 2 == 0, inClass: number % 2 == 1)
    try await phone.call {
        let school = SchoolCode(value: Stage.says("her_school"))
        try $0.setProfile(school: school, tools: [ToolId(value: "scratch"): level])
    }
}

private func kinds(_ change: Change?) -> [DocumentKind] {
    if case .documents(let kinds, _) = change { kinds } else { [] }
}

/// The next one, none also when the time limit of the test is over.
private func next(of mailbox: Mailbox) async -> Change? {
    await withTaskCancellationHandler {
        await mailbox.next()
    } onCancel: {
        mailbox.close()
    }
}

extension All {
    /// The changes of a phone as a stream.
    @Suite struct Changes {
        private let phone: Sharenum

        init() async throws {
            phone = try await Stage.fullPhone("changes-\(UUID())").open()
        }

        @Test("A stream says to read, then what changes in its order, on the main actor")
        @MainActor func order() async throws {
            let stream = try phone.changes()
            for number in 0..<3 {
                try await change(phone, number)
                try await phone.call { try $0.setCard(name: "M. \(number)", mail: "m@ac-lyon.fr") }
            }
            var heard: [Change] = []
            for await change in stream {
                MainActor.preconditionIsolated()
                heard.append(change)
                if heard.filter({ !kinds($0).isEmpty }).count == 6 { break }
            }
            #expect(heard.first == .reRead)
            let told = heard.map(kinds).filter { !$0.isEmpty }
            #expect(told == [[.profile], [.card], [.profile], [.card], [.profile], [.card]])
            await phone.close()
        }

        @Test("Every stream hears every change")
        @MainActor func several() async throws {
            let streams = try (0..<4).map { _ in try phone.changes() }
            for number in 0..<5 { try await change(phone, number) }
            for stream in streams {
                var heard = 0
                for await change in stream where kinds(change) == [.profile] {
                    heard += 1
                    if heard == 5 { break }
                }
                #expect(heard == 5)
            }
            await phone.close()
        }

        @Test("A stream ends with its task, and hears no more")
        func cancelled() async throws {
            let mailbox = Mailbox(room: 8)
            let stream = try phone.changes(through: mailbox)
            let (begins, began) = AsyncStream<Void>.makeStream()
            let task = Task { @MainActor in
                for await _ in stream { began.yield() }
                return Task.isCancelled
            }
            for await _ in begins { break }
            task.cancel()
            #expect(await task.value)
            #expect(await next(of: mailbox) == nil)
            await phone.close()
        }

        @Test("A stream that is let go lets the library go of its listener")
        func letGo() async throws {
            let mailbox = Mailbox(room: 8)
            do {
                var loop = try phone.changes(through: mailbox).makeAsyncIterator()
                #expect(await loop.next() == .reRead)
            }
            // The listener closes it when nobody holds the listener any more.
            #expect(await next(of: mailbox) == nil)
            await phone.close()
        }

        @Test("A stream ends with the phone, and is empty afterwards")
        @MainActor func closed() async throws {
            var heard: [Change] = []
            for await change in try phone.changes() {
                heard.append(change)
                await phone.close()
            }
            #expect(heard == [.reRead])
            for await change in try phone.changes() { Issue.record("heard \(change)") }
        }

        @Test("A loop that is too slow is told once to read again, and hears on")
        func overflow() async throws {
            let mailbox = Mailbox(room: 3)
            for number in 1...3 { mailbox.put(.alerts(rung: [Int64(number)])) }
            #expect(await next(of: mailbox) == .alerts(rung: [1]))
            for number in 4...6 { mailbox.put(.alerts(rung: [Int64(number)])) }
            #expect(await next(of: mailbox) == .reRead)
            #expect(await next(of: mailbox) == .alerts(rung: [6]))
            mailbox.put(.delivery)
            mailbox.close()
            mailbox.put(.delivery)
            #expect(await next(of: mailbox) == .delivery)
            #expect(await next(of: mailbox) == nil)
        }

        @Test("The library itself fills a mailbox no further than its room")
        func overflowOfLibrary() async throws {
            let mailbox = Mailbox(room: 2)
            let stream = try phone.changes(through: mailbox)
            // A second stream tells when the library has told both of all.
            let other = try phone.changes(through: Mailbox(room: 1_000))
            for number in 0..<20 { try await change(phone, number) }
            var told = 0
            for await change in other where kinds(change) == [.profile] {
                told += 1
                if told == 20 { break }
            }
            #expect(mailbox.count <= 2)
            var loop = stream.makeAsyncIterator()
            #expect(await loop.next() == .reRead)
            await phone.close()
        }
    }
}
