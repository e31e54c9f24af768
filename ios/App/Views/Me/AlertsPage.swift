import SharenumModels
import SwiftUI

/// What this phone alerts of, and when. Each change is kept at once.
struct AlertsPage: View {
    @State private var model: AlertsModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        _model = State(initialValue: AlertsModel(place.desk))
    }

    var body: some View {
        let shell: any Shell = model.desk.shell
        Headings(titles: titles) { space in
            Page(title: words.text("me_to_alerts"), desk: model.desk) {
                Show(loaded: model.preferences.shown, retry: model.readAgain) {
                    (kept: AlertPreferences) in
                    // What is as it should be needs no words here.
                    if shell.notifications != .allowed {
                        Section { Notifications(shell: shell) }
                    }
                    QuietAt(
                        hours: kept.quiet, wrong: model.wrong, turn: { model.quiet(on: $0) },
                        set: { model.quiet($0) })
                    DigestAt(
                        at: kept.digest, turn: { model.digest(on: $0) },
                        set: { model.digest($0) })
                    Most(
                        offered: model.offeredMost, most: kept.mostPerDay, space: space,
                        set: { model.mostPerDay($0) })
                    Nearer(
                        offered: model.offeredKm, km: kept.nearerThanKm, space: space,
                        set: { model.nearerThan($0) })
                    Kinds(kinds: model.kinds, muted: kept.muted, space: space) {
                        model.hear($0, on: $1)
                    }
                    Reminders(
                        kinds: model.reminders, muted: kept.mutedReminders, space: space
                    ) { model.remind($0, on: $1) }
                }
            }
        }
        .task { await model.live() }
    }

    private var titles: [String] {
        [
            words.text("me_most"), words.text("me_nearer"), words.text("me_alerts_kinds"),
            words.text("me_alerts_reminders"),
        ]
    }
}

/// How many may sound.
private struct Most: View {
    let offered: [UInt16?]
    let most: UInt16?
    let space: Namespace.ID
    let set: @MainActor (UInt16?) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            Quiet(words.text("me_most_text"))
            Flow {
                ForEach(offered, id: \.self) { number in
                    Chip(text: name(number), selected: number == most) { set(number) }
                }
            }
        } header: {
            Heading(words.text("me_most"), in: space)
        }
    }

    private func name(_ number: UInt16?) -> String {
        number.map { formats.number(Int64($0)) } ?? words.text("me_most_all")
    }
}

/// From how far away.
private struct Nearer: View {
    let offered: [UInt16?]
    let km: UInt16?
    let space: Namespace.ID
    let set: @MainActor (UInt16?) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            Quiet(words.text("me_nearer_text"))
            Flow {
                ForEach(offered, id: \.self) { number in
                    Chip(text: name(number), selected: number == km) { set(number) }
                }
            }
        } header: {
            Heading(words.text("me_nearer"), in: space)
        }
    }

    private func name(_ number: UInt16?) -> String {
        number.map { formats.km(Double($0)) } ?? words.text("me_nearer_any")
    }
}

/// Of what.
private struct Kinds: View {
    let kinds: [AlertKind]
    let muted: [AlertKind]
    let space: Namespace.ID
    let hear: @MainActor (AlertKind, Bool) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            ForEach(kinds, id: \.self) { kind in
                Switch(title: words.channel(kind), on: !muted.contains(kind)) { hear(kind, $0) }
            }
        } header: {
            Heading(words.text("me_alerts_kinds"), in: space)
        }
    }
}

private struct Reminders: View {
    let kinds: [ReminderKind]
    let muted: [ReminderKind]
    let space: Namespace.ID
    let remind: @MainActor (ReminderKind, Bool) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            ForEach(kinds, id: \.self) { kind in
                Switch(title: words.reminderKind(kind), on: !muted.contains(kind)) {
                    remind(kind, $0)
                }
            }
        } header: {
            Heading(words.text("me_alerts_reminders"), in: space)
        }
    }
}
