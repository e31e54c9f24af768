import SharenumModels
import SwiftUI

/// What is near, as a picture and as the same in a list.
struct ByDistance: View {
    let near: Loaded<Near>
    let retry: @MainActor () -> Void
    let open: @MainActor (NearPoint) -> Void
    let completeProfile: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            if let error = near.error, case .CompleteProfile = error {
                Empty(
                    symbol: "house", title: words.text("nearby_no_place"),
                    text: words.error(error, formats)
                ) {
                    Button(words.text("complete_profile"), action: completeProfile)
                        .buttonStyle(.main)
                        .controlSize(.large)
                }
            } else {
                Show(loaded: near, retry: retry) { NearPoints(near: $0, open: open) }
            }
        }
    }
}

private struct NearPoints: View {
    let near: Near
    let open: @MainActor (NearPoint) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Radar(near: near, open: open).plainRow()
        if near.points.isEmpty { NothingNear() }
        ForEach(near.points, id: \NearPoint.subject) { point in
            PointRow(point: point) { open(point) }
        }
    }
}

private struct PointRow: View {
    let point: NearPoint
    let open: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Row(
            title: point.title,
            above: words.phrase(point.text, formats),
            text: lines(
                point.slot.map { formats.slot($0) }, point.place, words.phrase(point.why, formats)),
            open: open
        ) {
            switch point.kind {
            case .workshop: Badge(words.nearKind(point.kind), .good, symbol: "circle.fill")
            case .request: Badge(words.nearKind(point.kind), .attention, symbol: "square.fill")
            case .offer: Badge(words.nearKind(point.kind), symbol: "diamond.fill")
            }
        }
    }
}

/// Workshops to come, the next one first.
struct ByDate: View {
    let upcoming: Listed<WorkshopItem>
    let more: @MainActor () -> Void
    let open: @MainActor (DocumentId) -> Void

    var body: some View {
        Section {
            if upcoming.items.isEmpty { NothingNear() }
            Rows(listed: upcoming, id: \WorkshopItem.common.id, more: more) { workshop in
                WorkshopRow(workshop: workshop) { open(workshop.common.id) }
            }
        }
    }
}

/// A workshop in a list: when, where, why it is shown, and one's own seat.
struct WorkshopRow: View {
    let workshop: WorkshopItem
    let open: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Row(
            title: workshop.title,
            above: formats.slot(workshop.slot),
            text: lines(workshop.placeLabel, words.phrase(workshop.why, formats)),
            open: open
        ) {
            Badge(words.count("seats_in_all", Int64(workshop.seats)))
            if let seat = workshop.mySeat { Badge(words.requestState(seat), .good) }
        }
    }
}

private struct NothingNear: View {
    @Environment(\.words) private var words: Words

    var body: some View {
        Empty(
            symbol: "house", title: words.text("nearby_empty"),
            text: words.text("nearby_empty_text"))
    }
}
