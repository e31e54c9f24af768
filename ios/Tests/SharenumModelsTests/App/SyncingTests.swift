import Foundation
import SharenumModels
import Stage
import Testing

extension All {
    /// A sync that the person watches, on hubs that run.
    @MainActor
    @Suite struct Syncs {
        private func member(_ invitation: String) async throws -> Person {
            let folder = FileManager.default.temporaryDirectory
            let file = folder.appendingPathComponent("sync-\(UUID()).sharenum")
            let phone = try await Sharenum.open(path: file.path, vault: MemoryVault())
            try await phone.join(Stage.says(invitation), hub: Stage.says("region"))
            return Person(phone) { Date() }
        }

        @Test("A sync shows how it goes, is stopped, and another one ends with all delivered")
        func watched() async throws {
            let person = try await member("screens_sync")
            let syncing = person.desk.syncing
            #expect(syncing.run == .none)
            try await person.reads {
                try $0.setCard(name: "Mme Exemple", mail: "exemple@ac-dijon.example")
            }
            syncing.start(.hub(url: Stage.says("slow")))
            #expect(syncing.run == .running(nil))
            // Another press while it runs is none.
            syncing.start()
            try await until {
                if case .running(.some) = syncing.run { true } else { false }
            }
            syncing.cancel()
            try await until { if case .running = syncing.run { false } else { true } }
            guard case .ended(let stopped) = syncing.run else {
                Issue.record("\(syncing.run)")
                return
            }
            #expect(stopped.cancelled)
            #expect(!stopped.finished)
            #expect(person.shell.asked == ["the network around"])

            syncing.start()
            try await until { if case .running = syncing.run { false } else { true } }
            guard case .ended(let ended) = syncing.run else {
                Issue.record("\(syncing.run)")
                return
            }
            #expect(ended.finished)
            let status = try await person.reads { try $0.syncStatus() }
            #expect(status.undelivered.onThisPhone == 0)
            // The region is no hub that is near.
            #expect(person.shell.asked == ["the network around"])
            await person.ends()
        }

        @Test("A hub that is none fails in the core's words")
        func failed() async throws {
            let person = try await Person("teacher")
            person.desk.syncing.start(.hub(url: "ftp://bus"))
            try await until { if case .failed = person.desk.syncing.run { true } else { false } }
            await person.ends()
        }
    }
}
