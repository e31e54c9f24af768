import SharenumKit

extension Desk {
    /// Makes the file of one event, and gives it to `hand`: for this phone's calendar, or for
    /// somebody else.
    func handEvent(
        _ id: DocumentId, _ words: Words, _ hand: @escaping @MainActor (SharedFile) -> Void
    ) {
        let said = CalendarWords(
            cancelled: words.text("calendar_cancelled"),
            tentative: words.text("calendar_tentative"),
            forWhom: words.text("calendar_for_whom"))
        act(nil) {
            try $0.calendarEvent(id: id, words: said)
        } then: { event in
            hand(
                SharedFile(name: event.fileName, mediaType: "text/calendar", text: event.text))
        }
    }
}
