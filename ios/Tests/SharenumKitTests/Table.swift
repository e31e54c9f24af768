import Foundation
import SharenumKit
import Testing

/// Every test of the package, one at a time: they share the log of the process and its threads.
@Suite(.serialized, .timeLimit(.minutes(5)))
enum All {}

/// The expected results of a test, shared by all languages: bindings/story.tsv.
struct Table {
    private let expected: [String: String]
    private var found: [String: String] = [:]

    init(_ part: String) throws {
        let table = URL(fileURLWithPath: #filePath)
            .deletingLastPathComponent().appendingPathComponent("../../../bindings/story.tsv")
        let lines = try String(contentsOf: table, encoding: .utf8).split(separator: "\n")
        let rows =
            lines
            .filter { !$0.hasPrefix("#") }
            .map { $0.split(separator: "\t", omittingEmptySubsequences: false).map(String.init) }
            .filter { $0[0] == part }
        expected = Dictionary(uniqueKeysWithValues: rows.map { ($0[1], $0[2]) })
    }

    /// Notes a result as every language writes it: `yes`, `no`, `none`, a number, a word.
    mutating func says<T>(_ key: String, _ value: T?) {
        #expect(found[key] == nil, "\(key) is told twice")
        switch value {
        case nil: found[key] = "none"
        case let answer as Bool: found[key] = answer ? "yes" : "no"
        case let value?: found[key] = "\(value)"
        }
    }

    /// Fails for a result that differs, is missing, or is not in the table.
    func compare() {
        #expect(!expected.isEmpty)
        for key in Set(expected.keys).union(found.keys).sorted() {
            #expect(found[key] == expected[key], "\(key)")
        }
    }
}

/// The arm of an enum, as every language writes it: small letters only.
func word(_ value: Any) -> String {
    let mirror = Mirror(reflecting: value)
    return (mirror.children.first?.label ?? "\(value)").lowercased()
}

/// The name of the error that a call ends with and its code, or `ok`.
func outcome<T: Sendable>(_ call: () async throws -> T) async throws -> String {
    do {
        _ = try await call()
        return "ok"
    } catch let error as SharenumError {
        return "\(word(error)) \(error.code)"
    }
}

/// A list joined as the table has it.
func list(_ words: some Sequence<String>) -> String { words.joined(separator: ", ") }

/// The first page.
let first = PageRequest()

/// Thrown by callbacks; its message names somebody.
struct Mishap: Error {
    let account = "the account of m.durand@ac-dijon.fr"
}
