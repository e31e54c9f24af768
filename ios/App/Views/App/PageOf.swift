import SharenumModels
import SwiftUI

/// The page of a route, in its room. Another route is another page, also where it takes the place of
/// the one before.
struct PageOf: View {
    let place: Surroundings

    var body: some View {
        room.id(place.route)
    }

    @ViewBuilder private var room: some View {
        switch place.route.root {
        case .nearby: NearbyPages(place: place)
        case .tickets: TicketsPages(place: place)
        case .agenda: AgendaPages(place: place)
        case .help: HelpPages(place: place)
        case .more:
            switch place.route {
            case .bus: BusPage(place: place)
            case .sync: SyncPage(place: place)
            default: MePages(place: place)
            }
        }
    }
}
