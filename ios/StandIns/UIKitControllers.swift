@MainActor
open class UINavigationController: UIViewController {}

@MainActor
public protocol UINavigationControllerDelegate: NSObjectProtocol {}

public final class UIImage: NSObject, @unchecked Sendable {
    public var cgImage: CGImage? { fatalError() }
}

@MainActor
public protocol UIImagePickerControllerDelegate: NSObjectProtocol {
    func imagePickerController(
        _ picker: UIImagePickerController,
        didFinishPickingMediaWithInfo info: [UIImagePickerController.InfoKey: Any])

    func imagePickerControllerDidCancel(_ picker: UIImagePickerController)
}

@MainActor
public class UIImagePickerController: UINavigationController {
    public struct InfoKey: Hashable, Sendable {
        public static let originalImage = InfoKey()
    }

    public enum SourceType: Int, Sendable {
        case photoLibrary
        case camera
    }

    public class func isSourceTypeAvailable(_ sourceType: SourceType) -> Bool { fatalError() }
    public weak var delegate:
        (any UIImagePickerControllerDelegate & UINavigationControllerDelegate)?
    public var sourceType: SourceType = .photoLibrary
}

public class UIActivity: NSObject {}

@MainActor
public class UIActivityViewController: UIViewController {
    public init(activityItems: [Any], applicationActivities: [UIActivity]?) { fatalError() }
}

public final class UIColor: NSObject, @unchecked Sendable {
    public class var systemBackground: UIColor { fatalError() }
    public class var secondarySystemBackground: UIColor { fatalError() }
    public class var systemGroupedBackground: UIColor { fatalError() }
    public class var secondarySystemGroupedBackground: UIColor { fatalError() }
    public class var tertiarySystemFill: UIColor { fatalError() }
    public class var separator: UIColor { fatalError() }
}

/// How a text field is typed into.
public enum UIKeyboardType: Int, Sendable {
    case `default`
    // swift-format-ignore: AlwaysUseLowerCamelCase
    case URL
    case numberPad
    case emailAddress
    case decimalPad
    case numbersAndPunctuation
}

public struct UITextContentType: Hashable, Sendable {
    public static let name = UITextContentType()
    public static let emailAddress = UITextContentType()
    public static let oneTimeCode = UITextContentType()
    // swift-format-ignore: AlwaysUseLowerCamelCase
    public static let URL = UITextContentType()
}
