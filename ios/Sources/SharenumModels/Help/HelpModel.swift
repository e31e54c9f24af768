import Observation
import SharenumKit

/// What a teacher has to co-sign, and what the brigade did.
@Observable
@MainActor
public final class HelpModel: ScreenModel {
    public let toCoSign: Pages<HelpSession>
    public let sessions: Pages<HelpSession>
    public let totals: Reading<HelpTotals>

    public init(_ desk: Desk) {
        toCoSign = Pages(desk) { try $0.helpSessionsToCoSign(page: $1) }
        sessions = Pages(desk) { try $0.helpSessions(page: $1) }
        totals = Reading(desk) { try $0.helpTotals() }
        super.init(desk, [toCoSign, sessions, totals])
    }

    /// Signs exactly what was shown: all of it, or nothing when something was edited meanwhile.
    public func coSign(_ shown: [HelpSession]) {
        desk.act(shown.count == 1 ? Word("help_co_signed") : Word("help_all_co_signed")) { app in
            try app.coSignAll(
                seen: shown.map { SeenHelpSession(session: $0.common.id, state: $0.state) })
        }
    }
}
