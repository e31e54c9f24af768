import SharenumModels
import SwiftUI

/// An invitation to type, to paste or to photograph; one that was opened as a link stands in it.
struct InvitationForm: View {
    let desk: Desk
    let model: JoinModel
    @SceneStorage("invitation") private var typed = ""
    @SceneStorage("invitation.hub") private var hub = ""

    var body: some View {
        Group {
            if desk.shell.hasCamera {
                CameraChoice(step: model.state.step) { model.photograph { typed = $0 } }
            }
            if let scanned = model.state.scanned { Scanned(scanned: scanned, typed: typed) }
            InvitationFields(state: model.state, typed: $typed, hub: $hub, join: join)
            JoinButton(step: model.state.step, join: join, cancel: model.cancel)
        }
    }

    private func join() { model.join(typed, hub: hub) }
}

private struct CameraChoice: View {
    let step: JoinStep
    let photograph: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Section {
            Button(
                words.text("join_photograph"), systemImage: "qrcode.viewfinder", action: photograph
            )
            .frame(minHeight: 44)
            .disabled(isBusy(step))
        } footer: {
            Text(words.text("join_or")).font(.subheadline)
        }
    }
}

/// Which hub would be asked: seen before anything is, and while it is what stands in the field.
private struct Scanned: View {
    let scanned: ScannedInvitation
    let typed: String
    @Environment(\.words) private var words: Words

    var body: some View {
        let hub = words.text("join_scanned_hub", scanned.hub)
        if scanned.link == typed {
            Section {
                VStack(alignment: .leading, spacing: 4) {
                    Text(words.text("join_scanned")).font(.headline)
                    Text(hub)
                }
                .accessibilityElement(children: .combine)
                .announced(lines(words.text("join_scanned"), hub))
            }
        }
    }
}

private struct InvitationFields: View {
    let state: JoinState
    @Binding var typed: String
    @Binding var hub: String
    let join: @MainActor () -> Void
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        Section {
            AddressField(
                label: words.text("join_invitation"), help: words.text("join_invitation_help"),
                text: $typed, wrong: wrong(JoinField.invitation), enter: join)
            AddressField(
                label: words.text("join_hub"), help: words.text("join_hub_help"), text: $hub,
                wrong: wrong(JoinField.address), enter: join)
            // What is wrong with neither field: the network, the hub.
            if let error: SharenumError = state.error, wrong(JoinField.invitation) == nil,
                wrong(JoinField.address) == nil
            {
                WrongText(text: words.error(error, formats))
                Text(words.text("error_code", error.code))
                    .font(.footnote)
                    .foregroundStyle(.secondary)
            }
        }
    }

    private func wrong(_ field: String) -> SharenumError? {
        guard let error: SharenumError = state.error, error.field == field else { return nil }
        return error
    }
}

private struct JoinButton: View {
    let step: JoinStep
    let join: @MainActor () -> Void
    let cancel: @MainActor () -> Void
    @Environment(\.words) private var words: Words

    var body: some View {
        Group {
            if isBusy(step) {
                Flow {
                    ProgressView().frame(minHeight: 44).accessibilityHidden(true)
                    Text(said).frame(minHeight: 44).announced(said)
                    if step == .asking {
                        Button(words.text("cancel"), action: cancel).buttonStyle(.bordered)
                    }
                }
            } else {
                Button(action: join) { Text(words.text("join_join")).frame(maxWidth: .infinity) }
                    .buttonStyle(.main)
            }
        }
        .controlSize(.large)
        .plainRow()
    }

    private var said: String {
        step == .reading ? words.text("join_reading") : words.text("join_asking")
    }
}

private func isBusy(_ step: JoinStep) -> Bool { step == .reading || step == .asking }
