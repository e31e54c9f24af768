import SharenumModels
import SwiftUI

/// Rows in the core's order, read as far as it is scrolled; where the day changes, it stands above.
struct ByDay<Item: Equatable & Sendable, Content: View>: View {
    let listed: Listed<Item>
    let id: (Item) -> DocumentId
    let day: (Item) -> CivilDate?
    let more: @MainActor () -> Void
    let space: Namespace.ID
    @ViewBuilder let row: (Item) -> Content

    var body: some View {
        ForEach(days) { day in
            Section {
                ForEach(day.rows) { kept in row(kept.item) }
            } header: {
                DayTitle(day: day.day, space: space)
            }
        }
        if listed.more {
            More(shown: listed.items.count, total: listed.total, more: more)
        }
    }

    private var days: [OneDay<Item>] {
        var days: [OneDay<Item>] = []
        for item in listed.items {
            let (row, day) = (DayRow(id: id(item), item: item), day(item))
            if let last = days.last, last.day == day {
                days[days.count - 1].rows.append(row)
            } else {
                days.append(OneDay(id: row.id, day: day, rows: [row]))
            }
        }
        return days
    }
}

/// The days of the titles of such a list, each once.
func titles<Item: Equatable & Sendable>(
    of shown: Loaded<Listed<Item>>, day: (Item) -> CivilDate?
) -> [CivilDate] {
    var days: [CivilDate] = []
    for item in shown.value?.items ?? [] {
        if let day = day(item), day != days.last { days.append(day) }
    }
    return days
}

private struct DayTitle: View {
    let day: CivilDate?
    let space: Namespace.ID
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        if let day { Heading(words.capitalized(formats.day(day)), in: space) }
    }
}

/// What follows each other on one day, or has none.
private struct OneDay<Item>: Identifiable {
    /// Of its first row.
    let id: DocumentId
    let day: CivilDate?
    var rows: [DayRow<Item>]
}

private struct DayRow<Item>: Identifiable {
    let id: DocumentId
    let item: Item
}
