import SharenumModels
import SwiftUI

/// What was given and received, and this phone.
struct MePage: View {
    private let place: Surroundings
    @State private var model: MeModel
    @SceneStorage("me") private var chosen = MeView.exchanges
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: MeModel(place.desk, place.member))
    }

    var body: some View {
        Page(title: title, desk: model.desk) {
            if !shared {
                Section {
                    Lists(title: title, kinds: MeView.allCases, name: name, chosen: $chosen)
                }
            }
            switch shared ? .phone : chosen {
            case .exchanges:
                if let profile = model.profile.shown.value {
                    Summary(profile: profile, tools: model.tools.shown.value ?? []) {
                        place.go(.profile)
                    }
                }
                Exchanges(
                    exchanges: model.exchanges.shown, retry: model.readAgain,
                    more: { model.exchanges.more() }, go: { place.go($0) },
                    open: { model.desk.shell.open($0) })
            case .phone:
                ThisPhone(model: model, member: place.member) { place.go(.renewal) }
            }
        }
        .task { await model.live() }
    }

    private var shared: Bool { place.member.isShared }

    private var title: String { shared ? words.text("me_to_phone") : words.text("me_to_me") }

    private func name(_ view: MeView) -> String {
        switch view {
        case .exchanges: words.text("me_view_exchanges")
        case .phone: words.text("me_view_phone")
        }
    }
}

/// Who the person is to others: the school, and what they know.
private struct Summary: View {
    let profile: Profile
    let tools: [Tool]
    let edit: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            Row(
                title: profile.establishment?.name ?? words.text("me_no_school"),
                above: profile.card?.name,
                text: tools.compactMap { known($0) }.joined(separator: "\n"))
            if let missing = profile.missing { Text(words.phrase(missing, formats)) }
            Button(words.text("me_edit_profile"), action: edit).frame(minHeight: 44)
        }
    }

    private func known(_ tool: Tool) -> String? {
        guard let known: Proficiency = profile.tools[tool.id] else { return nil }
        return words.text("me_tool_level", words.name(tool.name), words.level(known.level))
    }
}

/// Help that was given and received.
private struct Exchanges: View {
    let exchanges: Loaded<Listed<Exchange>>
    let retry: @MainActor () -> Void
    let more: @MainActor () -> Void
    let go: @MainActor (Route) -> Void
    let open: @MainActor (String) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Show(loaded: exchanges, retry: retry) { (listed: Listed<Exchange>) in
                if listed.items.isEmpty {
                    Empty(
                        symbol: "heart", title: words.text("me_given_empty"),
                        text: words.text("me_given_empty_text"))
                }
                Rows(listed: listed, id: \Exchange.proposal, more: more) {
                    ExchangeRow(exchange: $0, go: go, open: open)
                }
            }
        } header: {
            SectionTitle(words.text("me_given"))
        }
    }
}

private struct ExchangeRow: View {
    let exchange: Exchange
    let go: @MainActor (Route) -> Void
    let open: @MainActor (String) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let ticket: TicketItem = exchange.ticket
        VStack(alignment: .leading, spacing: 8) {
            Row(
                title: ticket.title,
                above: words.text(
                    "me_exchange_above", words.helpWay(exchange.way),
                    formats.instant(ticket.common.updated)),
                text: lines(ticket.schoolName, exchange.contact?.name),
                open: { go(.ticket(ticket.common.id)) })
            if let contact: Contact = exchange.contact, !contact.mail.isEmpty {
                Button(words.text("me_write_to", contact.name), systemImage: "envelope") {
                    open("mailto:" + contact.mail)
                }
                .buttonStyle(.bordered)
                .controlSize(.large)
            }
        }
    }
}
