import SharenumModels
import SwiftUI

/// One workshop of the day at the door: who comes, one tap each, and who came unannounced.
struct BusWorkshopRows: View {
    let shown: BusWorkshop
    let walkIn: Form
    let checkIn: @MainActor (DocumentId, Attendee, Bool) -> Void
    let addWalkIn: @MainActor (DocumentId) -> Void
    let open: @MainActor (DocumentId) -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        let item: WorkshopItem = shown.workshop
        let id = item.common.id
        Row(
            title: item.title, above: words.capitalized(formats.slot(item.slot)),
            text: item.placeLabel, open: opened
        ) {
            Badge(words.count("bus_present", Int64(shown.present)), .good)
            Badge(words.count("seats_in_all", Int64(item.seats)))
            Badge(words.workshopStatus(item.status))
        }
        if shown.attendees.isEmpty { Quiet(words.text("bus_nobody")) }
        ForEach(shown.attendees, id: \Attendee.registration) { attendee in
            AttendeeRow(attendee: attendee, mayCheckIn: item.common.actions.contains(.checkIn)) {
                checkIn(id, attendee, $0)
            }
        }
        if !shown.walkIns.isEmpty {
            SectionTitle(words.text("walk_ins"))
            WalkInRows(walkIns: shown.walkIns)
        }
        if item.common.actions.contains(.addWalkIn) {
            WalkInForm(form: walkIn) { addWalkIn(id) }
        }
    }

    private func opened() { open(shown.workshop.common.id) }
}
