import SharenumModels
import SwiftUI

/// The pages about the person and this phone.
struct MePages: View {
    let place: Surroundings

    var body: some View {
        switch place.route {
        case .me: MePage(place: place)
        case .renewal: RenewalPage(place: place)
        case .profile: ProfilePage(place: place)
        case .alerts: AlertsPage(place: place)
        case .diagnostics: DiagnosticsPage(place: place)
        default: MorePage(place: place)
        }
    }
}
