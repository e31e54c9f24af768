import SharenumModels
import SwiftUI

/// The trainings that came first, and why none fits.
struct TicketTrainings: View {
    let shown: TicketShown
    let open: @MainActor (String) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let step: TrainingStep = shown.ticket.training
        if !step.shown.isEmpty {
            Section {
                Fact(words.count("threads_trainings_seen", Int64(step.shown.count)), step.reason)
                ForEach(shown.trainings, id: \Training.id) { (training: Training) in
                    Row(title: words.training(training), open: way(training))
                }
            } header: {
                SectionTitle(words.text("threads_trainings"))
            }
        }
    }

    private func way(_ training: Training) -> (@MainActor () -> Void)? {
        guard !training.url.isEmpty else { return nil }
        return { open(training.url) }
    }
}

/// What can be read at once, without a network.
struct GuidesToRead: View {
    let title: String
    let guides: [Guide]
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        if !guides.isEmpty {
            Section {
                ForEach(guides, id: \Guide.document) { (guide: Guide) in
                    Row(
                        title: guide.title, above: names(of: guide.tools, words),
                        open: { go(.guide(guide.document)) })
                }
            } header: {
                SectionTitle(title)
            }
        }
    }
}
