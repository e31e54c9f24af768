import SharenumModels
import SwiftUI

/// How this device stands with its region.
struct SyncPage: View {
    private let place: Surroundings
    @State private var model: SyncModel
    @Environment(\.words) private var words: Words
    @Environment(\.accessibilityReduceMotion) private var still

    init(place: Surroundings) {
        self.place = place
        _model = State(initialValue: SyncModel(place.desk))
    }

    var body: some View {
        let desk: Desk = model.desk
        Headings(titles: titles) { space in
            ScrollViewReader { list in
                Page(title: words.text("sync_title"), desk: desk) {
                    Show(loaded: model.state.shown, retry: model.readAgain) {
                        (state: SyncState) in
                        SyncRows(model: model, state: state, space: space) { place.go($0) }
                    }
                }
                .onChange(of: model.door) { _, door in
                    // The code was photographed further down.
                    guard door != nil else { return }
                    withAnimation(still ? nil : .default) { list.scrollTo(SyncPlace.run) }
                }
            }
        }
        .onChange(of: desk.arrived, initial: true) { _, arrived in
            if let arrived, case .door(let link) = arrived {
                model.look(link)
                desk.taken(arrived)
            }
        }
        .task { await model.live() }
    }

    private var titles: [String] {
        [
            words.text("sync_undelivered"), words.text("sync_hubs"), words.text("sync_bus"),
            words.text("sync_alerts"), words.text("sync_drafts"),
        ]
    }
}

/// What the page scrolls to.
enum SyncPlace: Hashable {
    case run
}

/// What runs and who is there; what is not delivered; whom it goes to; and what was begun.
private struct SyncRows: View {
    let model: SyncModel
    let state: SyncState
    let space: Namespace.ID
    let go: @MainActor (Route) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        let shell: any Shell = model.desk.shell
        let run: SyncRun = model.desk.syncing.run
        Section {
            RunRows(run: run, start: { model.sync() }, cancel: { model.cancel() })
                .id(SyncPlace.run)
        }
        BusInReach(
            door: model.door, around: model.around, running: run.isRunning,
            sync: { model.sync($0) })
        Section {
            UndeliveredBadges(undelivered: state.status.undelivered)
            if let outgoing = model.outgoing.shown.value {
                OutgoingRows(outgoing: outgoing, more: { model.outgoing.more() }, go: go)
            }
            ForEach(state.refused, id: \.self) { one in
                ReturnedRow(refused: one) { model.perform($0, one) }
            }
        } header: {
            Heading(words.text("sync_undelivered"), in: space)
        }
        RegionRows(
            status: state.status, space: space, running: run.isRunning, sync: { model.sync($0) })
        OtherBus(
            notAllowed: model.around == .notAllowed, space: space, running: run.isRunning,
            photograph: photograph,
            ask: { shell.askForLocalNetwork() }, sync: { model.sync($0) })
        AlertsWhileClosed(
            background: shell.background, notifications: shell.notifications, space: space,
            ask: { shell.askToNotify() }, openSettings: { shell.openBackgroundSettings() })
        if let drafts = model.drafts.shown.value {
            DraftRows(
                drafts: drafts, space: space, more: { model.drafts.more() },
                open: { draft in model.open(draft) { go($0) } },
                discard: { model.discard($0) })
        }
    }

    private var photograph: (@MainActor () -> Void)? {
        let shell: any Shell = model.desk.shell
        guard shell.hasCamera else { return nil }
        return { model.photographDoor() }
    }
}
