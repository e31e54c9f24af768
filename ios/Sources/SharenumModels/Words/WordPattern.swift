/// A text with places: `%1$@` is the first argument, `%2$02d` the second one with two digits at
/// least, `%%` a percent sign.
///
/// Not `String(format:)`: that reads what is not there when a text and its arguments do not fit.
struct WordPattern {
    private let pattern: String

    init(_ pattern: String) { self.pattern = pattern }

    /// The text with its arguments; none when it has a place that they do not fill, or cannot be
    /// read.
    func filled(_ arguments: [String]) -> String? {
        var filled = ""
        var rest = pattern[...]
        while let percent = rest.firstIndex(of: "%") {
            filled += rest[..<percent]
            rest = rest[percent...].dropFirst()
            if rest.first == "%" {
                filled += "%"
                rest = rest.dropFirst()
                continue
            }
            guard let place = rest.prefixMatch(of: /([1-9])\$(?:0([1-9])d|[d@])/),
                let number = Int(place.1), number <= arguments.count
            else { return nil }
            let argument = arguments[number - 1]
            let width = place.2.flatMap { Int($0) } ?? 0
            filled += String(repeating: "0", count: max(0, width - argument.count)) + argument
            rest = rest[place.range.upperBound...]
        }
        return filled + rest
    }
}
