import SharenumModels
import SwiftUI

/// What the timer measures, or a length by one tap.
struct HelpLength: View {
    let timer: HelpTimer?
    let form: Form
    let start: @MainActor () -> Void
    let discardTimer: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            if let timer {
                RunningTimer(timer: timer, discard: discardTimer)
            } else {
                Flow {
                    ForEach(lengths, id: \.self) { length in
                        Chip(
                            text: formats.minutes(length),
                            selected: form.filled[HelpField.minutes] == "\(length)"
                        ) { form.set(HelpField.minutes, "\(length)") }
                    }
                    Button(words.text("help_timer_start"), systemImage: "timer", action: start)
                        .buttonStyle(.bordered)
                        .controlSize(.large)
                }
                Wrong(filled: form.filled, name: HelpField.minutes)
            }
        } header: {
            SectionTitle(words.text("help_how_long"))
        }
    }
}

private struct RunningTimer: View {
    let timer: HelpTimer
    let discard: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(
                timer.minutes.map { formats.minutes(Int64($0)) } ?? formats.clock(timer.elapsed)
            )
            .font(.largeTitle.monospacedDigit())
            .accessibilityAddTraits(.updatesFrequently)
            Text(words.text("help_timer_runs")).font(.footnote)
            Button(words.text("help_timer_discard"), action: discard)
                .buttonStyle(.bordered)
                .controlSize(.large)
        }
    }
}

/// Lengths that are offered, in minutes; any other is typed.
private let lengths: [Int64] = [5, 10, 15, 30]
