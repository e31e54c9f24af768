import SharenumModels
import SwiftUI

extension View {
    /// What comes into the form of an invitation by itself. For the page and not for its rows: a row
    /// comes and goes as it is scrolled, and a group gives this to each of its own.
    func takes(_ desk: Desk, _ model: JoinModel) -> some View {
        modifier(TakenInvitation(desk: desk, model: model))
    }
}

private struct TakenInvitation: ViewModifier {
    let desk: Desk
    let model: JoinModel
    @SceneStorage("invitation") private var typed = ""
    @SceneStorage("invitation.hub") private var hub = ""

    func body(content: Content) -> some View {
        content
            .onChange(of: desk.arrived, initial: true) { _, arrived in
                if let arrived, case .invitation(let link) = arrived {
                    typed = link
                    desk.taken(arrived)
                }
            }
            .onChange(of: desk.shell.managedHub, initial: true) { _, managed in
                if let managed, hub.isEmpty { hub = managed }
            }
            .onChange(of: model.state.step) { _, step in
                // It was used, and is nobody else's business.
                if step == .joined { typed = "" }
            }
    }
}
