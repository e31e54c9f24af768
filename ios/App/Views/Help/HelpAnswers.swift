import SharenumModels
import SwiftUI

/// One of a few by one tap, or another by typing; a second tap takes it back.
struct HelpAnswer: View {
    let answers: [String]
    let form: Form
    let name: String
    let other: String
    @State private var typing = false

    var body: some View {
        let chosen = form.filled[name]
        if !answers.isEmpty {
            Flow {
                ForEach(answers, id: \.self) { answer in
                    Chip(text: answer, selected: answer == chosen) {
                        form.set(name, answer == chosen ? "" : answer)
                    }
                }
            }
        }
        if typing || answers.isEmpty || !(chosen.isEmpty || answers.contains(chosen)) {
            FormField(form: form, name: name, label: other)
        } else {
            Button(other) { typing = true }.frame(minHeight: 44)
            Wrong(filled: form.filled, name: name)
        }
    }
}

/// One of the tools of the list; a second tap takes it back.
struct HelpTools: View {
    let tools: [Tool]
    let form: Form

    var body: some View {
        Flow {
            ForEach(tools, id: \Tool.id) { HelpTool(tool: $0, form: form) }
        }
        Wrong(filled: form.filled, name: HelpField.tool)
    }
}

private struct HelpTool: View {
    let tool: Tool
    let form: Form
    @Environment(\.words) private var words: Words

    var body: some View {
        let chosen = form.filled[HelpField.tool] == tool.id.value
        Chip(text: words.name(tool.name), selected: chosen) {
            form.set(HelpField.tool, chosen ? "" : tool.id.value)
        }
    }
}

/// What may stay as it is.
struct MoreOfHelp: View {
    let form: Form
    @State private var opened = false
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            if opened || refusedHere {
                HelpDetails(form: form)
            } else {
                Button(words.text("help_more")) { opened = true }.frame(minHeight: 44)
            }
        }
    }

    private var refusedHere: Bool {
        let filled: FormState = form.filled
        return refusal(of: HelpField.pupils, in: filled) != nil
            || refusal(of: HelpField.what, in: filled) != nil
    }
}

/// How many, how long, and what was done.
struct HelpDetails: View {
    let form: Form
    @Environment(\.words) private var words: Words

    var body: some View {
        FormField(
            form: form, name: HelpField.pupils, label: words.text("help_pupils"),
            keyboard: .numberPad)
        FormField(
            form: form, name: HelpField.minutes, label: words.text("help_minutes"),
            keyboard: .numberPad)
        FormField(
            form: form, name: HelpField.what, label: words.text("help_what"),
            help: words.text("help_what_help"), lines: 2)
    }
}
