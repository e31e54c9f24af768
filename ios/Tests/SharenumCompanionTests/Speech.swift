import Foundation
import SharenumModels
import Stage
import Testing

@testable import SharenumCompanion

/// How notifications speak in these tests: every word is its key, at the moment of the scene.
func speech() throws -> Spoken {
    let now = Scene.fixed.now
    let words = Words(.french, in: Keys())
    let zone = try #require(TimeZone(identifier: "Europe/Paris"))
    return Spoken(words: words, formats: Formats(words, zone: zone, now: { now }))
}

private struct Keys: WordTable {
    func text(_ key: String) -> String? { key }
}
