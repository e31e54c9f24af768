import SharenumModels
import SwiftUI

/// One ticket, opened.
struct TicketPage: View {
    private let place: Surroundings
    private let id: DocumentId
    @State private var model: TicketModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings, id: DocumentId) {
        self.place = place
        self.id = id
        _model = State(initialValue: TicketModel(place.desk, id))
    }

    var body: some View {
        Page(title: words.text("document_ticket"), desk: model.desk) {
            Show(loaded: model.ticket.shown, retry: model.readAgain) { (shown: TicketShown) in
                TicketRows(
                    shown: shown, proposing: model.proposing.opened,
                    on: TicketIntents(
                        perform: { model.perform($0, shown.ticket, ways) },
                        performOn: { (action: Action, proposal: Proposal) in
                            model.perform(action, proposal.common.id) { place.go(.plan($0)) }
                        },
                        propose: { model.propose() },
                        keepQuiet: { model.proposing.giveUp() },
                        go: { place.go($0) },
                        open: { model.desk.shell.open($0) }))
            }
        }
        .task { await model.live() }
    }

    private var ways: Ways {
        Ways(
            became: { if $0 != id { place.replace(.ticket($0)) } },
            gone: { place.leave() },
            edit: { place.go(.editTicket(id)) })
    }
}

/// What a person may do with a ticket.
struct TicketIntents {
    let perform: @MainActor (Action) -> Void
    let performOn: @MainActor (Action, Proposal) -> Void
    /// Sends the proposal that is typed.
    let propose: @MainActor () -> Void
    /// Closes the form of a proposal.
    let keepQuiet: @MainActor () -> Void
    let go: @MainActor (Route) -> Void
    let open: @MainActor (String) -> Void
}

/// All of a ticket: what leads on above, what it is about below.
private struct TicketRows: View {
    let shown: TicketShown
    let proposing: Form?
    let on: TicketIntents
    @Environment(\.words) private var words: Words

    var body: some View {
        let ticket: TicketDetail = shown.ticket
        let step: LeadsOn? = shown.leadsOn
        Text(ticket.item.title)
            .font(.title2)
            .accessibilityAddTraits(.isHeader)
            .plainRow()
        Flow {
            TicketBadges(ticket: ticket.item)
            CommonBadge(common: ticket.item.common)
        }
        .plainRow()
        if let proposing {
            Section {
                ProposalForm(form: proposing, send: on.propose, giveUp: on.keepQuiet)
            }
        } else if let step {
            Section { TicketStepCard(step: step, ticket: ticket, on: on) }
        }
        Section {
            Text(ticket.item.need)
            Actions(
                actions: ticket.item.common.actions, final: effects,
                elsewhere: elsewhere(step), likely: false, perform: on.perform)
        }
        TicketProposals(ticket: ticket, step: step, go: on.go)
        if !ticket.workshops.isEmpty {
            Section {
                ForEach(ticket.workshops, id: \WorkshopItem.common.id) { (workshop: WorkshopItem) in
                    WorkshopRow(workshop: workshop) { on.go(.workshop(workshop.common.id)) }
                }
            } header: {
                SectionTitle(words.text("threads_workshops"))
            }
        }
        TicketFacts(ticket: ticket)
        TicketInClass(pedagogy: ticket.pedagogy)
        TicketTrainings(shown: shown, open: on.open)
        GuidesToRead(title: words.text("threads_guides"), guides: shown.guides, go: on.go)
    }

    private func elsewhere(_ step: LeadsOn?) -> Set<Action> {
        guard let step: LeadsOn = step else { return [] }
        return [step.action]
    }

    private var effects: [Action: String] {
        [
            .startDiscussion: words.text("threads_in_discussion_effect"),
            .markScheduled: words.text("threads_scheduled_effect"),
            .close: words.text("threads_done_effect"),
            .cancel: words.text("threads_cancel_effect"),
        ]
    }
}
