import Foundation
import SharenumKit
import Stage

// What a call, a page and an event cost from Swift, on the full phone of the stage. Printed as lines
// of `swift<TAB>name<TAB>value<TAB>unit`; medians.

private let events = 1_000

private func says(_ name: String, _ value: Double, _ unit: String) {
    let line = "swift\t\(name)\t\(String(format: "%.1f", value))\t\(unit)\n"
    FileHandle.standardOutput.write(Data(line.utf8))
}

/// The median of how long it takes, in µs, after a tenth of the rounds as a warm-up.
private func median(_ rounds: Int, _ body: () async throws -> Void) async throws -> Double {
    for _ in 0...(rounds / 10) { try await body() }
    var taken: [Double] = []
    for _ in 0..<rounds {
        let began = ContinuousClock.now
        try await body()
        let (seconds, attoseconds) = began.duration(to: .now).components
        taken.append(Double(seconds) * 1e6 + Double(attoseconds) / 1e12)
    }
    taken.sort()
    return taken[rounds / 2]
}

private func pages(of app: SharenumApp) async throws {
    let page = PageRequest()
    says(
        "page of 50", try await median(200) { _ = try app.tickets(filter: .mine, page: page) },
        "µs")
    let long = PageRequest(limit: 1_000)
    says(
        "page of 1000", try await median(20) { _ = try app.tickets(filter: .mine, page: long) },
        "µs")
}

/// Each edit of the profile is one event; the next one waits until it has arrived, so that none is
/// lost in a `reRead`.
@MainActor private func eventsThroughStream(of phone: Sharenum) async throws {
    let school = SchoolCode(value: Stage.says("her_school"))
    var stream = try phone.changes().makeAsyncIterator()
    guard await stream.next() == .reRead else { return }
    let began = ContinuousClock.now
    for event in 0..<events {
        let known = Proficiency(level: .novice, byHand: event % 2 == 0, inClass: false)
        try await phone.call {
            try $0.setProfile(school: school, tools: [ToolId(value: "scratch"): known])
        }
        _ = await stream.next()
    }
    let (seconds, attoseconds) = began.duration(to: .now).components
    let taken = Double(seconds) + Double(attoseconds) / 1e18
    says("events", Double(events) / taken, "per second, each with its edit")
}

let phone = try await Stage.fullPhone("bench-swift").open()
let app = try await phone.call { $0 }
says("call", try await median(2_000) { _ = app.opening() }, "µs")
says(
    "call through the actor",
    try await median(2_000) { _ = try await phone.call { $0.opening() } }, "µs")
try await pages(of: app)
try await eventsThroughStream(of: phone)
await phone.close()
