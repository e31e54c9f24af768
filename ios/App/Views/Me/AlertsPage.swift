import SharenumModels
import SwiftUI

/// What this phone alerts of, and when. Each change is kept at once.
struct AlertsPage: View {
    @State private var model: AlertsModel
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

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
                    Limit(
                        title: words.text("me_most"), text: words.text("me_most_text"),
                        offered: model.offeredMost, chosen: kept.mostPerDay, name: most,
                        space: space, set: { model.mostPerDay($0) })
                    Limit(
                        title: words.text("me_nearer"), text: words.text("me_nearer_text"),
                        offered: model.offeredKm, chosen: kept.nearerThanKm, name: nearer,
                        space: space, set: { model.nearerThan($0) })
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

    private func most(_ number: UInt16?) -> String {
        number.map { formats.number(Int64($0)) } ?? words.text("me_most_all")
    }

    private func nearer(_ km: UInt16?) -> String {
        km.map { formats.km(Double($0)) } ?? words.text("me_nearer_any")
    }

    private var titles: [String] {
        [
            words.text("me_most"), words.text("me_nearer"), words.text("me_alerts_kinds"),
            words.text("me_alerts_reminders"),
        ]
    }
}

/// A limit, by what is chosen from: how many may sound, or from how far away.
private struct Limit: View {
    let title: String
    let text: String
    let offered: [UInt16?]
    let chosen: UInt16?
    let name: (UInt16?) -> String
    let space: Namespace.ID
    let set: @MainActor (UInt16?) -> Void

    var body: some View {
        Section {
            Quiet(text)
            Flow {
                ForEach(offered, id: \.self) { limit in
                    Chip(text: name(limit), selected: limit == chosen) { set(limit) }
                }
            }
        } header: {
            Heading(title, in: space)
        }
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
