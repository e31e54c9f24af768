import Foundation
import SharenumKit

/// Who this phone belongs to, once it has joined.
public struct Member: Equatable, Sendable {
    public let member: MemberId
    public let device: DeviceId
    public let roles: [Role]
    public let school: SchoolCode?
    public let expires: Date

    /// None for a phone that has not joined.
    public init?(_ membership: Membership) {
        guard case .joined(let member, let device, let roles, let school, let expires) = membership
        else { return nil }
        self.member = member
        self.device = device
        self.roles = roles
        self.school = school
        self.expires = expires
    }

    /// Whether this is a school's tablet, which belongs to nobody in particular.
    public var isShared: Bool { roles.contains(.brigade) }
}
