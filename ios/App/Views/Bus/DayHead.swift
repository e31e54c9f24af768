import SharenumModels
import SwiftUI

/// Which day is shown, and the ways to others.
struct DayHead: View {
    let day: BusDay
    let isToday: Bool
    /// None is today.
    let show: @MainActor (CivilDate?) -> Void
    @State private var choosing = false
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            // With large letters there is no room for all in one line.
            ViewThatFits(in: .horizontal) {
                HStack {
                    before
                    title.frame(maxWidth: .infinity)
                    after
                }
                VStack(alignment: .leading, spacing: 8) {
                    title
                    HStack(spacing: 8) {
                        before
                        after
                    }
                }
            }
            Flow {
                if !isToday {
                    Button(words.text("bus_today")) { show(nil) }
                }
                Button(words.text("bus_other_day"), systemImage: "calendar") { choosing = true }
                    .sheet(isPresented: $choosing) {
                        DayChoice(day: day.day) { show($0) }
                    }
            }
            .buttonStyle(.bordered)
            .controlSize(.large)
        } header: {
            SectionTitle(day.resource.name)
        }
    }

    private var title: some View {
        Text(words.capitalized(formats.day(day.day)))
            .font(.title2)
            .accessibilityAddTraits(.isHeader)
    }

    private var before: some View {
        step(words.text("bus_day_before"), "chevron.backward", by: -1)
    }

    private var after: some View {
        step(words.text("bus_day_after"), "chevron.forward", by: 1)
    }

    private func step(_ name: String, _ symbol: String, by days: Int) -> some View {
        Button(name, systemImage: symbol) { show(day.day.adding(days: days)) }
            .labelStyle(.iconOnly)
            .buttonStyle(.bordered)
            .controlSize(.large)
            .accessibilityShowsLargeContentViewer()
    }
}
