import SharenumModels
import SwiftUI

/// What a teacher sees of the brigade's help.
struct HelpPage: View {
    private let place: Surroundings
    @State private var model: HelpModel
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: HelpModel(place.desk))
    }

    var body: some View {
        let sessions: Listed<HelpSession>? = model.sessions.shown.value
        Headings(titles: titles) { space in
            Page(title: words.text("help_title"), desk: model.desk, size: .large) {
                Show(loaded: model.toCoSign.shown, retry: model.readAgain) {
                    (waiting: Listed<HelpSession>) in
                    if let sessions: Listed<HelpSession> = sessions, sessions.items.isEmpty {
                        Empty(
                            symbol: "hand.thumbsup", title: words.text("help_empty"),
                            text: words.text("help_empty_text"))
                    }
                    if let totals = model.totals.shown.value { HelpTotalsRow(totals: totals) }
                    if !waiting.items.isEmpty {
                        Heading(words.text("help_to_co_sign", waiting.total), in: space)
                            .plainRow()
                        ToCoSign(
                            days: model.daysToCoSign, space: space,
                            coSign: { model.coSign($0) }, open: open)
                        if waiting.more {
                            Button(words.text("help_more_to_sign")) { model.toCoSign.more() }
                                .frame(minHeight: 44)
                        }
                    }
                    if let sessions: Listed<HelpSession> = sessions, !sessions.items.isEmpty {
                        AllHelp(
                            sessions: sessions, space: space, more: { model.sessions.more() },
                            open: open)
                    }
                }
            }
        }
        .toolbar {
            BarButton(title: words.text("help_log"), symbol: "plus") { place.go(.logHelp) }
        }
        .task { await model.live() }
    }

    private func open(_ id: DocumentId) { place.go(.helpSession(id)) }

    private var titles: [String] {
        let days = model.daysToCoSign.map { (day: DayToCoSign) in
            words.capitalized(formats.day(day.day))
        }
        let waiting = model.toCoSign.shown.value?.total ?? 0
        let toCoSign = waiting == 0 ? [] : [words.text("help_to_co_sign", waiting)]
        return toCoSign + days + [words.text("help_all")]
    }
}

/// What counts, of the whole brigade and of each helper.
private struct HelpTotalsRow: View {
    let totals: HelpTotals
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        if totals.sessions > 0 {
            let helpers = totals.helpers.map { (helper: HelperTotal) in
                inOneLine(helper.helper, formats.duration(minutes: Int64(helper.minutes)))
            }
            Section {
                Row(
                    title: words.text(
                        "help_totals", totals.sessions,
                        formats.duration(minutes: Int64(totals.minutes))),
                    text: helpers.joined(separator: "\n"))
            }
        }
    }
}

/// What was logged, the newest first.
private struct AllHelp: View {
    let sessions: Listed<HelpSession>
    let space: Namespace.ID
    let more: @MainActor () -> Void
    let open: @MainActor (DocumentId) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Rows(listed: sessions, id: \HelpSession.common.id, more: more) {
                (session: HelpSession) in
                HelpRow(session: session) { open(session.common.id) }
            }
        } header: {
            Heading(words.text("help_all"), in: space)
        }
    }
}
