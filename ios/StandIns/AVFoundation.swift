import Foundation

public struct AVMediaType: Hashable, Sendable {
    public static let video = AVMediaType()
}

public enum AVAuthorizationStatus: Int, Sendable {
    case notDetermined
    case restricted
    case denied
    case authorized
}

public class AVCaptureDevice: NSObject {
    public class func authorizationStatus(for mediaType: AVMediaType) -> AVAuthorizationStatus {
        fatalError()
    }
}
