import SharenumModels
import SwiftUI

/// The pages under "Agenda".
struct AgendaPages: View {
    let place: Surroundings

    var body: some View {
        switch place.route {
        case .booking(let id): BookingPage(place: place, id: id)
        case .askDay(let resource): AskDayPage(place: place, resource: resource)
        case .newWorkshop(let from): WorkshopFormPage(place: place, from: from)
        case .editWorkshop(let id): WorkshopFormPage(place: place, edit: id)
        default: AgendaPage(place: place)
        }
    }
}
