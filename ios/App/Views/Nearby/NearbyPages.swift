import SharenumModels
import SwiftUI

/// The pages under "Nearby".
struct NearbyPages: View {
    let place: Surroundings

    var body: some View {
        switch place.route {
        case .workshop(let id): WorkshopPage(place: place, id: id)
        default: NearbyPage(place: place)
        }
    }
}
