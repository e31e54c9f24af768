import Observation
import SharenumKit

/// What stands behind the whole window: whether this phone belongs to a member, and what that
/// leads to.
@Observable
@MainActor
public final class AppModel: ScreenModel {
    public let membership: Reading<Membership>
    public let navigator: Navigator

    /// Alerts that nobody has read, for the mark on the start page's tab.
    public let unread: Reading<UInt64>

    private var newcomer = false

    public init(_ desk: Desk, _ navigator: Navigator = Navigator()) {
        self.navigator = navigator
        membership = Reading(desk) { try $0.membership() }
        unread = Reading(desk) { try $0.unreadAlerts() }
        super.init(desk, [membership, unread])
    }

    /// Which of the five are shown: a school's shared tablet logs for its brigade, and has nothing
    /// else to show.
    public func roots(_ member: Member) -> [Root] {
        member.isShared ? [.help, .more] : Root.allCases
    }

    /// The page that asks for an invitation is shown.
    public func asks() { newcomer = true }

    /// The five are shown to a member: on a tablet those that it has, and after joining the first
    /// steps, where the directory comes in while the profile is filled in.
    public func welcome(_ member: Member) {
        if !roots(member).contains(navigator.root) { navigator.go(.help) }
        guard newcomer else { return }
        newcomer = false
        desk.syncing.start()
        if !member.isShared { navigator.go(.profile) }
    }

    /// Where a link leads on a device that has joined; the page takes it up that knows what to do
    /// with it.
    public func lead(_ arrival: Arrival, _ member: Member) {
        switch arrival {
        case .invitation: navigator.go(.renewal)
        case .door: navigator.go(.sync)
        case .at(let route):
            desk.taken(arrival)
            // A school's tablet has no other pages, whoever asks for them.
            if roots(member).contains(route.root) { navigator.go(route) }
        }
    }
}
