import SharenumModels
import SwiftUI

/// What the region has not received, one by one: what it is, and how far it has come.
struct OutgoingRows: View {
    let outgoing: Listed<Outgoing>
    let more: @MainActor () -> Void
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Rows(listed: outgoing, id: \Outgoing.document, more: more) { (item: Outgoing) in
            let kind = words.documentKind(item.kind)
            Row(
                title: item.title.isEmpty ? kind : item.title,
                above: item.title.isEmpty ? nil : kind,
                open: opening(item.kind.route(item.document), go)
            ) {
                DeliveryBadge(delivery: item.delivery)
            }
        }
    }
}

/// What came back, why, and what can be done about it.
struct ReturnedRow: View {
    let refused: Refused
    let perform: @MainActor (Action) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let kind = words.documentKind(refused.kind)
        let titled = !refused.title.isEmpty
        VStack(alignment: .leading, spacing: 8) {
            Row(
                title: titled ? refused.title : kind,
                above: inOneLine(
                    titled ? kind : nil,
                    words.text("sync_refused_at", formats.instant(refused.received))),
                text: lines(
                    words.capitalized(words.phrase(refused.text, formats)),
                    words.text("error_code", refused.code)))
            Actions(actions: refused.actions, perform: perform)
        }
        .swipeActions { SwipeActions(actions: refused.actions, perform: perform) }
    }
}

/// How the phone stands with its region, and the hubs that it knows.
struct RegionRows: View {
    let status: SyncStatus
    let space: Namespace.ID
    let running: Bool
    let sync: @MainActor (String) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let expires = formats.date(of: status.certificateExpires)
        Section {
            Fact(
                words.text("sync_last_checked"),
                words.capitalized(met(status.lastRegionContact)))
            Fact(
                words.text("sync_certificate"),
                status.renewalDue
                    ? words.text("sync_renewal_due", expires)
                    : words.text("sync_valid_until", expires))
            ForEach(status.hubs, id: \Hub.url) { (hub: Hub) in
                let above = words.text("sync_last_contact", met(hub.lastContact))
                if hub.role == .region {
                    // It has its button above.
                    Row(title: words.hubRole(hub.role), above: above, text: hub.url)
                } else {
                    HubRow(
                        title: words.hubRole(hub.role), above: above, url: hub.url,
                        running: running, sync: sync)
                }
            }
        } header: {
            Heading(words.text("sync_hubs"), in: space)
        }
    }

    private func met(_ at: Date?) -> String {
        at.map { formats.instant($0) } ?? words.text("sync_never")
    }
}

/// Forms that were begun, in all rooms.
struct DraftRows: View {
    let drafts: Listed<Draft>
    let space: Namespace.ID
    let more: @MainActor () -> Void
    let open: @MainActor (Draft) -> Void
    let discard: @MainActor (Draft) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            if drafts.items.isEmpty { Text(words.text("sync_drafts_none")) }
            Rows(listed: drafts, id: \.self, more: more) { draft in
                KeptRow(draft: draft, open: { open(draft) }, discard: { discard(draft) })
            }
        } header: {
            Heading(words.text("sync_drafts"), in: space)
        }
    }
}

private struct KeptRow: View {
    let draft: Draft
    let open: @MainActor () -> Void
    let discard: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Discardable(discard: discard) {
            Row(
                title: words.draftForm(draft.form),
                above: words.text("sync_saved", formats.instant(draft.saved)), open: open)
        }
    }
}
