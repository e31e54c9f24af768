import SharenumKit

extension Sharenum {
    /// Where a document is shown that a link or a notification names, by asking the core what it is;
    /// none for what this phone does not have, or has no page of its own.
    ///
    /// Errors: those of the phone's file.
    public func place(of id: DocumentId) throws -> Route? {
        try call { app in
            if try has({ _ = try app.ticket(id: id) }) { return .ticket(id) }
            if try has({ _ = try app.workshop(id: id) }) { return .workshop(id) }
            if try has({ _ = try app.booking(id: id) }) { return .booking(id) }
            if try has({ _ = try app.proposal(id: id) }) { return .proposal(id) }
            if try has({ _ = try app.plan(id: id) }) { return .plan(id) }
            if try has({ _ = try app.helpSession(id: id) }) { return .helpSession(id) }
            if try has({ _ = try app.guide(id: id) }) { return .guide(id) }
            return nil
        }
    }
}

private func has(_ read: () throws -> Void) throws -> Bool {
    do {
        try read()
        return true
    } catch SharenumError.LookAgain {
        return false
    } catch SharenumError.CorrectInput {
        // It came from outside and may be no id at all.
        return false
    }
}
