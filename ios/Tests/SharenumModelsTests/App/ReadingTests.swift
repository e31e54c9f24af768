import Foundation
import Observation
import SharenumModels
import Testing

@testable import SharenumModels

extension All {
    /// What a screen shows, and when it is read again.
    @MainActor
    @Suite struct Readings {
        @Test("A screen reads when it is open, again at each change, and no more when it is left")
        func follows() async throws {
            let person = try await Person("teacher")
            let model = DraftScreen(person.desk)
            #expect(model.title.shown == .loading)
            let screen = Task { await model.live() }
            try await until { model.title.shown == .ready(nil) }
            try await person.types("One")
            try await until { model.title.shown == .ready("One") }
            screen.cancel()
            await screen.value
            try await person.types("Two")
            try await person.reads { _ in }
            #expect(model.title.shown == .ready("One"))
            // One comes back to it.
            let again = Task { await model.live() }
            try await until { model.title.shown == .ready("Two") }
            again.cancel()
            await person.ends()
        }

        @Test("What does not follow drafts is not read at each key")
        func drafts() async throws {
            let person = try await Person("teacher")
            let counter = Counter()
            let reading = Reading(person.desk) { _ in counter.next() }
            reading.hear(.drafts)
            // It would have been read by now.
            for _ in 0..<3 { try await person.reads { _ in } }
            #expect(counter.seen == 0)
            reading.hear(.settings)
            try await until { reading.shown == .ready(1) }
            await person.ends()
        }

        @Test("Several changes while it is read count as one")
        func conflated() async throws {
            let person = try await Person("teacher")
            let counter = Counter()
            let reading = Reading(person.desk) { _ in counter.next() }
            for _ in 0..<100 { reading.hear(.reRead) }
            try await until { reading.shown == .ready(1) }
            reading.hear(.reRead)
            try await until { reading.shown == .ready(2) }
            await person.ends()
        }

        @Test("What is read again and is the same is not shown anew")
        func same() async throws {
            let person = try await Person("teacher")
            let counter = Counter()
            let reading = Reading(person.desk) { _ in
                _ = counter.next()
                return "the same"
            }
            reading.again()
            try await until { reading.shown.value != nil }
            withObservationTracking {
                _ = reading.shown
            } onChange: {
                Issue.record("it was shown anew")
            }
            reading.again()
            while counter.seen < 2 { try await person.reads { _ in } }
            // What comes of it is shown by now.
            try await person.reads { _ in }
            await person.ends()
        }

        @Test("An answer to what is asked no more is not shown")
        func stale() async throws {
            let person = try await Person("teacher")
            let (about, counter) = (About(), Counter())
            let reading = Reading(
                person.desk, about: { about.number },
                read: { _, number in
                    DispatchQueue.main.sync { about.number = 2 }
                    _ = counter.next()
                    return number
                })
            reading.again()
            while counter.seen < 1 { try await person.reads { _ in } }
            // What comes of it is shown by now.
            for _ in 0..<3 { try await person.reads { _ in } }
            #expect(reading.shown == .loading)
            reading.again()
            try await until { reading.shown == .ready(2) }
            // About nothing, nothing is read.
            about.number = nil
            reading.again()
            for _ in 0..<3 { try await person.reads { _ in } }
            #expect(counter.seen == 2)
            #expect(reading.shown == .ready(2))
            await person.ends()
        }

        @Test("A screen that failed is read again by its button")
        func failed() async throws {
            let person = try await Person("teacher")
            let unknown = DocumentId(value: String(repeating: "ab", count: 32))
            let model = person.opens { GuideModel($0, unknown) }
            try await until { model.guide.shown.error?.code == "not-found" }
            await person.phone.close()
            model.readAgain()
            try await until { model.guide.shown.error?.code == "closed" }
            await person.ends()
        }
    }
}

/// Shows what is typed in the form of a new ticket.
private final class DraftScreen: ScreenModel {
    let title: Reading<String?>

    init(_ desk: Desk) {
        title = Reading(desk, drafts: true) {
            try $0.draft(form: .card, about: nil)?.fields["field.name"]
        }
        super.init(desk, [title])
    }
}

extension Person {
    fileprivate func types(_ name: String) async throws {
        try await reads {
            try $0.saveDraft(form: .card, about: nil, fields: ["field.name": name])
        }
    }
}

/// What is asked about.
private final class About: @unchecked Sendable {
    // Only on the main thread.
    var number: Int? = 1
}

/// Counts from 1, from any thread.
final class Counter: @unchecked Sendable {
    private let lock = NSLock()
    private var count = 0

    var seen: Int { lock.withLock { count } }

    func next() -> Int {
        lock.withLock {
            count += 1
            return count
        }
    }
}
