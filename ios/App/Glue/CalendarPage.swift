import EventKit
import EventKitUI
import SharenumModels
import UIKit

/// The system's page for a new event of this device's calendar. It runs outside of the app, which
/// neither sees the calendar nor has to ask for it.
@MainActor
final class CalendarPage: NSObject {
    // Made when it is needed: it is a connection to the calendars of the device.
    private lazy var store = EKEventStore()

    /// Shows it, filled in with what the file says; false where the file says nothing of use.
    func show(_ file: SharedFile) -> Bool {
        guard let entry = EventEntry(file: file.text) else { return false }
        let event = EKEvent(eventStore: store)
        event.title = entry.title
        event.location = entry.place
        event.notes = entry.notes
        event.startDate = entry.start
        event.endDate = entry.end
        event.timeZone = entry.zone
        event.isAllDay = entry.isAllDay
        let page = EKEventEditViewController()
        page.eventStore = store
        page.event = event
        page.editViewDelegate = self
        return Presenting.show(page)
    }
}

extension CalendarPage: EKEventEditViewDelegate {
    nonisolated func eventEditViewController(
        _ controller: EKEventEditViewController, didCompleteWith action: EKEventEditViewAction
    ) {
        // It is called on the main thread, which its header does not say.
        MainActor.assumeIsolated { controller.dismiss(animated: true) }
    }
}
