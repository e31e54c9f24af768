import SharenumModels
import SwiftUI

/// The pages under "Tickets".
struct TicketsPages: View {
    let place: Surroundings

    var body: some View {
        switch place.route {
        case .ticket(let id): TicketPage(place: place, id: id).id(id)
        case .proposal(let id): ProposalPage(place: place, id: id).id(id)
        case .plan(let id): PlanPage(place: place, id: id).id(id)
        case .guide(let id): GuidePage(place: place, id: id).id(id)
        case .editTicket(let id): EditTicketPage(place: place, id: id).id(id)
        case .newTicket: NewTicketPage(place: place)
        case .search: SearchPage(place: place)
        default: TicketsPage(place: place)
        }
    }
}
