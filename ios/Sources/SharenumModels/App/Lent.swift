import SharenumKit

// What the device tells of itself, and what it is handed.

/// Choices of a device.
public struct Choices: Hashable, Sendable {
    /// None follows the device.
    public var language: Language?
    public var look: Look

    public init(language: Language? = nil, look: Look = .system) {
        self.language = language
        self.look = look
    }
}

/// Light or dark.
public enum Look: String, CaseIterable, Sendable {
    case system
    case light
    case dark
}

public enum NotificationAccess: Sendable {
    case allowed
    case notAsked
    case refused
}

/// What the system does to an app that is closed.
public struct BackgroundAccess: Hashable, Sendable {
    /// The person, or the system, has forbidden it to work while it is closed.
    public var restricted: Bool
    /// The device saves its battery with this app, too.
    public var savesBattery: Bool
    /// The device saves mobile data.
    public var savesData: Bool

    public init(restricted: Bool = false, savesBattery: Bool = false, savesData: Bool = false) {
        self.restricted = restricted
        self.savesBattery = savesBattery
        self.savesData = savesData
    }
}

/// What a look around for hubs has come to.
public enum Around: Equatable, Sendable {
    /// The person does not let the app onto the local network.
    case notAllowed
    /// The device cannot look; the address on a bus's door goes on working.
    case notPossible
    /// Those that are there, under the names that they give themselves; a sync proves what they are.
    case found([SeenHub])
}

/// A hub that announces itself as one of this phone's region.
public struct SeenHub: Hashable, Sendable {
    public let name: String
    public let hub: MetHub

    public init(name: String, hub: MetHub) {
        self.name = name
        self.hub = hub
    }
}

/// A small text file for other apps.
public struct SharedFile: Hashable, Sendable {
    public let name: String
    public let mediaType: String
    public let text: String

    public init(name: String, mediaType: String, text: String) {
        self.name = name
        self.mediaType = mediaType
        self.text = text
    }
}
