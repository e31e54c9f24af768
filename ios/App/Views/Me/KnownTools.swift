import SharenumModels
import SwiftUI

/// The tools of the catalogue, and what the person knows of each.
struct KnownTools: View {
    let model: ProfileModel
    let space: Namespace.ID
    @Environment(\.words) private var words: Words

    var body: some View {
        let tools = model.tools.shown.value ?? []
        let known = model.known
        Section {
            Quiet(
                tools.isEmpty ? words.text("me_tools_none") : words.text("me_tools_text"))
            Wrong(filled: model.form.filled, name: ProfileField.tools)
            ForEach(tools, id: \Tool.id) { (tool: Tool) in
                KnownTool(tool: tool, known: known[tool.id], space: space) {
                    model.know(tool.id, $0)
                }
            }
        } header: {
            Heading(words.text("me_tools"), in: space)
        }
    }
}

/// One tool; `know` with none takes it out.
private struct KnownTool: View {
    let tool: Tool
    let known: Proficiency?
    let space: Namespace.ID
    let know: @MainActor (Proficiency?) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let name = words.name(tool.name)
        VStack(alignment: .leading, spacing: 8) {
            Heading(name, in: space)
            Flow {
                ForEach(offered, id: \.self) { level in
                    Chip(text: words.level(level), selected: level == known?.level) {
                        choose(level)
                    }
                }
            }
            if let known: Proficiency = known {
                HowKnown(known: known, know: know)
                Button(words.text("remove")) { know(nil) }
                    .buttonStyle(.bordered)
                    .controlSize(.large)
                    .accessibilityLabel(words.text("me_tool_remove_name", name))
            }
        }
    }

    /// Also one that a newer app has kept.
    private var offered: [Level] {
        guard let known: Proficiency = known, !levels.contains(known.level) else { return levels }
        return levels + [known.level]
    }

    /// What nobody has said yet counts as not done.
    private func choose(_ level: Level) {
        know(
            Proficiency(
                level: level, byHand: known?.byHand ?? false, inClass: known?.inClass ?? false))
    }
}

/// By hand, and with a class.
private struct HowKnown: View {
    let known: Proficiency
    let know: @MainActor (Proficiency?) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Switch(
            title: words.text("me_tool_by_hand"), under: words.text("me_tool_by_hand_text"),
            on: known.byHand
        ) { know(Proficiency(level: known.level, byHand: $0, inClass: known.inClass)) }
        Switch(
            title: words.text("me_tool_in_class"), under: words.text("me_tool_in_class_text"),
            on: known.inClass
        ) { know(Proficiency(level: known.level, byHand: known.byHand, inClass: $0)) }
    }
}

private let levels: [Level] = [.novice, .intermediate, .experienced]
