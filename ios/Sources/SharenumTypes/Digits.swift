import Foundation

/// Reads a text of ASCII digits and separators from its beginning.
struct Digits {
    private let whole: String
    private var rest: Substring.UTF8View

    init(_ text: String) {
        whole = text
        rest = Substring(text).utf8
    }

    /// Whether this came next; then it is read.
    mutating func skip(_ mark: Unicode.Scalar) -> Bool {
        guard let first = rest.first, UInt32(first) == mark.value else { return false }
        rest.removeFirst()
        return true
    }

    mutating func expect(_ mark: Unicode.Scalar) throws {
        guard skip(mark) else { throw NotCivil(given: whole) }
    }

    /// Exactly so many digits.
    mutating func number(_ count: Int) throws -> Int {
        var number = 0
        for _ in 0..<count { number = number * 10 + (try digit()) }
        return number
    }

    /// One to nine digits behind a point, in billionths.
    mutating func fraction() throws -> Int {
        var number = try digit()
        for _ in 1..<9 { number = number * 10 + (rest.isEmpty ? 0 : try digit()) }
        return number
    }

    func end() throws {
        guard rest.isEmpty else { throw NotCivil(given: whole) }
    }

    private mutating func digit() throws -> Int {
        guard let first = rest.first, (0x30...0x39).contains(first) else {
            throw NotCivil(given: whole)
        }
        rest.removeFirst()
        return Int(first) - 0x30
    }
}

func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: "0", count: max(0, width - digits.count)) + digits
}

/// Civil days are counted as ISO 8601 does, whatever calendar the phone shows.
func gregorian(_ zone: TimeZone) -> Calendar {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = zone
    return calendar
}
