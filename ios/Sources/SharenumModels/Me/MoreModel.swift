import Observation
import SharenumKit

/// What the list of everything else depends on.
@Observable
@MainActor
public final class MoreModel: ScreenModel {
    public let profile: Reading<Profile>

    /// Whether this person hosts a bus, or anything else.
    public let hosts: Reading<Bool>
    public let status: Reading<SyncStatus>

    private let shared: Bool

    public init(_ desk: Desk, _ member: Member) {
        shared = member.isShared
        profile = Reading(desk) { try $0.profile() }
        hosts = Reading(desk) { try !$0.hostedResources().isEmpty }
        status = Reading(desk) { try $0.syncStatus() }
        super.init(desk, [profile, hosts, status])
    }

    /// What the list leads to, in its order; a shared tablet has only what concerns it.
    public var entries: [MoreEntry] {
        let lacking = profile.shown.value?.missing != nil
        let refused = (status.shown.value?.undelivered.refused ?? 0) > 0
        var entries: [MoreEntry] = []
        if !shared { entries.append(MoreEntry(.profile, attention: lacking)) }
        if hosts.shown.value == true { entries.append(MoreEntry(.bus)) }
        if !shared { entries.append(MoreEntry(.alerts)) }
        entries.append(MoreEntry(.sync, attention: refused))
        entries.append(MoreEntry(shared ? .phone : .me))
        entries.append(MoreEntry(.diagnostics))
        return entries
    }
}

/// One line of the list of everything else.
public struct MoreEntry: Hashable, Sendable {
    public let kind: Kind
    /// Whether something waits there for the person.
    public let attention: Bool

    init(_ kind: Kind, attention: Bool = false) {
        self.kind = kind
        self.attention = attention
    }

    public enum Kind: Sendable {
        case profile
        case bus
        case alerts
        case sync
        case me
        /// One's own page on a phone that is nobody's own.
        case phone
        case diagnostics
    }

    public var route: Route {
        switch kind {
        case .profile: .profile
        case .bus: .bus
        case .alerts: .alerts
        case .sync: .sync
        case .me, .phone: .me
        case .diagnostics: .diagnostics
        }
    }

    public func title(_ words: Words) -> String {
        switch kind {
        case .profile: words.text("me_to_profile")
        case .bus: words.text("me_to_bus")
        case .alerts: words.text("me_to_alerts")
        case .sync: words.text("me_to_sync")
        case .me: words.text("me_to_me")
        case .phone: words.text("me_to_phone")
        case .diagnostics: words.text("me_to_diagnostics")
        }
    }

    public func text(_ words: Words) -> String {
        switch kind {
        case .profile: words.text("me_to_profile_text")
        case .bus: words.text("me_to_bus_text")
        case .alerts: words.text("me_to_alerts_text")
        case .sync: words.text("me_to_sync_text")
        case .me: words.text("me_to_me_text")
        case .phone: words.text("me_to_phone_text")
        case .diagnostics: words.text("me_to_diagnostics_text")
        }
    }

    /// What waits there.
    public func badge(_ words: Words) -> String? {
        switch kind {
        case _ where !attention: nil
        case .profile: words.text("me_lacking")
        case .sync: words.text("me_refused")
        default: nil
        }
    }
}
