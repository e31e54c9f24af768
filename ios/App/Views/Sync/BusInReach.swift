import SharenumModels
import SwiftUI

/// A bus that is there: what this device sees around it, and the door that was photographed.
struct BusInReach: View {
    let door: MetHub?
    let around: Around
    let running: Bool
    let sync: @MainActor (String) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        if let door: MetHub = door {
            Section {
                HubRow(
                    title: words.text("sync_door_read"), above: words.hubRole(door.role),
                    url: door.url, likely: true, running: running, sync: sync
                )
                .announced(words.text("sync_door_read"))
            }
        }
        if case .found(let seen) = around, !seen.isEmpty {
            Section {
                // Anybody could announce a hub, so that it is looked at before it is asked.
                ForEach(seen, id: \.self) { (one: SeenHub) in
                    HubRow(
                        title: one.name, above: words.hubRole(one.hub.role), url: one.hub.url,
                        running: running, sync: sync)
                }
            }
        }
    }
}

/// A hub that is shown, and the way to it.
struct HubRow: View {
    let title: String
    let above: String
    let url: String
    var likely = false
    let running: Bool
    let sync: @MainActor (String) -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        VStack(alignment: .leading, spacing: 8) {
            Row(title: title, above: above, text: url)
            if likely {
                button.buttonStyle(.main)
            } else {
                button.buttonStyle(.bordered)
            }
        }
    }

    private var button: some View {
        Button(words.text("sync_with_this")) { sync(url) }
            .controlSize(.large)
            .disabled(running)
    }
}

/// The ways to a bus that this device does not see: the code on its door, or its address.
struct OtherBus: View {
    let notAllowed: Bool
    let space: Namespace.ID
    let running: Bool
    /// None where there is no camera.
    let photograph: (@MainActor () -> Void)?
    let ask: @MainActor () -> Void
    let sync: @MainActor (String) -> Void
    @SceneStorage("sync.address") private var address = ""
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            if notAllowed {
                Text(words.text("sync_local_network"))
                Button(words.text("sync_allow_local_network"), action: ask)
                    .frame(minHeight: 44)
            }
            if let photograph {
                Button(
                    words.text("sync_photograph_door"), systemImage: "qrcode.viewfinder",
                    action: photograph
                )
                .frame(minHeight: 44)
                .disabled(running)
            }
            AddressField(
                label: words.text("sync_address"), help: words.text("sync_address_help"),
                text: $address, wrong: nil, enter: go)
            Button(words.text("sync_with_address"), action: go)
                .frame(minHeight: 44)
                .disabled(!may)
        } header: {
            Heading(words.text("sync_bus"), in: space)
        }
    }

    private var may: Bool { !running && !address.isEmpty }

    private func go() { if may { sync(address) } }
}
