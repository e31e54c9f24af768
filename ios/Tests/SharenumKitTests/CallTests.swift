import Foundation
import SharenumKit
import Stage
import Testing

/// What calls have noted, from whichever thread.
private final class Notes: @unchecked Sendable {
    private let lock = NSLock()
    private var numbers: [Int] = []

    func add(_ number: Int) { lock.withLock { numbers.append(number) } }

    var all: [Int] { lock.withLock { numbers } }
}

extension All {
    /// Calls, errors and closures.
    @Suite struct Calls {
        @Test("The main actor goes on while a call waits")
        @MainActor func mainActorIsFree() async throws {
            let app = try await Phone("calls").app
            let goOn = DispatchSemaphore(value: 0)
            // On the main actor it would wait in vain, as that is who ends it.
            async let waited = app.call { _ in goOn.wait(timeout: .now() + 60) == .success }
            Task { goOn.signal() }
            #expect(try await waited)
            await app.close()
        }

        @Test("Calls that wait leave Swift's own threads to others")
        func threadsAreFree() async throws {
            let phones = 2 * ProcessInfo.processInfo.activeProcessorCount
            let goOn = DispatchSemaphore(value: 0)
            let (beginnings, begun) = AsyncStream<Void>.makeStream()
            try await withThrowingTaskGroup(of: Bool.self) { group in
                for number in 0..<phones {
                    let app = try await Phone("calls-\(number)").app
                    group.addTask {
                        let inTime = try await app.call { _ in
                            begun.yield()
                            return goOn.wait(timeout: .now() + 60) == .success
                        }
                        await app.close()
                        return inTime
                    }
                }
                var count = 0
                for await _ in beginnings {
                    count += 1
                    if count == phones { break }
                }
                for _ in 0..<phones { goOn.signal() }
                for try await inTime in group { #expect(inTime) }
            }
        }

        @Test("Calls run one at a time, in the order in which a screen makes them")
        @MainActor func order() async throws {
            let app = try await Phone("calls-in-order").app
            let notes = Notes()
            let calls = (0..<200).map { number in
                Task { try await app.call { _ in notes.add(number) } }
            }
            for call in calls { try await call.value }
            #expect(notes.all == Array(0..<200))
            await app.close()
        }

        @Test("What a call throws is thrown, and closing ends calls but no second closing")
        func closing() async throws {
            let app = try await Phone("calls-closed").app
            await #expect(throws: Mishap.self) { try await app.call { _ in throw Mishap() } }
            await app.close()
            await app.close()
            app.cancelSync()
            for call in [
                { try await app.join("0000-0000", hub: "http://127.0.0.1:9") },
                { _ = try await app.sync() },
                { _ = try await app.call { try $0.profile() } },
            ] as [@Sendable () async throws -> Void] {
                #expect(try await outcome(call) == "closed closed")
            }
        }

        @Test("A sync whose task is cancelled already does not begin")
        func cancelledBefore() async throws {
            let app = try await Phone("calls-cancelled").app
            let task = Task {
                withUnsafeCurrentTask { $0?.cancel() }
                return try await app.sync()
            }
            // It has not joined: had it begun, it would say so.
            await #expect(throws: CancellationError.self) { try await task.value }
            await app.close()
        }

        @Test("Every error has words to tell, and none of them is the host's own")
        func errors() async throws {
            let app = try await Phone("calls-errors").app
            let known = Dictionary(uniqueKeysWithValues: phraseKeys().map { ($0.key, $0) })
            var thrown: [any Error] = [
                Mishap(), CancellationError(), HostError.Unexpected(kind: "Mishap"),
            ]
            do { try await app.call { _ = try $0.tools() } } catch { thrown.append(error) }
            #expect(thrown.count == 4)
            for error in thrown.map({ SharenumError($0) }) {
                let phrase = try #require(known[error.text.key], "\(error)")
                #expect(Set(error.text.args.keys).isSubset(of: phrase.args))
                #expect(!error.code.isEmpty)
                #expect(!"\(error)".contains("durand"))
                #expect(error.field == nil)
            }
            await app.close()
        }

        @Test("A name that is none is said to be in its field")
        func field() async throws {
            let app = try await Phone("calls-field").app
            do {
                _ = try await app.call { try $0.ticket(id: DocumentId(value: "none")) }
                Issue.record("there is no such ticket")
            } catch let error as SharenumError {
                #expect(error.field == "field.document")
                #expect(error.code == "not-a-name")
            }
            await app.close()
        }

        @Test("Of what a closure throws, the library hears the type and no more")
        func closures() throws {
            let vault = Vault(
                load: { throw Mishap() }, save: { _ in throw Mishap() },
                discard: { throw HostError.Unavailable(reason: "locked") })
            let kept = VaultSecrets(fileKey: Data(), signingSeed: Data())
            let mishap = HostError.Unexpected(kind: String(reflecting: Mishap.self))
            #expect(throws: mishap) { try vault.load() }
            #expect(throws: mishap) { try vault.save(secrets: kept) }
            #expect(throws: HostError.Unavailable(reason: "locked")) { try vault.discard() }
            #expect(!mishap.localizedDescription.contains("durand"))
        }

        @Test("A time of day crosses to the library and back")
        func slots() throws {
            let start = try CivilDateTime(iso: "2027-03-20T14:00:00")
            let slot = Slot(start: start, minutes: 90, zone: "Europe/Paris")
            let there = try slotInZone(slot: slot, zone: "America/Toronto")
            #expect(there.iso == "2027-03-20T09:00:00")
            #expect(throws: SharenumError.self) { try slotInZone(slot: slot, zone: "Nowhere") }
        }
    }
}
