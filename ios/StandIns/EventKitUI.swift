import EventKit
import UIKit

public enum EKEventEditViewAction: Int, Sendable {
    case canceled
    case saved
    case deleted
}

public protocol EKEventEditViewDelegate: NSObjectProtocol {
    func eventEditViewController(
        _ controller: EKEventEditViewController, didCompleteWith action: EKEventEditViewAction)
}

@MainActor
public class EKEventEditViewController: UINavigationController {
    public weak var editViewDelegate: (any EKEventEditViewDelegate)?
    public var eventStore: EKEventStore!
    public var event: EKEvent?
}
