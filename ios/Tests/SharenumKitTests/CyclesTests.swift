#if os(Linux)
    import Foundation
    import SharenumKit
    import Stage
    import Testing

    /// What a process holds, as the kernel counts it.
    private struct Held: CustomStringConvertible {
        let threads: Int
        let files: Int
        let residentKB: Int

        init() throws {
            threads = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/task").count
            files = try FileManager.default.contentsOfDirectory(atPath: "/proc/self/fd").count
            let status = try String(contentsOfFile: "/proc/self/status", encoding: .utf8)
            let line = status.split(separator: "\n").first { $0.hasPrefix("VmRSS:") }
            let words = try #require(line).split(whereSeparator: \.isWhitespace)
            residentKB = try #require(Int(words[1]))
        }

        var description: String { "\(threads) threads, \(files) files, \(residentKB) kB" }
    }

    /// How often; a release is tested with SHARENUM_CYCLES=10000.
    private let cycles = Int(ProcessInfo.processInfo.environment["SHARENUM_CYCLES"] ?? "") ?? 300

    /// Does something a tenth as often, which fills caches and starts the threads that stay, then in
    /// full, and compares what the process holds.
    private func repeated(_ name: String, _ body: () async throws -> Void) async throws {
        for _ in 0..<(cycles / 10) { try await body() }
        let before = try Held()
        for _ in 0..<cycles { try await body() }
        let after = try Held()
        print("\(name), \(cycles) times: \(before), then \(after)")
        #expect(after.files <= before.files)
        // Those of GCD and of the library come and go, a few of them.
        #expect(after.threads <= before.threads + 8)
        // What the allocator keeps in pieces; 1 kB left of each of 10,000 cycles is more.
        #expect(after.residentKB <= before.residentKB + 8 * 1_024)
    }

    extension All {
        /// Nothing is left of what was let go.
        @Suite struct Cycles {
            @Test("Opening and closing leaves no memory, no thread and no file")
            func opening() async throws {
                let path = Stage.file("cycles").path
                let vault = MemoryVault()
                try await repeated("open and close") {
                    let app = try await Sharenum.open(path: path, vault: vault)
                    _ = try await app.call { try $0.drafts(page: first) }
                    await app.close()
                }
                // Not closed, but let go.
                try await repeated("open and let go") {
                    let app = try await Sharenum.open(path: path, vault: vault)
                    _ = app.opening
                }
            }

            @Test("Streams that are let go leave no memory, no thread and no file")
            func streams() async throws {
                let app = try await Phone("cycles-of-streams").app
                try await repeated("subscribe and let go") {
                    var stream = try await app.changes().makeAsyncIterator()
                    #expect(await stream.next() == .reRead)
                }
                await app.close()
            }
        }
    }
#endif
