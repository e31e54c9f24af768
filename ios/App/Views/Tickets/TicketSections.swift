import SharenumModels
import SwiftUI

/// The proposals that this phone may see; each opens its conversation.
struct TicketProposals: View {
    let ticket: TicketDetail
    let step: LeadsOn?
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        if !ticket.proposals.isEmpty || ticket.item.common.mine {
            Section {
                if ticket.proposals.isEmpty { Text(words.text("threads_no_proposals")) }
                ForEach(ticket.proposals, id: \Proposal.common.id) { (proposal: Proposal) in
                    ProposalRow(
                        proposal: proposal, plan: proposal.plan == above ? nil : proposal.plan,
                        go: go)
                }
            } header: {
                SectionTitle(words.text("threads_proposals"))
            }
        }
    }

    /// The plan that leads on has its button above.
    private var above: DocumentId? {
        guard case .plan(_, let planned) = step else { return nil }
        let plan: Plan = planned.plan
        return plan.common.id
    }
}

private struct ProposalRow: View {
    let proposal: Proposal
    let plan: DocumentId?
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Row(
                title: proposer(of: proposal, words),
                above: formats.instant(proposal.common.created), text: proposal.text,
                open: { go(.proposal(proposal.common.id)) }
            ) {
                ProposalBadges(proposal: proposal)
            }
            if let plan {
                Button(words.text("threads_open_plan")) { go(.plan(plan)) }
                    .buttonStyle(.bordered)
                    .controlSize(.large)
            }
        }
    }
}

/// What it is about, from where, and why it is shown here.
struct TicketFacts: View {
    let ticket: TicketDetail
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let item: TicketItem = ticket.item
        let km = item.common.mine ? nil : item.km.map { formats.km($0) }
        Section {
            Fact(words.text("tools"), names(of: item.tools, words))
            Fact(words.text("threads_school"), inOneLine(item.schoolName, km))
            Fact(
                words.text("threads_radius"),
                ticket.coverage.map { reach($0) } ?? formats.km(Double(item.radiusKm)))
            if let silent = ticket.notAlerted {
                Fact(
                    words.text("threads_not_alerted"),
                    words.capitalized(words.notAlerted(silent, formats)))
            } else {
                Fact(
                    words.text("why_shown"), words.capitalized(words.phrase(item.why, formats)))
            }
        } header: {
            SectionTitle(words.text("threads_about"))
        }
    }

    private func reach(_ coverage: Coverage) -> String {
        let radius = formats.km(Double(coverage.radiusKm))
        if coverage.others == 0 { return words.text("threads_reaches_nobody", radius) }
        let academies = coverage.academies.map { (academy: AcademyCount) in
            words.text("threads_academy", academy.academy, academy.establishments)
        }
        return words.text(
            "threads_reaches", radius,
            words.count("threads_establishments", Int64(coverage.establishments)),
            academies.joined(separator: ", "))
    }
}

/// The four questions of pedagogy; what was left empty is not shown.
struct TicketInClass: View {
    let pedagogy: Pedagogy
    @Environment(\.words) private var words: Words

    var body: some View {
        let all = [
            (words.text("threads_class_level"), pedagogy.classLevel),
            (words.text("threads_learning_goal"), pedagogy.learningGoal),
            (words.text("threads_tried"), pedagogy.tried),
            (words.text("threads_obstacle"), pedagogy.obstacle),
        ]
        let answers = all.filter { !$0.1.isEmpty }
        if !answers.isEmpty {
            Section {
                ForEach(answers, id: \.0) { Fact($0.0, $0.1) }
            } header: {
                SectionTitle(words.text("threads_frame"))
            }
        }
    }
}
