import Foundation
import SharenumKit
import Stage
import Testing

private let scratch = ToolId(value: "scratch")
private let expert = Proficiency(level: .experienced, byHand: true, inClass: true)
private let novice = Proficiency(level: .novice, byHand: true, inClass: false)

private func ticket(because reason: String) -> NewTicket {
    NewTicket(
        direction: .request,
        title: "Scratch with a whole class",
        need: "Somebody who has done it with thirty pupils",
        pedagogy: Pedagogy(
            classLevel: "5e", learningGoal: "Repeat instead of copy", tried: "", obstacle: ""),
        training: TrainingStep(
            shown: reason.isEmpty ? [] : [TrainingId(value: "scratch-debut")], reason: reason),
        tools: [scratch],
        radiusKm: 20)
}

private func inTwoWeeks() throws -> Slot {
    let day = try CivilDate(Date(timeIntervalSinceNow: 14 * 86_400), in: .current)
    let start = CivilDateTime(day, try CivilTime(hour: 14, minute: 0))
    return Slot(start: start, minutes: 90, zone: "Europe/Paris")
}

extension All {
    /// The story that all languages play, against a hub's release program.
    @Suite struct Story {
        private var table: Table
        private var requester: Phone
        private let helper: Phone
        private let tablet: Phone

        init() async throws {
            table = try Table("story")
            requester = try await Phone("requester")
            helper = try await Phone("helper")
            tablet = try await Phone("tablet")
        }

        @Test("Two phones and a tablet play the story")
        mutating func play() async throws {
            try await join()
            let ticket = try await openTicket()
            let proposal = try await findHelp(for: ticket)
            try await writePlan(of: proposal)
            try await publishWorkshop()
            try await logHelp()
            for phone in [requester, helper, tablet] { await phone.app.close() }
            let requester = requester
            let closed = try await outcome {
                try await requester { try $0.tickets(filter: .mine, page: first) }
            }
            table.says("after closing", closed)
            table.compare()
        }

        /// They join, and say where they are and what they know.
        private mutating func join() async throws {
            let requester = requester
            let before = try await outcome {
                try await requester { try $0.tickets(filter: .mine, page: first) }
            }
            table.says("before joining, tickets", before)
            try await requester.join("requester")
            try await helper.join("helper")
            try await tablet.join("tablet")
            table.says("membership", word(try await requester { try $0.membership() }))
            let missing = try await requester { try $0.profile().missing }
            table.says("before a profile, missing", missing?.key)
            for phone in [requester, helper, tablet] { try await phone.sync() }
            let found = try await requester {
                try $0.establishments(query: "pasteur MACON", page: first)
            }
            table.says("establishments found", found.total)
            table.says("found", found.items.first?.establishment.code)
            try await requester {
                let school = SchoolCode(value: Stage.says("her_school"))
                try $0.setProfile(school: school, tools: [scratch: novice])
                try $0.setCard(name: "Mme Durand", mail: "m.durand@ac-dijon.fr")
            }
            try await helper {
                let school = SchoolCode(value: Stage.says("his_school"))
                try $0.setProfile(school: school, tools: [scratch: expert])
                try $0.setCard(name: "M. Martin", mail: "m.martin@ac-lyon.fr")
            }
            for phone in [requester, helper] { try await phone.sync() }
            let coverage = try await requester { try $0.coverage(radiusKm: 20) }
            table.says("20 km cover", coverage.establishments)
            table.says(
                "academies", list(coverage.academies.map { "\($0.academy) \($0.establishments)" }))
        }

        /// A ticket, offline: the trainings of her academy come first, and what is typed is kept.
        private mutating func openTicket() async throws -> DocumentId {
            let trainings = try await requester { try $0.trainingsFor(tools: [scratch]) }
            table.says("trainings first", list(trainings.map(\.id.value)))
            let before = requester
            let refused = try await outcome {
                try await before { try $0.openTicket(new: ticket(because: "")) }
            }
            table.says("a ticket without them", refused)
            try await requester {
                try $0.saveDraft(form: .newTicket, about: nil, fields: ["title": "Scratch with"])
            }
            try await requester.reopen()
            let draft = try await requester { try $0.draft(form: .newTicket, about: nil) }
            table.says("the draft after a restart", draft?.fields["title"])
            let opened = try await requester {
                let reason = "It is in March, the class begins in a month"
                return try $0.openTicket(new: ticket(because: reason))
            }
            let then = try await requester { try $0.draft(form: .newTicket, about: nil) }
            table.says("the draft then", then)
            let page = try await requester { try $0.tickets(filter: .mine, page: first) }
            let mine = try #require(page.items.first)
            table.says("offline, the ticket is", word(mine.common.delivery))
            table.says("its actions", list(mine.common.actions.map(word).sorted()))
            var changes = try await requester.app.changes().makeAsyncIterator()
            #expect(await changes.next() == .reRead)
            let summary = try await requester.sync()
            table.says("changes sent", summary.changesSent)
            let detail = try await requester { try $0.ticket(id: opened.id) }
            table.says("after a sync it is", word(detail.item.common.delivery))
            table.says("a listener heard", await changes.next() != nil)
            return opened.id
        }

