import SharenumModels
import SwiftUI

/// A help session in a list: who, with what, for whom, and whether it counts.
struct HelpRow: View {
    let session: HelpSession
    var open: (@MainActor () -> Void)?
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Row(
            title: inOneLine(
                session.helper, session.tool.map { (tool: Tool) in words.name(tool.name) }),
            above: words.text(
                "help_row_above", formats.instant(session.started),
                formats.minutes(Int64(session.minutes))),
            text: lines(
                words.count("help_pupils_of", Int64(session.pupils), session.className),
                session.what),
            open: open
        ) {
            if session.solved {
                Badge(words.text("help_solved"), .good)
            } else {
                Badge(words.text("help_unsolved"))
            }
            if session.counts { Badge(words.text("help_counts"), .good) }
            if session.voided { Badge(words.text("help_voided"), .attention) }
            CommonBadge(common: session.common)
        }
    }
}
