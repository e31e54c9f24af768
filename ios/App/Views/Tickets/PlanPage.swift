import SharenumModels
import SwiftUI

/// What two people prepare together.
struct PlanPage: View {
    private let place: Surroundings
    private let id: DocumentId
    @State private var model: PlanModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings, id: DocumentId) {
        self.place = place
        self.id = id
        _model = State(initialValue: PlanModel(place.desk, id))
    }

    var body: some View {
        Page(title: words.text("document_plan"), desk: model.desk) {
            Show(loaded: model.plan.shown, retry: model.readAgain) { (plan: Plan) in
                PlanRows(plan: plan, texts: model.texts, date: model.date, on: intents(plan))
            }
        }
        .task { await model.live() }
    }

    private func intents(_ plan: Plan) -> PlanIntents {
        let ways = Ways(
            became: { if $0 != id { place.replace(.plan($0)) } },
            gone: { place.leave() })
        return PlanIntents(
            perform: { model.perform($0, ways) },
            saveTexts: { model.saveTexts() },
            addDate: { model.addDate() },
            forgetDate: { model.forgetDate() },
            vote: { model.vote($0, suits: $1) },
            choose: { model.choose($0, before: plan.chosen) },
            toCalendar: { model.calendar(words) { model.desk.shell.addToCalendar($0) } },
            share: { model.calendar(words) { model.desk.shell.share($0) } },
            go: { place.go($0) },
            open: { model.desk.shell.open($0) })
    }
}

/// What a person may do with a plan.
struct PlanIntents {
    let perform: @MainActor (Action) -> Void
    let saveTexts: @MainActor () -> Void
    let addDate: @MainActor () -> Void
    let forgetDate: @MainActor () -> Void
    let vote: @MainActor (DateChoice, Bool?) -> Void
    let choose: @MainActor (DateChoice) -> Void
    let toCalendar: @MainActor () -> Void
    let share: @MainActor () -> Void
    let go: @MainActor (Route) -> Void
    let open: @MainActor (String) -> Void
}

private struct PlanRows: View {
    let plan: Plan
    let texts: Form
    let date: Form
    let on: PlanIntents
    @Environment(\.words) private var words: Words

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Text(plan.ticketTitle).font(.title2).accessibilityAddTraits(.isHeader)
            Text(words.text("threads_plan_shared"))
            CommonBadge(common: plan.common)
            Actions(
                actions: plan.common.actions, elsewhere: onThePage, likely: false,
                perform: on.perform)
        }
        .plainRow()
        if let chosen = plan.chosen {
            SettledDate(plan: plan, chosen: chosen, on: on)
        }
        Section {
            if plan.common.actions.contains(.edit) {
                Fields(form: texts) { PlanTexts(plan: plan, form: texts, save: on.saveTexts) }
            } else {
                PlanTold(plan: plan)
            }
        } header: {
            SectionTitle(words.text("threads_plan_content"))
        }
        PlanDates(plan: plan, form: date, on: on)
        Section {
            if let contact = plan.contact { ContactCard(contact: contact, open: on.open) }
            Button(words.text("threads_open_conversation")) { on.go(.proposal(plan.proposal)) }
                .frame(minHeight: 44)
            Button(words.text("threads_open_ticket")) { on.go(.ticket(plan.ticket)) }
                .frame(minHeight: 44)
        } header: {
            SectionTitle(words.text("threads_plan_with"))
        }
    }
}

/// The date that was settled, what follows from it, and its event.
private struct SettledDate: View {
    let plan: Plan
    let chosen: Slot
    let on: PlanIntents
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            if plan.nextStep?.action == .publishWorkshop { PublishCard(plan: plan, go: on.go) }
            Fact(
                words.text("threads_settled"),
                lines(words.capitalized(formats.slot(chosen)), formats.slotHere(chosen)))
            if plan.calendar { EventButtons(toCalendar: on.toCalendar, share: on.share) }
        }
    }
}

/// Each has its own place on the page, where its effect is seen.
private let onThePage: Set<Action> = [.edit, .addDate, .vote, .chooseDate, .publishWorkshop]
