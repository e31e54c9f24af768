/// What there is of several texts, one under the other.
func lines(_ parts: String?...) -> String { joined(parts, "\n") }

/// What there is of several texts, side by side.
func inOneLine(_ parts: String?...) -> String { joined(parts, ", ") }

private func joined(_ parts: [String?], _ between: String) -> String {
    parts.compactMap { $0 }.filter { !$0.isEmpty }.joined(separator: between)
}
