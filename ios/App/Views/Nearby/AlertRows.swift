import SharenumModels
import SwiftUI

/// Why this person is alerted, the newest first.
struct AlertRows: View {
    let alerts: Listed<AlertItem>
    let more: @MainActor () -> Void
    let read: @MainActor (AlertItem) -> Void
    let open: @MainActor (AlertItem) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            if alerts.items.isEmpty {
                Empty(
                    symbol: "bell", title: words.text("alerts_empty"),
                    text: words.text("alerts_empty_text"))
            }
            Rows(listed: alerts, id: \AlertItem.id, more: more) { alert in
                AlertRow(alert: alert, read: { read(alert) }, open: { open(alert) })
            }
        }
    }
}

private struct AlertRow: View {
    let alert: AlertItem
    let read: @MainActor () -> Void
    let open: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Row(
            title: words.phrase(alert.text, formats),
            above: words.text(
                "alert_above", words.alertKind(alert.kind), formats.instant(alert.updated)),
            open: open
        ) {
            if alert.state != .read { Badge(words.text("alert_new"), .attention) }
        }
        .swipeActions(edge: .leading) {
            if alert.actions.contains(.markRead) {
                Button(words.action(.markRead), systemImage: "envelope.open", action: read)
                    .tint(Color.accentColor)
            }
        }
    }
}
