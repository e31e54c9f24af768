import Foundation
import SharenumKit

extension Formats {
    /// "25 min".
    public func minutes(_ minutes: Int64) -> String { words.text("duration_minutes", minutes) }

    /// "45 min", "2 h", "1 h 30 min".
    public func duration(hours: Int64, minutes: Int64) -> String {
        if hours == 0 { return self.minutes(minutes) }
        if minutes == 0 { return words.text("duration_hours", hours) }
        return words.text("duration_hours_minutes", hours, minutes)
    }

    /// As the other, of a length in minutes.
    public func duration(minutes: Int64) -> String {
        duration(hours: minutes / 60, minutes: minutes % 60)
    }

    /// A distance with its unit: "4.8 km", "12 km".
    public func km(_ km: Double) -> String { words.text("format_km", number(km)) }

    /// A size in decimal units: "812 bytes", "1.4 MB".
    public func bytes(_ bytes: UInt64) -> String {
        if bytes < 1_000 { return words.count("bytes_plain", Int64(bytes)) }
        // As it is written: 999.6 KB would be 1000.
        let most = 999.5
        let kilo = Double(bytes) / 1_000
        if kilo < most { return words.text("bytes_kilo", number(kilo)) }
        let mega = kilo / 1_000
        if mega < most { return words.text("bytes_mega", number(mega)) }
        return words.text("bytes_giga", number(mega / 1_000))
    }

    /// A count.
    public func number(_ number: Int64) -> String { "\(number)" }

    /// A number without its unit: below ten with one decimal when it is not whole, else without.
    public func number(_ number: Double) -> String {
        let tenths = rounded(number, to: 1)
        let written = tenths < 10 ? tenths : rounded(number, to: 0)
        switch words.language {
        case .english: return "\(written)"
        case .french: return "\(written)".replacing(".", with: ",")
        }
    }

    /// Half away from zero, of the number as it is written: 0.25 km are 0.3 km.
    private func rounded(_ number: Double, to places: Int) -> Decimal {
        var exact = Decimal(string: "\(number)") ?? 0
        var rounded = Decimal()
        NSDecimalRound(&rounded, &exact, places, .plain)
        return rounded
    }
}
