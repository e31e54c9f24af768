import Foundation
import Observation
import SharenumKit

/// What the device lends to the screens. Its properties are observed: a screen follows them.
@MainActor
public protocol Shell: Observable, DeviceChoices, Camera, OtherApps, NetworkAround, WhileClosed {
    /// Where the device is on the globe, for times of the day.
    var zone: TimeZone { get }

    /// What time it is.
    var now: @Sendable () -> Date { get }

    /// The address of a hub that the school's management has set for this device.
    var managedHub: String? { get }

    /// Something was written: sync as soon as the device can, and plan notifications anew.
    func written()
}

extension Shell {
    /// Which day it is here.
    var today: CivilDate? { try? CivilDate(now(), in: zone) }
}

/// The choices that belong to a device and are no business of the core.
@MainActor
public protocol DeviceChoices: AnyObject {
    var choices: Choices { get }

    func choose(_ choices: Choices)

    /// The words of a language.
    func words(_ language: Language) -> Words
}

@MainActor
public protocol Camera: AnyObject {
    /// Whether `photograph` can give a picture.
    var hasCamera: Bool { get }

    /// A picture from the system's camera; none when the person went back.
    func photograph() async -> LumaImage?
}

@MainActor
public protocol OtherApps: AnyObject {
    /// Hands a file to another app, or lets the person keep it.
    func share(_ file: SharedFile)

    /// Adds a file of one event to the device's calendar.
    func addToCalendar(_ file: SharedFile)

    /// Opens a web or mail address in its app.
    func open(_ address: String)
}

@MainActor
public protocol NetworkAround: AnyObject {
    /// Hubs that announce themselves where the device is: looked for while somebody listens, which
    /// costs battery. A device that cannot look says so once.
    func around() -> AsyncStream<Around>

    /// Asks to be let onto the local network, without which no bus is reached.
    func askForLocalNetwork()

    /// Runs a sync with a hub that is near, over the network that leads there: the Wi-Fi of a bus
    /// has no Internet, and a phone keeps using its other network beside it.
    func overLocalNetwork<T: Sendable>(
        _ sync: @escaping @Sendable () async throws -> T
    ) async throws -> T
}

/// What the system lets an app do that is closed.
@MainActor
public protocol WhileClosed: AnyObject {
    /// Whether the person is told of alerts.
    var notifications: NotificationAccess { get }

    /// What may delay alerts.
    var background: BackgroundAccess { get }

    /// Asks for permission to notify; `notifications` tells the answer.
    func askToNotify()

    /// Opens the system's page where the background is allowed to this app.
    func openBackgroundSettings()
}
