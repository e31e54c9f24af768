import SharenumModels
import SwiftUI

/// Something that is on or off; the whole row is the target.
struct Switch: View {
    let title: String
    var under: String?
    let on: Bool
    let turn: @MainActor (Bool) -> Void

    var body: some View {
        Toggle(isOn: Binding(get: { @MainActor in on }, set: { @MainActor in turn($0) })) {
            VStack(alignment: .leading, spacing: 2) {
                Text(title)
                if let under { Quiet(under) }
            }
        }
        .frame(minHeight: 44)
    }
}

/// A time of the day, to the half hour; one that was set elsewhere is shown as it is.
private struct TimeChoice: View {
    let label: String
    let time: CivilTime
    let choose: @MainActor (CivilTime) -> Void
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let offered = halfHours.contains(time) ? halfHours : halfHours + [time]
        Picker(label, selection: chosen) {
            ForEach(offered, id: \.self) { Text(formats.time($0)).tag($0) }
        }
        .pickerStyle(.menu)
        .frame(minHeight: 44)
    }

    private var chosen: Binding<CivilTime> {
        Binding(get: { @MainActor in time }, set: { @MainActor in choose($0) })
    }
}

/// Hours in which nothing sounds.
struct QuietAt: View {
    let hours: QuietHours?
    let wrong: SharenumError?
    let turn: @MainActor (Bool) -> Void
    let set: @MainActor (QuietHours?) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            Switch(
                title: words.text("me_quiet"), under: words.text("me_quiet_text"),
                on: hours != nil, turn: turn)
            if let hours: QuietHours = hours {
                TimeChoice(label: words.text("me_quiet_from"), time: hours.begin) {
                    set(QuietHours(begin: $0, end: hours.end))
                }
                TimeChoice(label: words.text("me_quiet_to"), time: hours.end) {
                    set(QuietHours(begin: hours.begin, end: $0))
                }
            }
            if let wrong { WrongText(text: words.error(wrong, formats)) }
        }
    }
}

/// When what happens near is told at once.
struct DigestAt: View {
    let at: CivilTime?
    let turn: @MainActor (Bool) -> Void
    let set: @MainActor (CivilTime?) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Switch(
                title: words.text("me_digest"), under: words.text("me_digest_text"),
                on: at != nil, turn: turn)
            if let at {
                TimeChoice(label: words.text("me_digest_at"), time: at) { set($0) }
            }
        }
    }
}

private let halfHours = (0..<48).compactMap { half in
    try? CivilTime(hour: half / 2, minute: half % 2 * 30)
}
