import Observation
import SharenumKit

/// A mini-tech's help, logged in three taps: who, with what, solved or not.
@Observable
@MainActor
public final class LogHelpModel: ScreenModel {
    public let choices: Reading<HelpChoices>

    /// What was logged last, below the form.
    public let sessions: Pages<HelpSession>
    public let form: Form

    /// The timer of the core, read anew each second while it runs and the screen is open.
    public let timer: Reading<HelpTimer?>

    /// What was logged here last, to be changed if a finger slipped.
    public private(set) var logged: DocumentId?

    public init(_ desk: Desk) {
        choices = Reading(desk) { try $0.helpChoices(limit: helpChoicesLimit) }
        sessions = Pages(desk) { try $0.helpSessions(page: $1) }
        // Who helped is chosen each time; the class that was helped last is likely the one.
        form = Form(desk, .helpSession) {
            fresh(try $0.helpChoices(limit: 1).classes.first ?? "")
        }
        timer = Reading(desk, drafts: true) { try $0.timer() }
        super.init(desk, [choices, sessions, form, timer])
    }

    public override func live() async {
        let ticks = Task {
            while !Task.isCancelled {
                try await Task.sleep(for: .seconds(1))
                if let measured = timer.shown.value ?? nil, measured.minutes == nil {
                    timer.again()
                }
            }
        }
        await super.live()
        ticks.cancel()
    }

    public func start() {
        let filled = form.filled
        let tool = filled[HelpField.tool]
        let start = TimerStart(
            helper: filled[HelpField.helper], className: filled[HelpField.className],
            tool: tool.isEmpty ? nil : ToolId(value: tool))
        desk.act(nil) { try $0.startTimer(start: start) }
    }

    /// Gives the measured time up; nothing was logged of it.
    public func discardTimer() { desk.act(Word("help_timer_discarded")) { try $0.discardTimer() } }

    /// Logs it; what a timer measured is the core's to know.
    public func log(solved: Bool) {
        form.send(Word("help_logged")) { app, filled in
            try app.logHelpSession(new: filled.helpSession(solved: solved))
        } next: {
            // The next one is likely to be for the same class, by somebody else.
            fresh($0[HelpField.className] ?? "")
        } then: { [weak self] in
            self?.logged = $0
        }
    }
}

/// What stands in the form before a tap.
private func fresh(_ className: String) -> [String: String] {
    [
        HelpField.pupils: "\(offers.pupils)",
        HelpField.minutes: "\(offers.helpMinutes)",
        HelpField.className: className,
    ]
}
