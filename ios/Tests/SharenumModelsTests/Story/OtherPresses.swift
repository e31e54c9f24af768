import SharenumModels
import Stage

/// Help of mini-techs, alerts, and what the region refused.
@MainActor
enum OtherPresses {
    static let all = [edit, coSign, read, refused(.sendAgain), refused(.discard)]

    private static var edit: Press {
        let id = named("session_corrected")
        return Press(
            "HelpSession\tEdit", .edit, by: "tablet",
            offered: { try $0.helpSession(id: id).common.actions },
            holds: { try $0.helpSession(id: id).what == "The nozzle was blocked" },
            press: { person in
                let model = person.opens { HelpSessionModel($0, id) }
                try await model.form.fill([HelpField.what: "The nozzle was blocked"])
                model.save { _ in }
            })
    }

    private static var coSign: Press {
        Press(
            "HelpSession\tCoSign", .coSign,
            offered: { try $0.newest().common.actions },
            holds: { try !$0.newest().common.actions.contains(.coSign) },
            press: { person in
                let model = person.opens { HelpModel($0) }
                model.coSign(try await ready { model.toCoSign.shown }.items)
            })
    }

    private static var read: Press {
        Press(
            "Alert\tMarkRead", .markRead,
            offered: { try $0.alerts(page: everything).items.flatMap(\.actions) },
            holds: { try $0.unreadAlerts() == 0 },
            press: { person in
                let model = person.opens { NearbyModel($0) }
                let alerts = try await ready { model.alerts.shown }.items
                for alert in alerts { model.read(alert) }
            })
    }

    private static func refused(_ action: Action) -> Press {
        Press(
            action == .discard ? "Refused\tDiscard" : "Refused\tSendAgain", action,
            offered: { try $0.refused().flatMap(\.actions) },
            holds: { try $0.refused().isEmpty },
            press: { person in
                let model = person.opens { SyncModel($0) }
                let state = try await ready { model.state.shown }
                for refused in state.refused { model.perform(action, refused) }
            })
    }
}

extension SharenumApp {
    /// The help session that was logged last.
    fileprivate func newest() throws -> HelpSession {
        let waiting = try helpSessionsToCoSign(page: everything).items
        return try waiting.first ?? helpSession(id: named("session_corrected"))
    }
}
