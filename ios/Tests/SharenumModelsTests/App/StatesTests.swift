import SharenumModels
import Stage
import Testing

@testable import SharenumModels

/// What is shown, whatever of.
private enum State {
    case loading
    case ready
    case failed
}

extension Loaded {
    fileprivate var state: State {
        switch self {
        case .loading: .loading
        case .ready: .ready
        case .failed: .failed
        }
    }
}

@MainActor
private func of<T>(_ reading: Reading<T>) -> () -> State { { reading.shown.state } }

@MainActor
private func of<T>(_ pages: Pages<T>) -> () -> State { { pages.shown.state } }

extension All {
    /// The states that each screen goes through.
    @MainActor
    @Suite struct States {
        @Test("Every screen is loading, then full, and says so when the phone cannot be read")
        func states() async throws {
            let person = try await Person("teacher")
            let (desk, scene) = (person.desk, Scene.fixed)
            let membership = try await person.reads { try $0.membership() }
            let member = try #require(Member(membership))
            let app = AppModel(desk)
            let near = NearbyModel(desk)
            let workshop = WorkshopModel(desk, scene.document("workshop_near"))
            let tickets = TicketsModel(desk)
            let ticket = TicketModel(desk, scene.document("ticket_open"))
            let proposal = ProposalModel(desk, scene.document("proposal"))
            let plan = PlanModel(desk, scene.document("plan"))
            let new = NewTicketModel(desk)
            let edit = EditTicketModel(desk, scene.document("ticket_open"))
            let agenda = AgendaModel(desk)
            let booking = BookingModel(desk, scene.document("booking_asked"))
            let ask = AskDayModel(desk, ResourceId(value: scene.says("resource_bus")))
            let publish = WorkshopFormModel(desk, from: nil)
            let help = HelpModel(desk)
            let session = HelpSessionModel(desk, scene.document("session_corrected"))
            let log = LogHelpModel(desk)
            let bus = BusModel(desk)
            let sync = SyncModel(desk)
            let me = MeModel(desk, member)
            let more = MoreModel(desk, member)
            let profile = ProfileModel(desk, member)
            let alerts = AlertsModel(desk)
            let diagnostics = DiagnosticsModel(desk)
            let models: [ScreenModel] = [
                app, near, workshop, tickets, ticket, proposal, plan, new, edit, agenda, booking,
                ask, publish, help, session, log, bus, sync, me, more, profile, alerts, diagnostics,
            ]
            let shown = [
                "app.membership": of(app.membership),
                "near.near": of(near.near),
                "near.unread": of(near.unread),
                "near.alerts": of(near.alerts),
                "near.upcoming": of(near.upcoming),
                "workshop.workshop": of(workshop.workshop),
                "tickets.drafts": of(tickets.drafts),
                "tickets.refused": of(tickets.refused),
                "ticket.ticket": of(ticket.ticket),
                "proposal.conversation": of(proposal.conversation),
                "proposal.messages": of(proposal.messages),
                "plan.plan": of(plan.plan),
                "new.missing": of(new.missing),
                "new.tools": of(new.tools),
                "new.trainings": of(new.trainings),
                "new.guides": of(new.guides),
                "new.coverage": of(new.coverage),
                "edit.ticket": of(edit.ticket),
                "agenda.resources": of(agenda.resources),
                "agenda.next": of(agenda.next),
                "agenda.organised": of(agenda.organised),
                "agenda.seats": of(agenda.seats),
                "agenda.days": of(agenda.days),
                "booking.day": of(booking.day),
                "ask.name": of(ask.name),
                "publish.choices": of(publish.choices),
                "publish.found": of(publish.found),
                "help.toCoSign": of(help.toCoSign),
                "help.sessions": of(help.sessions),
                "help.totals": of(help.totals),
                "session.session": of(session.session),
                "session.choices": of(session.choices),
                "log.choices": of(log.choices),
                "log.sessions": of(log.sessions),
                "bus.shown": of(bus.shown),
                "sync.state": of(sync.state),
                "sync.outgoing": of(sync.outgoing),
                "sync.drafts": of(sync.drafts),
                "me.profile": of(me.profile),
                "me.tools": of(me.tools),
                "me.exchanges": of(me.exchanges),
                "me.region": of(me.region),
                "me.aside": of(me.aside),
                "me.school": of(me.school),
                "more.profile": of(more.profile),
                "more.hosts": of(more.hosts),
                "more.status": of(more.status),
                "profile.profile": of(profile.profile),
                "profile.tools": of(profile.tools),
                "profile.directory": of(profile.directory),
                "profile.towns": of(profile.towns),
                "profile.found": of(profile.found),
                "profile.chosen": of(profile.chosen),
                "alerts.preferences": of(alerts.preferences),
                "diagnostics.lines": of(diagnostics.lines),
            ]
            func all(_ state: State) -> [String] {
                shown.filter { $0.value() == state }.keys.sorted()
            }
            #expect(all(.loading).count == shown.count)
            for model in models { _ = person.opens { _ in model } }
            try await until { all(.loading).isEmpty }
            #expect(all(.failed) == [])
            await person.phone.close()
            for model in models { model.readAgain() }
            // Nothing is searched for, and nothing is asked of the core.
            try await until { all(.ready) == ["publish.found"] }
            await person.ends()
        }
    }
}
