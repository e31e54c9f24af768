import SharenumModels
import SwiftUI

/// When a workshop is, and the days of the bus that it can stand on; choosing one sets its day, too.
struct WorkshopTimes: View {
    let days: [Booking]
    let form: Form
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        if !days.isEmpty {
            Option(
                text: words.text("workshop_without_bus"), selected: form.filled.booking == nil
            ) {
                form.set(WorkshopField.booking, "")
            }
            ForEach(days, id: \Booking.common.id) { booking in
                DayOption(booking: booking, form: form)
            }
        }
        DayField(form: form, name: WorkshopField.day, label: words.text("workshop_day"))
        TimeField(form: form, name: WorkshopField.time, label: words.text("workshop_time"))
        FormField(
            form: form, name: WorkshopField.minutes, label: words.text("workshop_minutes"),
            keyboard: .numberPad)
        if let slot = form.filled.slot {
            Fact(words.text("workshop_slot"), words.capitalized(formats.slot(slot)))
        }
    }
}

private struct DayOption: View {
    let booking: Booking
    let form: Form
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Option(
            text: words.text("booking_of", booking.resourceName, formats.day(booking.day)),
            under: words.requestState(booking.state),
            selected: form.filled.booking == booking.common.id
        ) {
            form.set(WorkshopField.booking, booking.common.id.value)
            form.set(WorkshopField.day, inField(booking.day))
        }
    }
}

/// The tools of a workshop.
struct ToolChips: View {
    let tools: [Tool]
    let form: Form

    var body: some View {
        Flow {
            ForEach(tools, id: \Tool.id) { tool in
                ToolChip(tool: tool, form: form)
            }
        }
        Wrong(filled: form.filled, name: WorkshopField.tools)
    }
}

private struct ToolChip: View {
    let tool: Tool
    let form: Form
    @Environment(\.words) private var words: Words

    var body: some View {
        Chip(text: words.name(tool.name), selected: form.filled.tools.contains(tool.id)) {
            form.toggle(tool.id)
        }
    }
}
