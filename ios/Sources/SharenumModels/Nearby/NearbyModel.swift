import Observation
import SharenumKit

/// What stands on the start page.
public enum NearbyView: String, CaseIterable, Sendable {
    case alerts
    case byDistance
    case byDate
}

/// The start page: alerts, and what is near.
@Observable
@MainActor
public final class NearbyModel: ScreenModel {
    public let near: Reading<Near>
    public let unread: Reading<UInt64>
    public let alerts: Pages<AlertItem>
    public let upcoming: Pages<WorkshopItem>

    public init(_ desk: Desk) {
        // More points than a picture can show apart.
        near = Reading(desk) { try $0.near(limit: 60) }
        unread = Reading(desk) { try $0.unreadAlerts() }
        alerts = Pages(desk) { try $0.alerts(page: $1) }
        upcoming = Pages(desk) { try $0.workshops(filter: .upcoming, page: $1) }
        super.init(desk, [near, unread, alerts, upcoming])
    }

    public func read(_ alert: AlertItem) { desk.act(nil) { try $0.markAlertRead(id: alert.id) } }

    public func readAll() { desk.act(Word("alerts_all_read")) { try $0.markAllAlertsRead() } }
}
