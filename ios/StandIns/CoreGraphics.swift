import Foundation

public final class CGImage {
    public var width: Int { fatalError() }
    public var height: Int { fatalError() }
}

public final class CGColorSpace: @unchecked Sendable {}

// swift-format-ignore: AlwaysUseLowerCamelCase
public func CGColorSpaceCreateDeviceGray() -> CGColorSpace { fatalError() }

public enum CGImageAlphaInfo: UInt32, Sendable {
    case none
}

public enum CGInterpolationQuality: Int32, Sendable {
    case `default`
    case none
    case low
    case medium
    case high
}

public final class CGContext {
    public init?(
        data: UnsafeMutableRawPointer?, width: Int, height: Int, bitsPerComponent: Int,
        bytesPerRow: Int, space: CGColorSpace, bitmapInfo: UInt32
    ) { fatalError() }

    public var data: UnsafeMutableRawPointer? { fatalError() }
    public var bytesPerRow: Int { fatalError() }
    public var interpolationQuality: CGInterpolationQuality {
        get { fatalError() }
        set { fatalError("\(newValue)") }
    }
    public func draw(_ image: CGImage, in rect: CGRect) { fatalError() }
}

public enum CGLineCap: Int32, Sendable {
    case butt
    case round
    case square
}

public enum CGLineJoin: Int32, Sendable {
    case miter
    case round
    case bevel
}
