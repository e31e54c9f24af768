import Observation
import SharenumKit

/// One help session: to be signed, or to be changed by who logged it.
@Observable
@MainActor
public final class HelpSessionModel: ScreenModel {
    public let session: Reading<HelpSession>
    public let choices: Reading<HelpChoices>
    public let form: Form

    private let id: DocumentId

    public init(_ desk: Desk, _ id: DocumentId) {
        self.id = id
        session = Reading(desk) { try $0.helpSession(id: id) }
        choices = Reading(desk) { try $0.helpChoices(limit: helpChoicesLimit) }
        form = Form(desk, .editHelpSession, id) {
            let session = try $0.helpSession(id: id)
            return [
                HelpField.helper: session.helper,
                HelpField.className: session.className,
                HelpField.pupils: "\(session.pupils)",
                HelpField.minutes: "\(session.minutes)",
                HelpField.tool: session.tool?.id.value ?? "",
                HelpField.what: session.what,
                HelpField.solved: "\(session.solved)",
            ]
        }
        super.init(desk, [session, choices, form])
    }

    /// Does what the core offered with what was shown.
    public func perform(_ action: Action, _ shown: HelpSession) {
        let id = id
        switch action {
        case .coSign:
            desk.act(Word("help_co_signed")) { try $0.coSign(session: id, state: shown.state) }
        case .sendAgain: desk.sendAgain(id)
        case .discard: desk.giveUp(id)
        default: break
        }
    }

    public func save(then: @escaping @MainActor (DocumentId) -> Void) {
        let id = id
        form.send(Word("help_changed")) { app, filled in
            try app.editHelpSession(
                id: id, new: filled.helpSession(solved: filled[HelpField.solved] == "\(true)"))
        } next: {
            $0
        } then: {
            then($0)
        }
    }
}

extension FormState {
    /// What stands in it, with its length alone: the core knows when it ended, and of a timer.
    func helpSession(solved: Bool) -> NewHelpSession {
        NewHelpSession(
            helper: self[HelpField.helper],
            className: self[HelpField.className],
            pupils: number(HelpField.pupils),
            tool: ToolId(value: self[HelpField.tool]),
            time: .lasted(minutes: number(HelpField.minutes)),
            what: self[HelpField.what],
            solved: solved)
    }
}
