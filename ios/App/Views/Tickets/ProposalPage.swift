import SharenumModels
import SwiftUI

/// A proposal and its conversation: the proposal above, the newest line below it all, and under that
/// the field for the next one.
struct ProposalPage: View {
    private let place: Surroundings
    private let id: DocumentId
    @State private var model: ProposalModel
    /// The line at the edge, which stays there when older ones come in above it.
    @State private var line: DocumentId?
    @Environment(\.words) private var words: Words

    init(place: Surroundings, id: DocumentId) {
        self.place = place
        self.id = id
        _model = State(initialValue: ProposalModel(place.desk, id))
    }

    var body: some View {
        let conversation: Conversation? = model.conversation.shown.value
        ScrollView {
            LazyVStack(alignment: .leading, spacing: 8) {
                Show(loaded: model.conversation.shown, retry: model.readAgain) {
                    (shown: Conversation) in
                    ProposalCard(shown: shown, editing: model.editing.opened, on: intents(shown))
                    MessageLines(
                        messages: model.messages.shown,
                        other: otherName(in: shown, words),
                        older: { model.messages.more() }, retry: model.readAgain,
                        perform: { model.perform($0, message: $1) })
                    ProposalLeadsOn(shown: shown, on: intents(shown))
                }
            }
            .scrollTargetLayout()
            .padding()
        }
        .defaultScrollAnchor(.bottom)
        .scrollPosition(id: $line)
        .scrollDismissesKeyboard(.interactively)
        .refreshable { await model.desk.refresh() }
        .safeAreaInset(edge: .bottom) {
            if let conversation: Conversation = conversation {
                if conversation.proposal.common.actions.contains(.write) {
                    Fields(form: model.writing) {
                        Composer(form: model.writing) { model.write() }
                    }
                    .frame(maxWidth: .infinity)
                    .background(.bar)
                } else {
                    ThreadOver()
                }
            }
        }
        .navigationTitle(
            conversation.map { otherName(in: $0, words) } ?? words.text("threads_conversation")
        )
        .navigationBarTitleDisplayMode(.inline)
        .toolbar {
            // In reach however long the conversation is.
            if let contact: Contact = conversation?.proposal.contact {
                BarButton(title: words.text("threads_mail", contact.mail), symbol: "envelope") {
                    model.desk.shell.open("mailto:" + contact.mail)
                }
            }
        }
        .task { await model.live() }
    }

    private func intents(_ shown: Conversation) -> ProposalIntents {
        let ways = Ways(
            became: { if $0 != id { place.replace(.proposal($0)) } },
            gone: { place.leave() })
        return ProposalIntents(
            perform: { action in model.perform(action, ways) { place.go(.plan($0)) } },
            saveEdit: { model.saveEdit(before: shown.proposal.text, ways) },
            keepText: { model.editing.giveUp() },
            go: { place.go($0) },
            open: { model.desk.shell.open($0) })
    }
}

/// What a person may do with a proposal.
struct ProposalIntents {
    let perform: @MainActor (Action) -> Void
    let saveEdit: @MainActor () -> Void
    /// Leaves the proposal as it was.
    let keepText: @MainActor () -> Void
    let go: @MainActor (Route) -> Void
    let open: @MainActor (String) -> Void
}

/// After the newest line: the next step, or the plan once there is one.
private struct ProposalLeadsOn: View {
    let shown: Conversation
    let on: ProposalIntents
    @Environment(\.words) private var words: Words

    var body: some View {
        let proposal: Proposal = shown.proposal
        if let step: NextStep = proposal.nextStep {
            ProposalStepCard(action: step.action, proposal: proposal, ticket: shown.ticket) {
                on.perform(step.action)
            }
            .padding()
            .background(Color.accentColor.opacity(0.15), in: .rect(cornerRadius: 12))
        } else if let plan = proposal.plan {
            Button(words.text("threads_open_plan")) { on.go(.plan(plan)) }
                .buttonStyle(.bordered)
                .controlSize(.large)
        }
    }
}

/// Where the field for a line would be.
private struct ThreadOver: View {
    @Environment(\.words) private var words: Words

    var body: some View {
        Text(words.text("threads_over"))
            .frame(maxWidth: .infinity, alignment: .leading)
            .padding()
            .background(.bar)
    }
}