        /// The helper is alerted, and proposes.
        private mutating func findHelp(for ticket: DocumentId) async throws -> DocumentId {
            try await helper.sync()
            let alerts = try await helper { try $0.alerts(page: first) }
            let alert = try #require(alerts.items.first)
            table.says("the helper's alert", word(alert.kind))
            table.says("its text", alert.text.key)
            table.says("its distance", alert.km.map { String(format: "%.1f km", $0) })
            let plan = try await helper { try $0.notificationPlan(zone: "Europe/Paris", limit: 60) }
            table.says("notifications", list(plan.map { word($0.ring) }))
            let left = try await helper {
                _ = try $0.notificationsScheduled(sayings: plan.flatMap(\.says))
                return try $0.notificationPlan(zone: "Europe/Paris", limit: 60).count
            }
            table.says("notifications once shown", left)
            let canHelp = try await helper { try $0.tickets(filter: .whereICanHelp, page: first) }
            table.says("where the helper can help", canHelp.total)
            let proposal = try await helper {
                try $0.propose(ticket: ticket, text: "I can come on a Wednesday")
            }
            try await helper.sync()
            try await requester.sync()
            let proposals = try await requester { try $0.ticket(id: ticket).proposals }
            table.says("proposals", proposals.count)
            try await requester { try $0.acceptProposal(id: proposal) }
            for phone in [requester, helper, requester] { try await phone.sync() }
            let accepted = try await requester { try $0.proposal(id: proposal) }
            table.says("the other's card", accepted.contact?.name)
            return proposal
        }

        /// Both write the plan offline; what both wrote is merged.
        private mutating func writePlan(of proposal: DocumentId) async throws {
            let id = try await requester {
                try $0.startPlan(proposal: proposal, first: PlanEdit(what: "A first loop"))
            }
            for phone in [requester, helper] { try await phone.sync() }
            try await requester { try $0.editPlan(id: id, edit: PlanEdit(forWhom: "5e B")) }
            let date = try inTwoWeeks()
            try await helper {
                try $0.editPlan(id: id, edit: PlanEdit(venue: "Salle 12", addDates: [date]))
            }
            for phone in [requester, helper, requester] { try await phone.sync() }
            for (whose, phone) in [("hers", requester), ("his", helper)] {
                let plan = try await phone { try $0.plan(id: id) }
                let told = [plan.what, plan.forWhom, plan.venue, "\(plan.dates.count)"]
                table.says("the plan on \(whose)", told.joined(separator: " | "))
            }
        }

        /// A workshop, an alert, a seat that the region confirms.
        private mutating func publishWorkshop() async throws {
            let slot = try inTwoWeeks()
            let workshop = try await requester {
                try $0.publishWorkshop(
                    new: NewWorkshop(
                        title: "Scratch together", description: "Bring a laptop", tools: [scratch],
                        venue: .mySchool, radiusKm: 20, slot: slot, seats: 8))
            }
            try await requester.sync()
            try await helper.sync()
            let alerts = try await helper { try $0.alerts(page: first) }
            table.says("the helper's alerts", list(alerts.items.map { word($0.kind) }.sorted()))
            let here = try #require(try await requester { try $0.profile().at.first?.position })
            let near = try await helper { try $0.nearMe(place: here, radiusKm: 5, page: first) }
            table.says("near a place", near.total)
            try await helper { try $0.askSeat(workshop: workshop) }
            let asked = try await helper { try $0.workshop(id: workshop).item.mySeat }
            table.says("offline, the seat is", asked.map(word))
            try await helper.sync()
            try await helper.sync()
            let decided = try await helper { try $0.workshop(id: workshop).item.mySeat }
            table.says("the seat then", decided.map(word))
            let upcoming = try await helper { try $0.workshops(filter: .upcoming, page: first) }
            table.says("upcoming", upcoming.total)
        }

        /// A mini-tech logs help on the school's tablet, and a teacher of the school signs it.
        private mutating func logHelp() async throws {
            let session = try await tablet {
                try $0.logHelpSession(
                    new: NewHelpSession(
                        helper: "Pixel", className: "6e B", pupils: 2,
                        tool: ToolId(value: "microbit"),
                        time: .began(started: Date(timeIntervalSinceNow: -3_600), minutes: 15),
                        what: "The cable was loose", solved: true))
            }
            try await tablet.sync()
            try await requester.sync()
            let toSign = try await requester { try $0.helpSessionsToCoSign(page: first) }
            table.says("to co-sign", toSign.total)
            let state = try #require(toSign.items.first?.state)
            let (requester, tablet) = (requester, tablet)
            let elsewhere = try await outcome {
                let unseen = SeenHelpSession(session: session, state: Data(count: 32))
                try await requester { try $0.coSignAll(seen: [unseen]) }
            }
            table.says("a state that is not there", elsewhere)
            try await requester { try $0.coSign(session: session, state: state) }
            try await requester.sync()
            try await tablet.sync()
            let totals = try await tablet { try $0.helpTotals() }
            table.says("what counts", "\(totals.sessions) session, \(totals.minutes) minutes")
            let opened = try await outcome {
                try await tablet { try $0.openTicket(new: ticket(because: "no")) }
            }
            table.says("a tablet opens a ticket", opened)
            let status = try await requester { try $0.syncStatus() }
            table.says("nothing left", status.undelivered.onThisPhone)
        }
    }
}
