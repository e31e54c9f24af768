package org.sharenum.screens.app

import org.sharenum.companion.CalendarWords
import org.sharenum.companion.DocumentId
import org.sharenum.screens.SharedFile
import org.sharenum.screens.words.Words

/** Makes the file of one event, and gives it to [hand]: for this phone's calendar, or for somebody else. */
fun Desk.handEvent(id: DocumentId, words: Words, hand: (SharedFile) -> Unit) {
    val said =
        CalendarWords(
            cancelled = words.text("calendar_cancelled"),
            tentative = words.text("calendar_tentative"),
            forWhom = words.text("calendar_for_whom"),
        )
    act(done = null, then = { hand(SharedFile(it.fileName, "text/calendar", it.text)) }) { calendarEvent(id, said) }
}
