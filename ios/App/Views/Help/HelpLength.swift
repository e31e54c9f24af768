import SharenumModels
import SwiftUI

/// What the timer measures, or a length by one tap.
struct HelpLength: View {
    let timer: Loaded<HelpTimer?>
    let form: Form
    let retry: @MainActor () -> Void
    let start: @MainActor () -> Void
    let discardTimer: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Show(loaded: timer, retry: retry) { (timer: HelpTimer?) in
                if let timer {
                    RunningTimer(timer: timer, discard: discardTimer)
                } else {
                    Lengths(form: form, start: start)
                }
            }
        } header: {
            SectionTitle(words.text("help_how_long"))
        }
    }
}

private struct Lengths: View {
    let form: Form
    let start: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Flow {
            ForEach(offers.helpLengths, id: \.self) { length in
                Chip(
                    text: formats.minutes(Int64(length)),
                    selected: form.filled[HelpField.minutes] == "\(length)"
                ) { form.set(HelpField.minutes, "\(length)") }
            }
            Button(words.text("help_timer_start"), systemImage: "timer", action: start)
                .buttonStyle(.bordered)
                .controlSize(.large)
        }
        Wrong(filled: form.filled, name: HelpField.minutes)
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
