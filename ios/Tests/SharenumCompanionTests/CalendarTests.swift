import Foundation
import SharenumModels
import Stage
import Testing

@testable import SharenumCompanion

extension All {
    /// Files of events, as the core writes them.
    @Suite struct Calendars {
        private let words = CalendarWords(cancelled: "-", tentative: "?", forWhom: ":")

        @Test("A workshop is at its hour in its zone, and has its title and place")
        func workshop() async throws {
            let phone = try await Scene.fixed.phone("teacher")
            let id = Scene.fixed.document("workshop_near")
            let said = words
            let (workshop, file) = try await phone.call {
                (try $0.workshop(id: id), try $0.calendarEvent(id: id, words: said))
            }
            let entry = try #require(EventEntry(file: file.text))
            let slot = workshop.item.slot
            let zone = try #require(TimeZone(identifier: slot.zone))
            #expect(entry.title == workshop.item.title)
            #expect(entry.zone == zone)
            #expect(entry.start == slot.start.instant(in: zone))
            #expect(entry.end.timeIntervalSince(entry.start) == Double(slot.minutes) * 60)
            #expect(entry.place?.isEmpty == false)
            #expect(entry.notes?.contains("\\") == false)
            await phone.close()
        }

        @Test("A day of the bus is a whole day, wherever the device is")
        func day() async throws {
            let phone = try await Scene.fixed.phone("teacher")
            let id = Scene.fixed.document("booking_confirmed")
            let said = words
            let (booking, file) = try await phone.call {
                (try $0.booking(id: id), try $0.calendarEvent(id: id, words: said))
            }
            let entry = try #require(EventEntry(file: file.text))
            #expect(entry.isAllDay)
            #expect(try CivilDate(entry.start, in: .current) == booking.day)
            #expect(try CivilDate(entry.end, in: .current) == booking.day)
            await phone.close()
        }

        @Test("What is no event is no entry")
        func nothing() {
            for file in ["", "BEGIN:VEVENT\r\nEND:VEVENT\r\n", "BEGIN:VEVENT\r\nSUMMARY:a\r\n"] {
                #expect(EventEntry(file: file) == nil)
            }
            let folded =
                "BEGIN:VEVENT\r\nSUMMARY:Robots\\, part\r\n  2\r\nDTSTART;VALUE=DATE:20261224\r\n"
                + "DTEND;VALUE=DATE:20261225\r\nDESCRIPTION:a\\nb\\\\c\r\nEND:VEVENT\r\n"
            #expect(EventEntry(file: folded)?.title == "Robots, part 2")
            #expect(EventEntry(file: folded)?.notes == "a\nb\\c")
        }
    }
}
