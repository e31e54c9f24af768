import SharenumKit

/// What a ticket is filled in with: the form, and what the core says to what stands in it so far.
@MainActor
public class TicketFormModel: ScreenModel {
    public let form: Form

    /// All tools.
    public let tools: Reading<[Tool]>

    /// The trainings of the own academy for the chosen tools.
    public let trainings: Reading<[Training]>

    /// Guides for the chosen tools; the core gives all where none is chosen.
    public let guides: Reading<[Guide]>

    /// Whom the chosen radius reaches: asked at each move of the slider, answered for the last one.
    public let coverage: Reading<Coverage>

    init(_ desk: Desk, _ form: Form, _ others: [any Part]) {
        self.form = form
        tools = Reading(desk) { try $0.tools() }
        trainings = Reading(desk, form, \.tools) { try $0.trainingsFor(tools: $1) }
        guides = Reading(desk, form, \.tools) { $1.isEmpty ? [] : try $0.guidesFor(tools: $1) }
        coverage = Reading(desk, form, \.radiusKm) { try $0.coverage(radiusKm: $1) }
        super.init(desk, [form, tools, trainings, guides, coverage] + others)
    }

    public func setRadius(_ km: Int) { form.set(TicketField.radius, "\(km)") }
}

extension Reading {
    /// What `read` gives for a part of a form, at each change of it and of the core.
    convenience init<About: Equatable & Sendable>(
        _ desk: Desk, _ form: Form, _ part: @escaping @MainActor (FormState) -> About,
        read: @escaping @Sendable (SharenumApp, About) throws -> Value
    ) {
        self.init(desk, about: { form.filled.ready ? part(form.filled) : nil }, read: read)
        form.follow(part) { [weak self] in self?.again() }
    }
}

extension TicketFormModel {
    /// The tools that the ticket is about.
    public var chosenTools: [Tool] {
        (tools.shown.value ?? []).filter { form.filled.tools.contains($0.id) }
    }
}
