import SharenumModels
import SwiftUI

/// Plainly: what the device may do to alerts while the app is closed, and what to allow.
struct AlertsWhileClosed: View {
    let background: BackgroundAccess
    let notifications: NotificationAccess
    let space: Namespace.ID
    let ask: @MainActor () -> Void
    let openSettings: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Text(words.text("sync_may_delay"))
            if background.restricted { Text(words.text("sync_restricted")) }
            if background.savesBattery { Text(words.text("sync_saves_battery")) }
            if background.savesData { Text(words.text("sync_saves_data")) }
            switch notifications {
            case .allowed:
                Text(words.text("sync_notifications_allowed"))
            case .notAsked:
                Text(words.text("sync_notifications_not_asked"))
                Button(words.text("sync_allow_notifications"), action: ask)
                    .frame(minHeight: 44)
            case .refused:
                Text(words.text("sync_notifications_refused"))
            }
            Button(words.text("sync_open_settings"), action: openSettings)
                .frame(minHeight: 44)
        } header: {
            Heading(words.text("sync_alerts"), in: space)
        }
    }
}
