import SharenumModels
import SwiftUI

/// What is not carried home yet, when the region and the bus were met, and who asked for the day.
struct BusBox: View {
    let day: BusDay
    let sync: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            UndeliveredBadges(undelivered: day.notHome)
            Fact(words.text("bus_last_region"), met(day.lastRegionContact))
            Fact(words.text("bus_last_bus"), met(day.lastBusContact))
            Button(words.text("bus_sync"), action: sync)
                .buttonStyle(.bordered)
                .controlSize(.large)
        } header: {
            SectionTitle(words.text("bus_box"))
        }
        if !day.bookings.isEmpty {
            Section {
                ForEach(day.bookings, id: \Booking.common.id) { booking in
                    BookingRow(booking: booking)
                }
            } header: {
                SectionTitle(words.text("bus_bookings"))
            }
        }
    }

    private func met(_ at: Date?) -> String {
        at.map { formats.instant($0) } ?? words.text("bus_never")
    }
}
