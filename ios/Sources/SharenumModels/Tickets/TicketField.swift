import SharenumKit

/// The fields of a ticket's forms, by the core's names of them.
public enum TicketField {
    public static let direction = "field.direction"
    public static let tools = "field.tools"
    public static let training = "field.training"
    public static let reason = "field.reason"
    public static let title = "field.title"
    public static let need = "field.need"
    public static let classLevel = "field.class-level"
    public static let learningGoal = "field.learning-goal"
    public static let tried = "field.tried"
    public static let obstacle = "field.obstacle"
    public static let radius = "field.radius"

    /// Where the person was; no field of the ticket.
    static let step = "step"
}

extension Direction {
    /// How it stands in a form.
    var inField: String {
        switch self {
        case .request: "request"
        case .offer: "offer"
        case .unknown(let word): word
        }
    }

    /// As it stands in a form.
    init(inField word: String) {
        let known = [Direction.request, .offer].first { $0.inField == word }
        self = known ?? .unknown(word: word)
    }
}

extension FormState {
    public var direction: Direction { Direction(inField: self[TicketField.direction]) }

    public var tools: [ToolId] { ids(TicketField.tools).map(ToolId.init(value:)) }

    public var trainingsShown: [TrainingId] {
        ids(TicketField.training).map(TrainingId.init(value:))
    }

    /// In km; 0, which the core does not take, for what is no number.
    public var radiusKm: UInt16 { number(TicketField.radius) }

    private var pedagogy: Pedagogy {
        Pedagogy(
            classLevel: self[TicketField.classLevel],
            learningGoal: self[TicketField.learningGoal],
            tried: self[TicketField.tried],
            obstacle: self[TicketField.obstacle])
    }

    var newTicket: NewTicket {
        NewTicket(
            direction: direction,
            title: self[TicketField.title],
            need: self[TicketField.need],
            pedagogy: pedagogy,
            training: TrainingStep(shown: trainingsShown, reason: self[TicketField.reason]),
            tools: tools,
            radiusKm: radiusKm)
    }

    /// What the form changes in `ticket`, and nothing else; `shown` are the trainings beside it.
    /// Trainings that were published since come with other tools, or with another reason: who only
    /// widens is asked nothing about them.
    func edit(of ticket: TicketDetail, shown: [TrainingId]) -> TicketEdit {
        let (item, reason) = (ticket.item, self[TicketField.reason])
        let otherTools = Set(tools) != Set(item.tools.map(\.id))
        let training = TrainingStep(shown: shown, reason: reason)
        return TicketEdit(
            title: self[TicketField.title].unless(item.title),
            need: self[TicketField.need].unless(item.need),
            pedagogy: pedagogy == ticket.pedagogy ? nil : pedagogy,
            training: otherTools || reason != ticket.training.reason ? training : nil,
            tools: otherTools ? tools : nil,
            radiusKm: radiusKm == item.radiusKm ? nil : radiusKm)
    }
}

extension String {
    fileprivate func unless(_ other: String) -> String? { self == other ? nil : self }
}

extension Form {
    /// Puts a tool in, or takes it out again.
    public func toggle(_ tool: ToolId) {
        let chosen = filled.tools
        let now = chosen.contains(tool) ? chosen.filter { $0 != tool } : chosen + [tool]
        set(TicketField.tools, now.map(\.value).joined(separator: " "))
    }

    /// Keeps which trainings the person was shown.
    public func shown(_ trainings: [TrainingId]) {
        if trainings != filled.trainingsShown {
            set(TicketField.training, trainings.map(\.value).joined(separator: " "))
        }
    }
}

extension TicketDetail {
    /// What stands in the form of a ticket before anything is changed.
    var fields: [String: String] {
        [
            TicketField.direction: item.direction.inField,
            TicketField.tools: item.tools.map(\.id.value).joined(separator: " "),
            TicketField.reason: training.reason,
            TicketField.title: item.title,
            TicketField.need: item.need,
            TicketField.classLevel: pedagogy.classLevel,
            TicketField.learningGoal: pedagogy.learningGoal,
            TicketField.tried: pedagogy.tried,
            TicketField.obstacle: pedagogy.obstacle,
            TicketField.radius: "\(item.radiusKm)",
        ]
    }

    /// What makes up for `edit`: the same fields as they are in this ticket.
    func undoing(_ edit: TicketEdit) -> TicketEdit {
        TicketEdit(
            title: edit.title.map { _ in item.title },
            need: edit.need.map { _ in item.need },
            pedagogy: edit.pedagogy.map { _ in pedagogy },
            training: edit.training.map { _ in training },
            tools: edit.tools.map { _ in item.tools.map(\.id) },
            radiusKm: edit.radiusKm.map { _ in item.radiusKm })
    }
}
