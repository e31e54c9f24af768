import Observation
import SharenumKit

/// The fields of the form that asks for a day.
public enum AskDayField {
    public static let day = "field.day"
    public static let purpose = "field.purpose"

    /// The draft is about no document: this says later what it asks for.
    static let resource = "resource"
}

/// The form that asks for a day of something.
@Observable
@MainActor
public final class AskDayModel: ScreenModel {
    /// What is asked for, by name.
    public let name: Reading<String>
    public let form: Form

    private let resource: ResourceId

    public init(_ desk: Desk, _ resource: ResourceId) {
        self.resource = resource
        name = Reading(desk) {
            try $0.resources().first { $0.id == resource }?.name ?? resource.value
        }
        let draft = KeptDraft(
            desk, .busDay,
            blank: {
                let today = desk.shell.today.map(inField) ?? ""
                return { _ in [AskDayField.resource: resource.value, AskDayField.day: today] }
            })
        form = Form(draft)
        super.init(desk, [name, form])
    }

    /// Asks for the day that stands in the form.
    public func ask(then: @escaping @MainActor (DocumentId) -> Void) {
        let resource = resource
        guard let day = typedDay(form[AskDayField.day]) else { return }
        form.send(Word("day_asked")) { app, filled in
            try app.askDay(resource: resource, day: day, purpose: filled[AskDayField.purpose])
        } then: {
            then($0)
        }
    }
}
