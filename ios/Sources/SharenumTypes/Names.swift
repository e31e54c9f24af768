/// Names a thing of the app: a text that its list gave, to be handed on as it is.
///
/// Each kind of name is a type of its own, so that none passes for another. What is no such name is
/// refused by the call that it is given to, as `SharenumError.CorrectInput`.
public protocol Name: Hashable, Sendable, Codable, CustomStringConvertible {
    /// As it is written.
    var value: String { get }

    /// Takes it as it is written.
    init(value: String)
}

extension Name {
    /// As it is written.
    public var description: String { value }

    /// Reads a single string.
    public init(from decoder: any Decoder) throws {
        self.init(value: try decoder.singleValueContainer().decode(String.self))
    }

    /// Writes a single string.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        try container.encode(value)
    }
}

/// Names a document: a ticket, a workshop, a message … 64 hexadecimal digits.
public struct DocumentId: Name {
    public let value: String
    public init(value: String) { self.value = value }
}

/// Names a member, or a hub. 32 hexadecimal digits.
public struct MemberId: Name {
    public let value: String
    public init(value: String) { self.value = value }
}

/// Names an installation of the app. 32 hexadecimal digits.
public struct DeviceId: Name {
    public let value: String
    public init(value: String) { self.value = value }
}

/// The official code of an establishment: `0710045N` in France, six digits in Québec.
public struct SchoolCode: Name {
    public let value: String
    public init(value: String) { self.value = value }
}

/// Names a tool of the catalogue: `scratch`, `3d-printer`.
public struct ToolId: Name {
    public let value: String
    public init(value: String) { self.value = value }
}

/// Names an institutional training.
public struct TrainingId: Name {
    public let value: String
    public init(value: String) { self.value = value }
}

/// Names a guide.
public struct GuideId: Name {
    public let value: String
    public init(value: String) { self.value = value }
}

/// Names something that can be booked: `busnum`.
public struct ResourceId: Name {
    public let value: String
    public init(value: String) { self.value = value }
}

/// Where a page of a list ended: opaque, good for the same list only.
public struct PageCursor: Name {
    public let value: String
    public init(value: String) { self.value = value }
}
