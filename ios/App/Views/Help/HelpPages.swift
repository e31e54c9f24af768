import SharenumModels
import SwiftUI

/// The pages under "Help": a shared tablet begins with what it is for.
struct HelpPages: View {
    let place: Surroundings

    var body: some View {
        switch place.route {
        case .helpSession(let id): HelpSessionPage(place: place, id: id).id(id)
        case .logHelp: LogHelpPage(place: place)
        default:
            if place.member.isShared {
                LogHelpPage(place: place)
            } else {
                HelpPage(place: place)
            }
        }
    }
}
