import SharenumModels
import SwiftUI

/// The sync that runs, or how the last one ended, and the button for the next.
struct RunRows: View {
    let run: SyncRun
    let start: @MainActor () -> Void
    let cancel: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            switch run {
            case .none: Ran(text: words.text("sync_automatic"))
            case .running(let progress): Running(progress: progress)
            case .ended(let summary): Outcome(summary: summary)
            case .failed(let error):
                Ran(text: words.capitalized(words.error(error, formats)))
                Quiet(words.text("error_code", error.code))
            }
            if case .running = run {
                Button(words.text("sync_cancel"), action: cancel).buttonStyle(.bordered)
            } else {
                Button(words.text("sync_now"), action: start).buttonStyle(.main)
            }
        }
        .controlSize(.large)
        .frame(maxWidth: .infinity, alignment: .leading)
    }
}

/// How it stands, said aloud when it changes.
private struct Ran: View {
    let text: String

    var body: some View { Text(text).font(.headline).announced(text) }
}

private struct Running: View {
    let progress: SyncProgress?
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let phase = words.coming(progress)
        Ran(text: phase)
        ProgressView()
            .frame(minHeight: 44)
            .accessibilityLabel(phase)
        if let progress: SyncProgress = progress {
            Quiet(words.carried(progress.bytesSent, progress.bytesReceived, formats))
        }
    }
}

private struct Outcome: View {
    let summary: SyncSummary
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Ran(text: ended)
        Quiet(words.count("sync_changes_sent", Int64(summary.changesSent)))
        Quiet(words.count("sync_changes_received", Int64(summary.changesReceived)))
        if summary.refused > 0 {
            Quiet(words.count("sync_changes_refused", Int64(summary.refused)))
        }
        Quiet(words.carried(summary.bytesSent, summary.bytesReceived, formats))
    }

    private var ended: String {
        if summary.cancelled { return words.text("sync_was_cancelled") }
        if !summary.finished { return words.text("sync_not_finished") }
        guard let role = summary.role else { return words.text("sync_finished") }
        return words.text("sync_finished_with", words.hubRole(role))
    }
}

extension Words {
    /// What the sync is busy with.
    fileprivate func coming(_ progress: SyncProgress?) -> String {
        guard let progress: SyncProgress = progress else { return text("sync_begins") }
        return syncPhase(progress.phase)
    }

    /// How much went each way.
    fileprivate func carried(_ sent: UInt64, _ received: UInt64, _ formats: Formats) -> String {
        text("sync_bytes", formats.bytes(sent), formats.bytes(received))
    }
}
