import SharenumModels
import SwiftUI

/// The day of one more date.
struct PlannedDay: View {
    let form: Form
    @State private var choosing = false
    @Environment(\.words) private var words: Words

    var body: some View {
        Button(words.text("day_choose"), systemImage: "calendar") { choosing = true }
            .frame(minHeight: 44)
            .sheet(isPresented: $choosing) {
                DayChoice(day: form.filled.plannedDay) { (day: CivilDate) in
                    form.set(PlanField.day, day.iso)
                }
            }
    }
}

/// When it begins, and how long it lasts.
struct PlannedTimes: View {
    let form: Form
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let start: CivilTime = form.filled.plannedStart
        let minutes: UInt32 = form.filled.plannedMinutes
        times(
            words.text("threads_hour"), start,
            offers.hours.compactMap { try? CivilTime(hour: Int($0), minute: start.minute) })
        times(
            words.text("threads_quarter"), start,
            offers.quarters.compactMap { try? CivilTime(hour: start.hour, minute: Int($0)) })
        Picker(words.text("threads_length"), selection: length) {
            ForEach(Offered.with(minutes, offers.lengths), id: \.self) { length in
                Text(formats.duration(minutes: Int64(length))).tag(length)
            }
        }
        .frame(minHeight: 44)
    }

    private func times(
        _ title: String, _ start: CivilTime, _ offered: [CivilTime]
    ) -> some View {
        let chosen = Binding(
            get: { @MainActor in start }, set: { @MainActor time in begin(time) })
        return Picker(title, selection: chosen) {
            ForEach(Offered.with(start, offered), id: \.self) { Text(formats.time($0)).tag($0) }
        }
        .frame(minHeight: 44)
    }

    private func begin(_ time: CivilTime) { form.set(PlanField.start, time.iso) }

    private var length: Binding<UInt32> {
        Binding(
            get: { @MainActor in form.filled.plannedMinutes },
            set: { @MainActor minutes in form.set(PlanField.minutes, "\(minutes)") })
    }
}
