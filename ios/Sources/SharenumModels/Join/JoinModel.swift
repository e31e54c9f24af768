import Observation
import SharenumKit

/// What an invitation is going through.
public enum JoinStep: Sendable {
    case waiting
    case reading
    case asking
    case joined
}

/// Where joining stands.
public struct JoinState: Equatable, Sendable {
    public internal(set) var step: JoinStep = .waiting
    /// Why the last try came to nothing.
    public internal(set) var error: SharenumError?
    /// What the camera saw.
    public internal(set) var scanned: ScannedInvitation?
}

/// Turns an invitation into a member's phone, or renews one whose certificate has expired.
@Observable
@MainActor
public final class JoinModel: ScreenModel {
    public private(set) var state = JoinState()

    @ObservationIgnored private var attempt = 0

    public init(_ desk: Desk) { super.init(desk, []) }

    /// Asks the hub that the invitation names, or the one at `hub` for a bare code. Whether either
    /// is one is the core's business. It goes on when the page is left, which is gone as soon as the
    /// phone has joined.
    public func join(_ invitation: String, hub: String) {
        guard begin(.asking) else { return }
        attempt += 1
        let mine = attempt
        Task {
            do {
                try await desk.phone.join(invitation, hub: hub)
                desk.shell.written()
                // Whatever else was asked meanwhile has no news any more.
                attempt += 1
                state = JoinState(step: .joined)
            } catch {
                // The person has stopped waiting for it.
                if mine == attempt { fail(error) }
            }
        }
    }

    /// Stops waiting for an answer; the same invitation can be used again. What was asked goes on:
    /// an answer that comes all the same is taken.
    public func cancel() {
        attempt += 1
        state.step = .waiting
    }

    /// Lets the person photograph an invitation; `found` gets its link.
    public func photograph(found: @escaping @MainActor (String) -> Void) {
        guard begin(.reading) else { return }
        attempt += 1
        let mine = attempt
        Task {
            do {
                guard let picture = await desk.shell.photograph() else {
                    if mine == attempt { state.step = .waiting }
                    return
                }
                let scanned = try await read(picture)
                guard mine == attempt else { return }
                state = JoinState(scanned: scanned)
                found(scanned.link)
            } catch {
                if mine == attempt { fail(error) }
            }
        }
    }

    /// Says that the certificate is renewed.
    public func tellRenewed() { desk.tell(Notice(Word("join_again_done"))) }

    private func begin(_ step: JoinStep) -> Bool {
        if state.step == .reading || state.step == .asking { return false }
        state.step = step
        state.error = nil
        return true
    }

    private func fail(_ error: any Error) {
        state.step = .waiting
        state.error = SharenumError(error)
    }
}

// Looks at millions of pixels: not on the main actor.
private func read(_ picture: LumaImage) async throws -> ScannedInvitation {
    try readInvitation(picture: picture)
}

/// The fields of the form, by the core's names.
public enum JoinField {
    public static let invitation = "field.invitation"
    public static let address = "field.address"
}
