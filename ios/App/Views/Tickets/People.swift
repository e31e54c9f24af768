import SharenumModels
import SwiftUI

/// The other of the two whom a proposal connects: by name once they shared their card, else by
/// school.
func otherName(of proposal: Proposal, _ ticket: TicketItem, _ words: Words) -> String {
    proposal.contact?.name
        ?? words.text("threads_teacher_of", otherSchool(of: proposal, ticket))
}

/// The other one of a conversation.
func otherName(in shown: Conversation, _ words: Words) -> String {
    otherName(of: shown.proposal, shown.ticket, words)
}

/// Where the other teaches.
func otherSchool(of proposal: Proposal, _ ticket: TicketItem) -> String {
    proposal.common.mine ? ticket.schoolName : proposal.schoolName
}

/// Who made a proposal.
func proposer(of proposal: Proposal, _ words: Words) -> String {
    proposal.common.mine
        ? words.text("threads_your_proposal")
        : proposal.contact?.name ?? words.text("threads_teacher_of", proposal.schoolName)
}

/// Where a proposal stands.
struct ProposalBadges: View {
    let proposal: Proposal
    @Environment(\.words) private var words: Words

    var body: some View {
        if proposal.accepted {
            Badge(words.text("threads_taken_up"), .good)
        } else {
            Badge(
                words.proposalStatus(proposal.status),
                proposal.status == .offered ? .attention : .plain)
        }
        if proposal.messages > 0 {
            Badge(words.count("threads_messages", Int64(proposal.messages)))
        }
        CommonBadge(common: proposal.common)
    }
}

/// The card that somebody shared: their name, and a mail to them.
struct ContactCard: View {
    let contact: Contact
    var school: String?
    let open: @MainActor (String) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            VStack(alignment: .leading, spacing: 2) {
                Text(contact.name).font(.headline)
                if let school { Text(school).font(.subheadline) }
            }
            .accessibilityElement(children: .combine)
            Button(words.text("threads_mail", contact.mail), systemImage: "envelope") {
                open("mailto:" + contact.mail)
            }
            .buttonStyle(.bordered)
            .controlSize(.large)
        }
        .frame(maxWidth: .infinity, alignment: .leading)
    }
}
