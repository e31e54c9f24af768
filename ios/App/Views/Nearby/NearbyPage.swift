import SharenumModels
import SwiftUI

/// The start page: alerts, and what is near.
struct NearbyPage: View {
    let place: Surroundings
    @State private var model: NearbyModel
    @SceneStorage("nearby") private var shown: NearbyView = .alerts
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: NearbyModel(place.desk))
    }

    var body: some View {
        Page(title: words.text("nearby_title"), desk: place.desk, size: .large) {
            Section {
                Lists(
                    title: words.text("nearby_title"), kinds: NearbyView.allCases, name: name,
                    chosen: $shown)
            }
            switch shown {
            case .alerts:
                Show(loaded: model.alerts.shown, retry: model.readAgain) {
                    AlertRows(
                        alerts: $0, more: model.alerts.more, read: model.read, open: openAlert)
                }
            case .byDistance:
                ByDistance(
                    near: model.near.shown, retry: model.readAgain,
                    open: { (point: NearPoint) in place.go(point.route) },
                    completeProfile: { place.go(.profile) })
            case .byDate:
                Show(loaded: model.upcoming.shown, retry: model.readAgain) {
                    ByDate(
                        upcoming: $0, more: model.upcoming.more, open: { place.go(.workshop($0)) })
                }
            }
        }
        .toolbar {
            if shown == .alerts {
                ToolbarItem(placement: .primaryAction) {
                    Button(words.text("alerts_read_all"), action: model.readAll)
                }
            }
        }
        .task { await model.live() }
    }

    private func openAlert(_ alert: AlertItem) {
        model.read(alert)
        if let route = alert.route { place.go(route) }
    }

    private func name(_ view: NearbyView) -> String {
        switch view {
        case .alerts: words.text("view_alerts")
        case .byDistance: words.text("view_by_distance")
        case .byDate: words.text("view_by_date")
        }
    }
}
