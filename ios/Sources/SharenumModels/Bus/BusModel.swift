import Observation
import SharenumKit

/// What a host sees: what this person welcomes people on, and one day of one of them.
public struct HostDay: Equatable, Sendable {
    public let hosted: [Resource]
    /// None for somebody who is no host.
    public let day: BusDay?
    public let isToday: Bool
}

/// A day of the bus, for its host. All of it works without a network.
@Observable
@MainActor
public final class BusModel: ScreenModel {
    public let shown: Reading<HostDay>

    private let chosen: Chosen
    @ObservationIgnored private var forms: [DocumentId: Form] = [:]

    public init(_ desk: Desk) {
        let chosen = Chosen()
        self.chosen = chosen
        shown = Reading(
            desk, about: { chosen.asked(desk.shell.today) }, read: { try HostDay($1, $0) })
        super.init(desk, [shown])
    }

    override func hear(_ change: Change) {
        super.hear(change)
        for form in forms.values { form.hear(change) }
    }

    /// The form of those who come unannounced to a workshop.
    public func walkIn(_ workshop: DocumentId) -> Form {
        if let form = forms[workshop] { return form }
        let form = Form(desk, .walkIn, workshop)
        form.open()
        forms[workshop] = form
        return form
    }

    /// Shows another day; none is today.
    public func show(_ day: CivilDate?) {
        chosen.day = day
        readAgain()
    }

    public func show(_ resource: Resource) {
        chosen.resource = resource.id
        readAgain()
    }

    /// Adds who stands in the form of a workshop, which then waits for the next one.
    public func addWalkIn(_ workshop: DocumentId) {
        walkIn(workshop).send(nil) { app, filled in
            try app.addWalkIn(workshop: workshop, label: filled[WalkInField.label])
        } next: { _ in
            [:]
        } then: { [desk] entry in
            desk.tell(
                Notice(Word("walk_in_added")) {
                    desk.undo { try $0.takeBackWalkIn(workshop: workshop, entry: entry) }
                })
        }
    }

    public func checkIn(_ workshop: DocumentId, _ attendee: Attendee, present: Bool) {
        desk.checkIn(workshop, attendee, present: present)
    }
}

/// What the host looks at.
@MainActor
private final class Chosen {
    // None is today, also after midnight.
    var day: CivilDate?
    var resource: ResourceId?

    func asked(_ today: CivilDate?) -> Asked? {
        today.map { Asked(day: day ?? $0, today: $0, resource: resource) }
    }
}

private struct Asked: Equatable, Sendable {
    let day: CivilDate
    let today: CivilDate
    let resource: ResourceId?
}

extension HostDay {
    fileprivate init(_ asked: Asked, _ app: SharenumApp) throws {
        hosted = try app.hostedResources()
        let resource = hosted.first { $0.id == asked.resource } ?? hosted.first
        day = try resource.map { try app.busDay(resource: $0.id, day: asked.day) }
        isToday = asked.day == asked.today
    }
}
