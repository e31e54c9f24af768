import SharenumModels
import SwiftUI

/// A day: typed, or chosen from a calendar. Under it stands which day of the week was understood, or
/// what the core says of it.
struct DayField: View {
    let form: Form
    let name: String
    let label: String
    @State private var choosing = false
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let day = typedDay(form.filled[name])
        let understood = day.map { words.capitalized(formats.day($0)) }
        Labelled(
            label: label, help: understood ?? words.text("day_typed"), filled: form.filled,
            name: name
        ) {
            HStack {
                FormText(form: form, name: name, label: label)
                    .keyboardType(.numbersAndPunctuation)
                Button(words.text("day_choose"), systemImage: "calendar") { choosing = true }
                    .labelStyle(.iconOnly)
                    .accessibilityShowsLargeContentViewer()
                    .buttonStyle(.bordered)
                    .controlSize(.large)
            }
        }
        .sheet(isPresented: $choosing) {
            DayChoice(day: day) { form.set(name, inField($0)) }
        }
    }
}

/// A time of the day, typed as a teacher writes it.
struct TimeField: View {
    let form: Form
    let name: String
    let label: String
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let understood = typedTime(form.filled[name]).map { formats.time($0) }
        Labelled(
            label: label, help: understood ?? words.text("time_typed"), filled: form.filled,
            name: name
        ) {
            FormText(form: form, name: name, label: label)
                .keyboardType(.numbersAndPunctuation)
        }
    }
}

/// A calendar to choose one day from.
struct DayChoice: View {
    let take: @MainActor (CivilDate) -> Void
    @State private var shown: Date
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats
    @Environment(\.locale) private var locale
    @Environment(\.dismiss) private var dismiss

    init(day: CivilDate?, take: @escaping @MainActor (CivilDate) -> Void) {
        self.take = take
        let shown = day ?? (try? CivilDate(.now, in: .current))
        _shown = State(initialValue: shown.flatMap { greenwich.date(from: $0.components) } ?? .now)
    }

    var body: some View {
        let chosen = try? CivilDate(shown, in: .gmt)
        NavigationStack {
            ScrollView {
                DatePicker(
                    words.text("day_choose"), selection: $shown, displayedComponents: .date
                )
                .datePickerStyle(.graphical)
                .padding(.horizontal)
            }
            .environment(\.timeZone, .gmt)
            .environment(\.calendar, weeks)
            .navigationTitle(chosen.map { words.capitalized(formats.day($0)) } ?? "")
            .navigationBarTitleDisplayMode(.inline)
            .toolbar {
                ToolbarItem(placement: .cancellationAction) {
                    Button(words.text("cancel")) { dismiss() }
                }
                ToolbarItem(placement: .confirmationAction) {
                    Button(words.text("day_take")) {
                        if let chosen { take(chosen) }
                        dismiss()
                    }
                }
            }
        }
    }

    /// Begins its weeks as they do where the device is.
    private var weeks: Calendar {
        var weeks = greenwich
        weeks.locale = locale
        return weeks
    }
}

/// A day has no zone: it passes through the calendar on the clocks of Greenwich.
private let greenwich: Calendar = {
    var calendar = Calendar(identifier: .gregorian)
    calendar.timeZone = .gmt
    return calendar
}()
