import SharenumModels
import SwiftUI

/// What is proposed, by whom, and what may be done with it.
struct ProposalCard: View {
    let shown: Conversation
    let editing: Form?
    let on: ProposalIntents
    @Environment(\.words) private var words: Words

    var body: some View {
        let proposal: Proposal = shown.proposal
        Text(proposal.ticketTitle)
            .font(.title2)
            .accessibilityAddTraits(.isHeader)
        VStack(alignment: .leading, spacing: 8) {
            Text(proposer(of: proposal, words)).font(.headline)
            if let editing {
                Fields(form: editing) {
                    FormField(
                        form: editing, name: ThreadField.text,
                        label: words.text("threads_proposal_text"), lines: 3)
                    FormButtons(
                        done: words.text("save"), sending: editing.filled.sending,
                        finish: on.saveEdit, giveUp: on.keepText)
                }
            } else {
                Text(proposal.text)
            }
            Flow { ProposalBadges(proposal: proposal) }
            Actions(
                actions: proposal.common.actions,
                final: [.withdraw: words.text("threads_withdraw_effect")], elsewhere: elsewhere,
                likely: false, perform: on.perform)
            Button(words.text("threads_open_ticket")) { on.go(.ticket(proposal.ticket)) }
                .buttonStyle(.bordered)
                .controlSize(.large)
        }
        .carded()
        if let contact = proposal.contact {
            ContactCard(
                contact: contact, school: otherSchool(of: proposal, shown.ticket), open: on.open
            )
            .carded()
        }
    }

    /// A line is written below, and what leads on stands there, too.
    private var elsewhere: Set<Action> {
        guard let step: NextStep = shown.proposal.nextStep else { return [.write] }
        return [.write, step.action]
    }
}

extension View {
    /// On a ground of its own, as a row of a list is.
    fileprivate func carded() -> some View {
        frame(maxWidth: .infinity, alignment: .leading)
            .padding()
            .background(Color(uiColor: .secondarySystemBackground), in: .rect(cornerRadius: 12))
    }
}
