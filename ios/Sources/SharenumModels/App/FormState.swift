import SharenumKit

/// What stands in a form, and how it stands with it.
public struct FormState: Equatable, Sendable {
    public internal(set) var fields: [String: String] = [:]
    /// Whether what was kept is there.
    public internal(set) var ready = false
    /// Why it is not.
    public internal(set) var failed: SharenumError?
    /// Whether the person changed anything since it was opened, or began anew.
    public internal(set) var touched = false
    public internal(set) var sending = false
    /// The field that the core did not take.
    public internal(set) var wrong: WrongField?

    /// What stands in a field.
    public subscript(name: String) -> String { fields[name] ?? "" }

    /// What was typed as a number; 0, which the core does not take, for what is none.
    func number<Number: FixedWidthInteger>(_ name: String) -> Number {
        Number(self[name].trimmed) ?? 0
    }

    /// Ids with spaces between.
    func ids(_ name: String) -> [String] { self[name].split(separator: " ").map(String.init) }
}

/// A field, by the core's name of it, and why it was not taken.
public struct WrongField: Equatable, Sendable {
    public let name: String
    public let error: SharenumError
}
