import SharenumKit

extension DocumentKind {
    /// Where a document of this kind is read; nowhere for what has no page of its own.
    public func route(_ id: DocumentId) -> Route? {
        switch self {
        case .ticket: .ticket(id)
        case .proposal: .proposal(id)
        case .plan: .plan(id)
        case .workshop: .workshop(id)
        case .booking: .booking(id)
        case .helpSession: .helpSession(id)
        case .catalogue: .guide(id)
        case .profile: .profile
        case .card: .me
        case .registration: .agenda
        case .message, .decision, .checkIn, .coSignature, .directory, .revocation, .unknown: nil
        }
    }
}
