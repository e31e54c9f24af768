import Foundation
import SharenumKit

/// The patterns of a language for days and times, made once: a list writes many.
struct Patterns: Sendable {
    private let day: DateFormatter
    private let firstDay: DateFormatter
    private let dayAndYear: DateFormatter
    private let firstDayAndYear: DateFormatter
    private let clock: DateFormatter

    init(_ words: Words) {
        let language = words.language
        day = formatter(words.text("format_day"), language)
        firstDay = formatter(words.text("format_day_first"), language)
        dayAndYear = formatter(words.text("format_day_year"), language)
        firstDayAndYear = formatter(words.text("format_day_year_first"), language)
        clock = formatter(words.text("format_time"), language)
    }

    func date(_ date: CivilDate, withYear: Bool) -> String {
        // French says "1er", and numbers from then on.
        let first = date.day == 1
        let formatter =
            withYear ? (first ? firstDayAndYear : dayAndYear) : (first ? firstDay : day)
        return formatter.string(from: date.onGreenwichClocks)
    }

    func time(_ time: CivilTime) -> String {
        clock.string(from: time.onGreenwichClocks)
    }
}

private func formatter(_ pattern: String, _ language: Language) -> DateFormatter {
    let formatter = DateFormatter()
    formatter.locale = language.locale
    formatter.calendar = Calendar(identifier: .gregorian)
    formatter.timeZone = .gmt
    formatter.dateFormat = pattern
    return formatter
}
