import SharenumModels
import Stage

/// Workshops, seats and days.
@MainActor
enum AgendaPresses {
    static let all = workshops + seats + days

    private static func workshop(
        _ action: Action, _ cell: String, by: String = "teacher", on name: String,
        later: Double = 0, holds: @escaping @Sendable (WorkshopDetail) -> Bool,
        press: @escaping @MainActor (WorkshopModel, WorkshopDetail) async throws -> Void
    ) -> Press {
        let id = named(name)
        return Press(
            "Workshop\t\(cell)", action, by: by, later: later,
            offered: { try $0.workshop(id: id).item.common.actions },
            holds: { holds(try $0.workshop(id: id)) },
            press: { person in
                let model = person.opens { WorkshopModel($0, id) }
                try await press(model, try await ready { model.workshop.shown })
            })
    }

    private static var workshops: [Press] {
        let organised = named("workshop_organised")
        // It is over by then.
        let fourDays = 4.0 * 86_400
        return [
            workshop(.close, "Close", on: "workshop_organised", later: fourDays) {
                $0.item.status == .done
            } press: {
                $0.perform(.close, $1) {}
            },
            workshop(.cancel, "Cancel", on: "workshop_organised") {
                $0.item.status == .cancelled
            } press: {
                $0.perform(.cancel, $1) {}
            },
            workshop(.checkIn, "CheckIn", on: "workshop_bus") {
                $0.attendees.contains { $0.presentAt != nil }
            } press: {
                $0.checkIn($1.attendees[0], present: true)
            },
            workshop(.addWalkIn, "AddWalkIn", by: "host", on: "workshop_bus") {
                $0.walkIns.contains { $0.label == "A teacher of Cluny" }
            } press: { model, _ in
                try await model.walkIn.fill([WalkInField.label: "A teacher of Cluny"])
                model.addWalkIn()
            },
            Press(
                "Workshop\tEdit", .edit,
                offered: { try $0.workshop(id: organised).item.common.actions },
                holds: { try $0.workshop(id: organised).item.title == "Four robots" },
                press: { person in
                    let model = person.opens { WorkshopFormModel($0, edit: organised) }
                    try await model.form.fill([WorkshopField.title: "Four robots"])
                    model.send { _ in }
                }),
        ]
    }

    private static var seats: [Press] {
        let organised = named("workshop_organised")
        return [
            workshop(.askSeat, "AskSeat", on: "workshop_near") {
                $0.item.mySeat == .asked
            } press: {
                $0.perform(.askSeat, $1) {}
            },
            workshop(.cancelSeat, "CancelSeat", by: "colleague", on: "workshop_organised") {
                $0.item.mySeat == nil || $0.item.mySeat == .cancelled
            } press: {
                $0.perform(.cancelSeat, $1) {}
            },
            Press(
                "Registration\tCancelSeat", .cancelSeat, by: "colleague",
                offered: { try $0.seat(organised)?.common.actions ?? [] },
                holds: { try $0.seat(organised).map { $0.state == .cancelled } ?? true },
                press: { person in
                    let model = person.opens { AgendaModel($0) }
                    let seats = try await ready { model.seats.shown }.items
                    for seat in seats where seat.workshop == organised {
                        model.perform(.cancelSeat, seat)
                    }
                }),
        ]
    }

    private static func booking(
        _ action: Action, _ cell: String, on name: String, holds: @escaping Press.Holds,
        then: @escaping @MainActor (Person, Route) async throws -> Void = { _, _ in }
    ) -> Press {
        let id = named(name)
        return Press(
            "Booking\t\(cell)", action, offered: { try $0.booking(id: id).common.actions },
            holds: holds,
            press: { person in
                let model = person.opens { BookingModel($0, id) }
                let led = Box<Route>()
                let booking = try await ready { model.day.shown }.booking
                model.perform(action, booking) { led.value = $0 }
                if action == .cancelDay { return }
                try await until { led.value != nil }
                if let route = led.value { try await then(person, route) }
            })
    }

    private static func asks(_ person: Person, _ bus: ResourceId, _ purpose: String) async throws {
        let model = person.opens { AskDayModel($0, bus) }
        try await model.form.fill([
            AskDayField.day: "26/11/2026", AskDayField.purpose: purpose,
        ])
        model.ask { _ in }
    }

    private static var days: [Press] {
        let asked = named("booking_asked")
        let bus = ResourceId(value: Scene.fixed.says("resource_bus"))
        return [
            booking(.cancelDay, "CancelDay", on: "booking_asked") {
                try $0.booking(id: asked).state == .cancelled
            },
            booking(.askDay, "AskDay", on: "booking_refused") {
                try $0.hasAsked("Another day, then")
            } then: { person, _ in
                try await asks(person, bus, "Another day, then")
            },
            booking(.publishWorkshop, "PublishWorkshop", on: "booking_asked") {
                try !$0.booking(id: asked).workshops.isEmpty
            } then: { person, _ in
                let model = person.opens { WorkshopFormModel($0, from: nil) }
                try await model.form.fill([WorkshopField.title: "On board"])
                model.send { _ in }
            },
            Press(
                "Resource\tAskDay", .askDay,
                offered: { try $0.resources().first { $0.id == bus }?.actions ?? [] },
                holds: { try $0.hasAsked("A week later") },
                press: { try await asks($0, bus, "A week later") }),
        ]
    }
}

extension SharenumApp {
    fileprivate func seat(_ workshop: DocumentId) throws -> Registration? {
        try myRegistrations(page: everything).items.first { $0.workshop == workshop }
    }

    fileprivate func hasAsked(_ purpose: String) throws -> Bool {
        try myBookings(page: everything).items.contains { $0.purpose == purpose }
    }
}
