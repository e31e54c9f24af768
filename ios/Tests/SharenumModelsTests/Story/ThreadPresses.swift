import SharenumModels
import Stage

/// Tickets, proposals and plans.
@MainActor
enum ThreadPresses {
    static let all = tickets + proposals + plans

    private static func ticket(
        _ action: Action, _ cell: String, on name: String = "ticket_open",
        holds: @escaping Press.Holds
    ) -> Press {
        let id = named(name)
        return Press(
            "Ticket\t\(cell)", action, offered: { try $0.ticket(id: id).item.common.actions },
            holds: holds,
            press: { person in
                let model = person.opens { TicketModel($0, id) }
                model.perform(action, try await ready { model.ticket.shown }.ticket, nowhere)
                guard let form = model.proposing.opened else { return }
                try await form.fill([ThreadField.text: "I come on Friday"])
                model.propose()
            })
    }

    /// One that follows another state of the ticket.
    private static func becomes(
        _ action: Action, _ cell: String, on name: String, _ status: TicketStatus
    ) -> Press {
        let id = named(name)
        return ticket(action, cell, on: name) { try $0.ticket(id: id).item.status == status }
    }

    private static var tickets: [Press] {
        let (open, near) = (named("ticket_open"), named("ticket_unread"))
        return [
            ticket(.propose, "Propose", on: "ticket_unread") {
                try $0.ticket(id: near).proposals.contains { $0.text == "I come on Friday" }
            },
            // In the scene it reaches 15 km.
            ticket(.widen, "Widen") { try $0.ticket(id: open).item.radiusKm > 15 },
            becomes(.startDiscussion, "StartDiscussion", on: "ticket_open", .inDiscussion),
            becomes(.markScheduled, "MarkScheduled", on: "ticket_discussed", .scheduled),
            becomes(.close, "Close", on: "ticket_scheduled", .done),
            becomes(.cancel, "Cancel", on: "ticket_discussed", .cancelled),
            Press(
                "Ticket\tEdit", .edit, offered: { try $0.ticket(id: open).item.common.actions },
                holds: { try $0.ticket(id: open).item.title == "Bridges" },
                press: { person in
                    let model = person.opens { EditTicketModel($0, open) }
                    try await model.form.fill([TicketField.title: "Bridges"])
                    try await until { model.trainings.shown.value != nil }
                    model.save { _ in }
                }),
        ]
    }

    private static func proposal(
        _ action: Action, _ cell: String, on name: String, holds: @escaping Press.Holds,
        then: @escaping @MainActor (ProposalModel) async throws -> Void = { _ in }
    ) -> Press {
        let id = named(name)
        return Press(
            "Proposal\t\(cell)", action, offered: { try $0.proposal(id: id).common.actions },
            holds: holds,
            press: { person in
                let model = person.opens { ProposalModel($0, id) }
                try await ready { model.conversation.shown }
                model.perform(action, nowhere) { _ in }
                try await then(model)
            })
    }

    private static var proposals: [Press] {
        let (standing, talked) = (named("proposal_standing"), named("proposal"))
        let (other, given) = (named("proposal_other"), named("proposal_given"))
        return [
            proposal(.edit, "Edit", on: "proposal_standing") {
                try $0.proposal(id: standing).text == "Another text"
            } then: {
                try await $0.editing.opened?.fill([ThreadField.text: "Another text"])
                $0.saveEdit(before: "", nowhere)
            },
            proposal(.withdraw, "Withdraw", on: "proposal_standing") {
                try $0.proposal(id: standing).status == .withdrawn
            },
            proposal(.accept, "Accept", on: "proposal_other") {
                try $0.proposal(id: other).accepted
            },
            proposal(.startPlan, "StartPlan", on: "proposal_given") {
                try $0.proposal(id: given).plan != nil
            },
            proposal(.write, "Write", on: "proposal") {
                let said = try $0.messages(proposal: talked, page: everything)
                return said.items.contains { $0.body == "Thursday suits me" }
            } then: {
                try await $0.writing.fill([ThreadField.body: "Thursday suits me"])
                $0.write()
            },
        ]
    }

    private static func plan(
        _ action: Action, _ cell: String, holds: @escaping @Sendable (Plan) -> Bool,
        press: @escaping @MainActor (PlanModel, Plan) async throws -> Void
    ) -> Press {
        let id = named("plan")
        return Press(
            "Plan\t\(cell)", action, offered: { try $0.plan(id: id).common.actions },
            holds: { holds(try $0.plan(id: id)) },
            press: { person in
                let model = person.opens { PlanModel($0, id) }
                try await press(model, try await ready { model.plan.shown })
            })
    }

    private static var plans: [Press] {
        let settled = named("plan")
        return [
            plan(.edit, "Edit") {
                $0.forWhom == "Two classes"
            } press: { model, _ in
                try await model.texts.fill([PlanField.forWhom: "Two classes"])
                model.saveTexts()
            },
            plan(.addDate, "AddDate") {
                $0.dates.contains { $0.slot.start.date.iso == "2026-11-20" }
            } press: { model, _ in
                try await model.date.fill([PlanField.day: "2026-11-20"])
                model.addDate()
            },
            plan(.vote, "Vote") {
                $0.dates.first?.myVote == false
            } press: {
                $0.vote($1.dates[0], suits: false)
            },
            plan(.chooseDate, "ChooseDate") {
                $0.chosen == $0.dates.first?.slot
            } press: {
                $0.choose($1.dates[0], before: nil)
            },
            Press(
                "Plan\tPublishWorkshop", .publishWorkshop,
                before: {
                    let date = try $0.plan(id: settled).dates[0]
                    try $0.chooseDate(plan: settled, slot: date.slot)
                },
                offered: { try $0.plan(id: settled).common.actions },
                holds: { app in
                    let mine = try app.workshops(filter: .mine, page: everything).items
                    return mine.contains { $0.title == "From a plan" }
                },
                press: { person in
                    let model = person.opens { WorkshopFormModel($0, from: settled) }
                    try await model.form.fill([WorkshopField.title: "From a plan"])
                    model.send { _ in }
                }),
        ]
    }
}
