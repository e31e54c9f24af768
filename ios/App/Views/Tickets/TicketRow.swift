import SharenumModels
import SwiftUI

/// A ticket in a list: what, from where, with which tools, why it is shown, and how it stands.
struct TicketRow: View {
    let ticket: TicketItem
    let open: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let km = ticket.common.mine ? nil : ticket.km.map { formats.km($0) }
        Row(
            title: ticket.title,
            above: inOneLine(ticket.schoolName, km),
            text: lines(names(of: ticket.tools, words), words.phrase(ticket.why, formats)),
            open: open
        ) {
            TicketBadges(ticket: ticket)
            if ticket.proposals > 0 {
                Badge(words.count("ticket_proposals", Int64(ticket.proposals)), .good)
            }
            CommonBadge(common: ticket.common)
        }
    }
}

/// What a ticket is, and where it stands.
struct TicketBadges: View {
    let ticket: TicketItem
    @Environment(\.words) private var words: Words

    var body: some View {
        Badge(
            words.direction(ticket.direction),
            ticket.direction == .request ? .attention : .plain)
        Badge(words.ticketStatus(ticket.status), tone(ticket.status))
    }
}

/// Of a ticket.
func tone(_ status: TicketStatus) -> Tone {
    switch status {
    case .inDiscussion, .scheduled: .good
    case .open, .done, .cancelled, .unknown: .plain
    }
}

/// A form that was begun: opened as a whole, or thrown away.
struct DraftRow: View {
    let draft: Draft
    let goOn: @MainActor () -> Void
    let discard: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let form = words.draftForm(draft.form)
        Discardable(discard: discard) {
            Row(
                title: draft.begun ?? form,
                above: words.text("draft_above", form, formats.instant(draft.saved)),
                text: words.text("draft_go_on"), open: goOn)
        }
    }
}

/// What the region refused, why, and what can be done about it.
struct RefusedRow: View {
    let refused: Refused
    let go: @MainActor (Route) -> Void
    let perform: @MainActor (Action) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let kind = words.documentKind(refused.kind)
        let route: Route? = refused.document.flatMap { refused.kind.route($0) }
        VStack(alignment: .leading, spacing: 8) {
            Row(
                title: refused.title.isEmpty ? kind : refused.title,
                above: words.text("refused_above", kind, formats.instant(refused.received)),
                text: words.phrase(refused.text, formats),
                open: opening(route, go)
            ) {
                Badge(
                    words.text("refused_badge"), .bad, symbol: "exclamationmark.triangle.fill")
            }
            Actions(actions: refused.actions, perform: perform)
        }
        .swipeActions { SwipeActions(actions: refused.actions, perform: perform) }
    }
}
