import SharenumModels
import SwiftUI

/// An open phone: it joins, or shows its pages. The place where the person was is found again after
/// the system has ended the app.
struct DeskView: View {
    let desk: Desk
    @SceneStorage("place") private var saved = ""

    var body: some View {
        Membered(desk: desk, saved: saved) { saved = $0 }
    }
}

private struct Membered: View {
    let save: @MainActor (String) -> Void
    @State private var model: AppModel

    init(desk: Desk, saved: String, save: @escaping @MainActor (String) -> Void) {
        self.save = save
        let way = saved.split(separator: "\n").map(String.init)
        _model = State(initialValue: AppModel(desk, Navigator(saved: way)))
    }

    var body: some View {
        ZStack {
            switch model.membership.shown {
            case .ready(let membership):
                if let member = Member(membership) {
                    JoinedView(model: model, member: member)
                } else {
                    JoinPage(desk: model.desk).onAppear { model.asks() }
                }
            case let other:
                List { Show(loaded: other, retry: model.readAgain) { _ in EmptyView() } }
            }
        }
        .task { await model.live() }
        .onChange(of: model.navigator.saved) { _, way in save(way.joined(separator: "\n")) }
    }
}

/// The pages of a member, side by side where there is room, and where links lead to.
private struct JoinedView: View {
    let model: AppModel
    let member: Member
    @Environment(\.horizontalSizeClass) private var width

    var body: some View {
        ZStack {
            if width == .regular {
                Columns(model: model, member: member, navigator: model.navigator)
            } else {
                Tabs(model: model, member: member, navigator: model.navigator)
            }
        }
        .onAppear { model.welcome(member) }
        .onChange(of: model.desk.arrived, initial: true) { _, arrived in
            if let arrived { model.lead(arrived, member) }
        }
    }
}
