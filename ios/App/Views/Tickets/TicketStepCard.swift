import SharenumModels
import SwiftUI

/// What leads on with a ticket.
struct TicketStepCard: View {
    let step: LeadsOn
    let ticket: TicketDetail
    let on: TicketIntents
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let offer = ticket.item.direction == .offer
        switch step {
        case .ticket(.widen):
            StepCard(sentence: widenSentence, button: widenButton) { on.perform(.widen) }
        case .ticket(let action):
            StepCard(
                sentence: offer
                    ? words.text("threads_next_answer") : words.text("threads_next_propose"),
                button: offer ? words.text("threads_answer") : words.action(action)
            ) { on.perform(action) }
        case .proposal(let action, let proposal):
            ProposalStepCard(action: action, proposal: proposal, ticket: ticket.item) {
                on.performOn(action, proposal)
            }
        case .plan(let action, let planned):
            PlanStepCard(action: action, planned: planned, ticket: ticket.item, go: on.go)
        }
    }

    /// Nobody has answered yet: what a larger radius would reach.
    private var widenSentence: String {
        guard let wider: Widening = ticket.coverage?.widen else {
            return words.text("threads_next_widen")
        }
        return words.text(
            "threads_next_widen_to", formats.km(Double(wider.radiusKm)),
            words.count("threads_establishments", Int64(wider.establishments)),
            words.count("threads_academies", Int64(wider.academies)))
    }

    private var widenButton: String {
        guard let wider: Widening = ticket.coverage?.widen else { return words.action(.widen) }
        return words.text("threads_widen_to", formats.km(Double(wider.radiusKm)))
    }
}

/// What leads on from a proposal; also under its conversation.
struct ProposalStepCard: View {
    let action: Action
    let proposal: Proposal
    let ticket: TicketItem
    let perform: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let other = otherName(of: proposal, ticket, words)
        let offer = ticket.direction == .offer
        if action == .accept {
            StepCard(
                sentence: offer
                    ? words.text("threads_next_accept_answer", other)
                    : words.text("threads_next_accept", other),
                button: offer ? words.text("threads_accept_answer") : words.action(action),
                effect: words.text("threads_accept_effect"), go: perform)
        } else {
            StepCard(
                sentence: words.text("threads_next_plan", other), button: words.action(action),
                go: perform)
        }
    }
}

/// What leads on from a plan.
private struct PlanStepCard: View {
    let action: Action
    let planned: Planned
    let ticket: TicketItem
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let other = otherName(of: planned.proposal, ticket, words)
        let plan: Plan = planned.plan
        switch action {
        case .publishWorkshop:
            PublishCard(plan: plan, go: go)
        case .chooseDate:
            StepCard(
                sentence: words.text("threads_next_choose", other),
                button: words.text("threads_open_plan")
            ) { go(.plan(plan.common.id)) }
        default:
            StepCard(
                sentence: words.text("threads_next_dates", other),
                button: words.text("threads_open_plan")
            ) { go(.plan(plan.common.id)) }
        }
    }
}

/// The date is settled: a workshop can grow from it. Also on the plan's page.
struct PublishCard: View {
    let plan: Plan
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let settled = plan.chosen.map { formats.slot($0) } ?? ""
        StepCard(
            sentence: words.text("threads_next_publish", settled),
            button: words.action(.publishWorkshop)
        ) { go(.newWorkshop(plan.common.id)) }
    }
}
