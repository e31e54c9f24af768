import SharenumModels
import SwiftUI

/// The day of a bus, for its host.
struct BusPage: View {
    let place: Surroundings
    @State private var model: BusModel
    @Environment(\.words) private var words: Words

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: BusModel(place.desk))
    }

    var body: some View {
        Page(title: words.text("bus_title"), desk: place.desk) {
            Show(loaded: model.shown.shown, retry: model.readAgain) { shown in
                HostedDay(
                    shown: shown, showDay: { day in model.show(day) },
                    showResource: { (resource: Resource) in model.show(resource) }, row: row,
                    sync: { place.go(.sync) })
            }
        }
        .task { await model.live() }
    }

    private func row(_ shown: BusWorkshop) -> BusWorkshopRows {
        BusWorkshopRows(
            shown: shown, walkIn: model.walkIn(shown.workshop.common.id),
            checkIn: { workshop, attendee, present in
                model.checkIn(workshop, attendee, present: present)
            },
            addWalkIn: model.addWalkIn, open: { workshop in place.go(.workshop(workshop)) })
    }
}

/// What a host welcomes on, and one day of it.
private struct HostedDay<Workshop: View>: View {
    let shown: HostDay
    /// None is today.
    let showDay: @MainActor (CivilDate?) -> Void
    let showResource: @MainActor (Resource) -> Void
    @ViewBuilder let row: (BusWorkshop) -> Workshop
    let sync: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        if let day: BusDay = shown.day {
            if shown.hosted.count > 1 {
                Hosted(hosted: shown.hosted, shown: day.resource, show: showResource)
            }
            DayHead(day: day, isToday: shown.isToday, show: showDay)
            if day.workshops.isEmpty {
                Empty(
                    symbol: "calendar", title: words.text("bus_empty"),
                    text: words.text("bus_empty_text"))
            }
            ForEach(day.workshops, id: \BusWorkshop.workshop.common.id) { workshop in
                Section { row(workshop) }
            }
            BusBox(day: day, sync: sync)
        } else {
            Empty(
                symbol: "bus", title: words.text("bus_none"), text: words.text("bus_none_text"))
        }
    }
}

private struct Hosted: View {
    let hosted: [Resource]
    let shown: Resource
    let show: @MainActor (Resource) -> Void

    var body: some View {
        Flow {
            ForEach(hosted, id: \Resource.id) { resource in
                HostedChip(resource: resource, shown: shown) { show(resource) }
            }
        }
        .plainRow()
    }
}

private struct HostedChip: View {
    let resource: Resource
    let shown: Resource
    let show: @MainActor () -> Void

    var body: some View {
        Chip(text: resource.name, selected: resource.id == shown.id, choose: show)
    }
}
