import SharenumModels
import SwiftUI

/// The dates that were proposed, whom each suits, and one more.
struct PlanDates: View {
    let plan: Plan
    let form: Form
    let on: PlanIntents
    @Environment(\.words) private var words: Words

    var body: some View {
        let may = plan.common.actions.contains(.addDate)
        if may || !plan.dates.isEmpty {
            Section {
                if plan.dates.isEmpty { Text(words.text("threads_no_dates")) }
                // By its date: what was asked about one is not answered for another.
                ForEach(plan.dates, id: \DateChoice.slot) { PlanDate(date: $0, plan: plan, on: on) }
                if may { Fields(form: form) { AddDate(form: form, on: on) } }
            } header: {
                SectionTitle(words.text("threads_dates"))
            }
        }
    }
}

private struct PlanDate: View {
    let date: DateChoice
    let plan: Plan
    let on: PlanIntents
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let settled = date.slot == plan.chosen
        VStack(alignment: .leading, spacing: 4) {
            Text(words.capitalized(formats.slot(date.slot)))
                .font(.headline)
                .accessibilityAddTraits(.isHeader)
            if let here = formats.slotHere(date.slot) { Text(here) }
            Text(words.text("threads_votes", date.yes, date.no))
            if settled {
                Badge(words.text("threads_settled"), .good, symbol: "checkmark.circle.fill")
            }
            Flow {
                if plan.common.actions.contains(.vote) {
                    // Tapped once more, the answer is taken back.
                    Chip(text: words.text("threads_suits"), selected: date.myVote == true) {
                        on.vote(date, date.myVote == true ? nil : true)
                    }
                    Chip(text: words.text("threads_suits_not"), selected: date.myVote == false) {
                        on.vote(date, date.myVote == false ? nil : false)
                    }
                }
                if plan.common.actions.contains(.chooseDate) && !settled {
                    // The first time nothing makes up for it; later the earlier date can be
                    // settled again.
                    AskedButton(
                        title: words.action(.chooseDate),
                        effect: plan.chosen == nil ? words.text("threads_choose_effect") : nil
                    ) { on.choose(date) }
                    .buttonStyle(.bordered)
                    .controlSize(.large)
                }
            }
        }
    }
}

/// One more date: a day, an hour, a length, each by a tap.
private struct AddDate: View {
    let form: Form
    let on: PlanIntents
    @State private var opened = false
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let filled: FormState = form.filled
        // A day that was chosen before the app was killed is still there.
        if opened || filled.plannedDay != nil {
            let slot: Slot? = filled.plannedSlot(formats.zone.identifier)
            PlannedDay(form: form)
            PlannedTimes(form: form)
            if let wrong = filled.wrong {
                WrongText(text: words.error(wrong.error, formats))
            }
            Text(
                slot.map { words.capitalized(formats.slot($0)) }
                    ?? words.text("threads_choose_day")
            )
            .font(.headline)
            Flow {
                Button(words.text("threads_add_this_date")) { end(on.addDate) }
                    .buttonStyle(.main)
                    .disabled(slot == nil || filled.sending)
                Button(words.text("cancel")) { end(on.forgetDate) }
                    .buttonStyle(.bordered)
            }
            .controlSize(.large)
        } else {
            Button(words.text("threads_add_date")) { opened = true }
                .frame(minHeight: 44)
        }
    }

    /// It closes with its day; a date that is not taken keeps its day, and stays open.
    private func end(_ intent: @MainActor () -> Void) {
        opened = false
        intent()
    }
}
