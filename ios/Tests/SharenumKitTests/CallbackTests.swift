import Foundation
import SharenumKit
import Stage
import Testing

/// A listener that reads through the app and throws once.
private final class Reads: ChangeListener {
    private let app: SharenumApp
    private let told: AsyncStream<(Change, UInt64)>.Continuation
    let heard: AsyncStream<(Change, UInt64)>
    private let thrown = Latch()

    init(_ app: SharenumApp) {
        self.app = app
        (heard, told) = AsyncStream.makeStream()
    }

    func changed(change: Change) throws {
        told.yield((change, try app.tickets(filter: .all, page: first).total))
        if thrown.firstTime { throw Mishap() }
    }
}

/// A clock that calls back into the app before it answers.
private final class Standing: Clock, @unchecked Sendable {
    private let lock = NSLock()
    private var held: SharenumApp?
    private var empty = false

    var app: SharenumApp? {
        get { lock.withLock { held } }
        set { lock.withLock { held = newValue } }
    }

    var isBroken: Bool {
        get { lock.withLock { empty } }
        set { lock.withLock { empty = newValue } }
    }

    func now() throws -> Date {
        if isBroken { throw Mishap() }
        _ = try app?.draft(form: .newTicket, about: nil)
        return Date(timeIntervalSince1970: 1_803_888_000)
    }
}

/// Cancels a task, from whichever thread.
private final class GivesUp: @unchecked Sendable {
    private let lock = NSLock()
    private var held: Task<SyncSummary, any Error>?

    var task: Task<SyncSummary, any Error>? {
        get { lock.withLock { held } }
        set { lock.withLock { held = newValue } }
    }

    func cancel() { task?.cancel() }
}

extension All {
    /// Callbacks that call back, that throw, and a sync that is cancelled.
    @Suite struct Callbacks {
        @Test("Callbacks may call back, and may throw")
        func callbacks() async throws {
            var table = try Table("callbacks")
            let (lines, line) = AsyncStream<LogRecord>.makeStream()
            try Sharenum.log(.debug) { line.yield($0) }
            let phone = try await Phone("callbacks", invitation: "spare")
            let app = phone.app
            let slow = SyncTarget.hub(url: Stage.says("slow"))

            // A running sync is cancelled from its own progress; the next one goes on.
            let cancelled = try await app.sync(slow) { progress in
                if progress.bytesReceived > 0 { app.cancelSync() }
            }
            table.says("cancelled", cancelled.cancelled)
            table.says("finished", cancelled.finished)
            let failed = try await outcome { try await app.sync(slow) { _ in throw Mishap() } }
            table.says("a progress that throws", failed)

            // A task that is cancelled ends its sync, and the next one does not wait for it. Before
            // anything has come in: then the slow hub still has more to say than it ever will.
            table.says("a task given up", await givenUp(app, slow))
            table.says("the next sync", try await phone.sync().finished)
            table.says("the sync after it", try await phone.sync().finished)

            // A listener reads through the app while it is told, throws once, and hears the next
            // change.
            let library = try await phone { $0 }
            let listener = Reads(library)
            let subscription = try await phone { try $0.subscribe(listener: listener) }
            var heard = listener.heard.makeAsyncIterator()
            try await setProfile(phone, "scratch")
            let one = await heard.next()
            table.says("the first is heard", one != nil)
            try await setProfile(phone, "microbit")
            let other = await heard.next()
            table.says("the second, after a throw", other != nil)
            table.says("read while told", list([one, other].compactMap { $0 }.map { "\($0.1)" }))
            table.says("change", one.map { word($0.0) })
            subscription.cancel()

            var said: [String] = []
            for await record in lines {
                said.append(record.message)
                if record.message.contains("listener failed") { break }
            }
            table.says("the log tells of it", said.last?.contains("listener failed"))
            table.says("and of whom", said.contains { $0.contains("durand") })
            try Sharenum.silence()
            await app.close()
            table.compare()
        }

        private func givenUp(_ app: Sharenum, _ slow: SyncTarget) async -> String {
            // From its own progress, so that it is under way; from the first, since a connection that an
            // earlier sync has left may have nothing more to say.
            let (starts, start) = AsyncStream<Void>.makeStream()
            let givesUp = GivesUp()
            let task = Task {
                for await _ in starts { break }
                return try await app.sync(slow) { _ in givesUp.cancel() }
            }
            givesUp.task = task
            start.yield()
            switch await task.result {
            case .failure(is CancellationError): return "cancelled"
            case .failure(let error): return "\(error)"
            case .success: return "went on"
            }
        }

        private func setProfile(_ phone: Phone, _ tool: String) async throws {
            let novice = Proficiency(level: .novice, byHand: false, inClass: false)
            try await phone {
                let school = SchoolCode(value: Stage.says("her_school"))
                try $0.setProfile(school: school, tools: [ToolId(value: tool): novice])
            }
        }

        @Test("A clock is asked where it may call back")
        func clock() async throws {
            var table = try Table("clock")
            let clock = Standing()
            let path = Stage.file("clock").path
            let app = try await Sharenum.open(path: path, vault: MemoryVault(), clock: clock)
            clock.app = try await app.call { $0 }
            try await app.call {
                try $0.saveDraft(form: .newTicket, about: nil, fields: ["title": "x"])
            }
            let draft = try await app.call { try $0.draft(form: .newTicket, about: nil) }
            let saved = try #require(draft?.saved)
            let utc = try CivilDateTime(saved, in: #require(TimeZone(identifier: "UTC")))
            table.says("saved", utc.iso.prefix(16) + "Z")
            clock.isBroken = true
            let broken = try await outcome {
                try await app.call { try $0.draft(form: .newTicket, about: nil) }
            }
            table.says("a clock that throws", broken)
            clock.isBroken = false
            clock.app = nil
            await app.close()
            table.compare()
        }
    }
}
