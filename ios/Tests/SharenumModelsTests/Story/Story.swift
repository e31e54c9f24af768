import Foundation
import SharenumModels
import Stage
import Testing

let herSchool = "0711052H"
let herSchoolName = "Collège Pasteur"
let microbit = ToolId(value: "microbit")
private let ticketTitle = "Measuring the wind in the yard"

/// The people of the story, and what it is about.
@MainActor
final class Story {
    let live: LiveScene
    let teacher: Person
    let colleague: Person
    let host: Person
    let tablet: Person
    let bus: ResourceId

    /// Nobody has booked it yet.
    let day: CivilDate
    let onTheDay: Date
    var ticket = DocumentId(value: "")
    var workshop = DocumentId(value: "")
    var session = DocumentId(value: "")

    init() async throws {
        let live = try LiveScene()
        self.live = live
        bus = ResourceId(value: live.scene.says("resource_bus"))
        let sixDays: TimeInterval = 6 * 86_400
        day = try CivilDate(live.scene.now.addingTimeInterval(sixDays), in: zone)
        let ten = CivilDateTime(day, try CivilTime(hour: 10, minute: 5))
        let onTheDay = try #require(ten.instant(in: zone))
        self.onTheDay = onTheDay
        teacher = try await Person("newcomer", of: live.scene)
        colleague = try await Person("colleague", of: live.scene)
        tablet = try await Person("tablet", of: live.scene)
        host = Person(try await live.scene.phone("host") { onTheDay }) { onTheDay }
    }

    func ends() async throws {
        for person in [teacher, colleague, host, tablet] { await person.ends() }
        try live.end()
    }

    func sheJoins() async throws {
        let app = teacher.opens { AppModel($0) }
        #expect(Member(try await ready { app.membership.shown }) == nil)
        app.asks()
        let join = teacher.opens { JoinModel($0) }
        join.join(try live.invite(school: herSchool), hub: "")
        try await until("joining", { join.state }, is: { $0.step == .joined })
        try await until(
            "a membership", { app.membership.shown }, is: { $0.value.flatMap(Member.init) != nil })
        let member = try #require(app.membership.shown.value.flatMap(Member.init))
        app.welcome(member)
        #expect(app.navigator.here == .profile)

        let profile = teacher.opens { ProfileModel($0, member) }
        try await until(
            "the directory", { profile.chosen.shown }, is: { $0.value??.name == herSchoolName })
        profile.know(microbit, Proficiency(level: .novice, byHand: false, inClass: false))
        profile.save { _ in app.navigator.go(.nearby) }
        try await until("the start page", { app.navigator.stack }, is: { $0 == [.nearby] })
        try await teacher.until(
            "her tools", { try $0.profile().tools }, is: { $0.keys.contains(microbit) })
        try await ends(teacher, "the first sync")
    }

    func sheFilesATicketOffline() async throws {
        let model = teacher.opens { NewTicketModel($0) }
        try await until("a form", { model.form.filled }, is: \.ready)
        model.choose(.request)
        model.form.toggle(microbit)
        // Those of the tools before, of which there were none, are shown until then.
        try await until(
            "trainings for her tool", { model.trainings.shown }, is: { $0.value?.isEmpty == false })
        model.form.shown(try #require(model.trainings.shown.value).map(\.id))
        model.form[TicketField.reason] = "Too late"
        model.form[TicketField.title] = ticketTitle
        model.form[TicketField.need] = "Somebody who has connected an anemometer before"
        model.form[TicketField.classLevel] = "5e"
        model.form[TicketField.learningGoal] = "Reading a curve"
        model.setRadius(Int(model.form.filled.radiusKm) + 10)
        model.goTo(.review)
        let led = Box<DocumentId>()
        model.send { led.value = $0 }
        try await until("her ticket", { (led.value, model.form.filled) }, is: { $0.0 != nil })
        ticket = try #require(led.value)
        #expect(try await delivery() == .onThisPhone)
        try await colleague.phone.meet()
        #expect(try await !colleagueKnowsHerTicket())
    }

    func theBusCarriesItHome() async throws {
        try await syncs(teacher, live.scene.says("bus_url"))
        #expect(try await delivery() == .withBus)
        try await live.carryHome()
        // She has no other phone: what a second one would find is what the region holds of her.
        let second = try await live.secondPhone(of: teacher.phone)
        let ticket = ticket
        #expect(try await second.call { try $0.ticket(id: ticket).item.title } == ticketTitle)
        #expect(try await second.call { Array(try $0.profile().tools.keys) } == [microbit])
        await second.close()
    }

    func aMiniTechLogsHelp() async throws {
        let model = tablet.opens { LogHelpModel($0) }
        let choices = try await ready { model.choices.shown }
        try await until("a form", { model.form.filled }, is: \.ready)
        model.form[HelpField.helper] = choices.helpers[0]
        model.form[HelpField.tool] = choices.tools[0].id.value
        model.log(solved: true)
        try await until(
            "a help session", { (model.logged, model.form.filled) }, is: { $0.0 != nil })
        session = try #require(model.logged)
        try await syncsNow(tablet)
    }

    func sheCoSigns() async throws {
        try await syncsNow(teacher)
        let model = teacher.opens { HelpModel($0) }
        let waiting = try await ready { model.toCoSign.shown }.items
        let first = try #require(waiting.first)
        // The newest stands first.
        #expect(first.common.id == session)
        model.coSign([first])
        let session = session
        try await teacher.until(
            "her signature", { try $0.helpSession(id: session) }, is: { $0.counts })
        try await syncsNow(teacher)
        try await tablet.phone.meet()
        #expect(try await tablet.reads { try $0.helpSession(id: session).counts })
    }

    /// Syncs by the page's button, and waits for its end.
    func syncs(_ person: Person, _ address: String? = nil) async throws {
        let model = person.opens { SyncModel($0) }
        model.sync(address)
        try await ends(person, address ?? "the region")
    }

    /// Waits for the end of the sync that runs.
    private func ends(_ person: Person, _ what: String) async throws {
        try await until("the end of \(what)", { person.desk.syncing.run }, is: { !$0.isRunning })
        guard case .ended(let summary) = person.desk.syncing.run, summary.finished else {
            Issue.record("\(what): \(person.desk.syncing.run)")
            return
        }
    }

    /// With the region: what it decides on the way out comes with the second.
    func syncsNow(_ person: Person) async throws {
        for _ in 0..<2 { try await syncs(person) }
    }

    private func delivery() async throws -> Delivery {
        let ticket = ticket
        return try await teacher.reads { try $0.ticket(id: ticket).item.common.delivery }
    }

    private func colleagueKnowsHerTicket() async throws -> Bool {
        let ticket = ticket
        return try await colleague.reads {
            let all = try $0.tickets(filter: .all, page: PageRequest(limit: 500))
            return all.items.contains { $0.common.id == ticket }
        }
    }
}
