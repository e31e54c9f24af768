import SharenumModels
import Stage

@testable import SharenumModels

/// Every screen, and what each shows.
@MainActor
struct Screens {
    let models: [ScreenModel]
    /// What is read of the core at each change.
    let readings: [String: Seen]
    /// What is filled in.
    let forms: [String: Seen]

    init(_ desk: Desk, _ member: Member, guide id: DocumentId, _ scene: Scene = .fixed) {
        let app = AppModel(desk)
        let join = JoinModel(desk)
        let near = NearbyModel(desk)
        let workshop = WorkshopModel(desk, scene.document("workshop_near"))
        let tickets = TicketsModel(desk)
        let ticket = TicketModel(desk, scene.document("ticket_open"))
        let proposal = ProposalModel(desk, scene.document("proposal"))
        let plan = PlanModel(desk, scene.document("plan"))
        let new = NewTicketModel(desk)
        let edit = EditTicketModel(desk, scene.document("ticket_open"))
        let search = SearchModel(desk)
        let guide = GuideModel(desk, id)
        let agenda = AgendaModel(desk)
        let booking = BookingModel(desk, scene.document("booking_asked"))
        let ask = AskDayModel(desk, ResourceId(value: scene.says("resource_bus")))
        let publish = WorkshopFormModel(desk, from: nil)
        let change = WorkshopFormModel(desk, edit: scene.document("workshop_organised"))
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
        models = [
            app, join, near, workshop, tickets, ticket, proposal, plan, new, edit, search, guide,
            agenda, booking, ask, publish, change, help, session, log, bus, sync, me, more, profile,
            alerts, diagnostics,
        ]
        readings = [
            "app.membership": Seen(app.membership),
            "app.unread": Seen(app.unread),
            "near.near": Seen(near.near),
            "near.unread": Seen(near.unread),
            "near.alerts": Seen(near.alerts),
            "near.upcoming": Seen(near.upcoming),
            "workshop.workshop": Seen(workshop.workshop),
            "tickets.mine": Seen(tickets.list(.mine)),
            "tickets.drafts": Seen(tickets.drafts),
            "tickets.refused": Seen(tickets.refused),
            "ticket.ticket": Seen(ticket.ticket),
            "proposal.conversation": Seen(proposal.conversation),
            "proposal.messages": Seen(proposal.messages),
            "plan.plan": Seen(plan.plan),
            "new.missing": Seen(new.missing),
            "new.tools": Seen(new.tools),
            "new.trainings": Seen(new.trainings),
            "new.guides": Seen(new.guides),
            "new.coverage": Seen(new.coverage),
            "edit.ticket": Seen(edit.ticket),
            "edit.tools": Seen(edit.tools),
            "edit.trainings": Seen(edit.trainings),
            "edit.guides": Seen(edit.guides),
            "edit.coverage": Seen(edit.coverage),
            "search.hits": Seen { search.hits.hits },
            "guide.guide": Seen(guide.guide),
            "agenda.resources": Seen(agenda.resources),
            "agenda.next": Seen(agenda.next),
            "agenda.organised": Seen(agenda.organised),
            "agenda.seats": Seen(agenda.seats),
            "agenda.days": Seen(agenda.days),
            "booking.day": Seen(booking.day),
            "ask.name": Seen(ask.name),
            "publish.choices": Seen(publish.choices),
            "publish.found": Seen(publish.found),
            "change.choices": Seen(change.choices),
            "change.found": Seen(change.found),
            "help.toCoSign": Seen(help.toCoSign),
            "help.sessions": Seen(help.sessions),
            "help.totals": Seen(help.totals),
            "session.session": Seen(session.session),
            "session.choices": Seen(session.choices),
            "log.timer": Seen(log.timer),
            "log.choices": Seen(log.choices),
            "log.sessions": Seen(log.sessions),
            "bus.shown": Seen(bus.shown),
            "sync.state": Seen(sync.state),
            "sync.outgoing": Seen(sync.outgoing),
            "sync.drafts": Seen(sync.drafts),
            "me.profile": Seen(me.profile),
            "me.tools": Seen(me.tools),
            "me.exchanges": Seen(me.exchanges),
            "me.region": Seen(me.region),
            "me.aside": Seen(me.aside),
            "me.school": Seen(me.school),
            "more.profile": Seen(more.profile),
            "more.hosts": Seen(more.hosts),
            "more.status": Seen(more.status),
            "profile.profile": Seen(profile.profile),
            "profile.tools": Seen(profile.tools),
            "profile.directory": Seen(profile.directory),
            "profile.towns": Seen(profile.towns),
            "profile.found": Seen(profile.found),
            "profile.chosen": Seen(profile.chosen),
            "alerts.preferences": Seen(alerts.preferences),
            "diagnostics.lines": Seen(diagnostics.lines),
        ]
        forms = [
            "workshop.walkIn": Seen(workshop.walkIn),
            "proposal.writing": Seen(proposal.writing),
            "plan.texts": Seen(plan.texts),
            "plan.date": Seen(plan.date),
            "new.form": Seen(new.form),
            "edit.form": Seen(edit.form),
            "ask.form": Seen(ask.form),
            "publish.form": Seen(publish.form),
            "change.form": Seen(change.form),
            "session.form": Seen(session.form),
            "log.form": Seen(log.form),
            "profile.form": Seen(profile.form),
            "profile.card": Seen(profile.card),
        ]
    }
}
