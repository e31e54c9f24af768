import CoreGraphics
import Foundation
import SharenumModels

extension LumaImage {
    /// The picture in shades of grey, as small as a code is still read with ease. It may lie on its
    /// side: a code is read from all of them.
    ///
    /// None where there is no memory for it.
    init?(_ picture: CGImage) {
        let scale = min(1, longest / CGFloat(max(picture.width, picture.height)))
        let width = Int(CGFloat(picture.width) * scale)
        let height = Int(CGFloat(picture.height) * scale)
        guard width > 0, height > 0,
            let context = CGContext(
                data: nil, width: width, height: height, bitsPerComponent: 8, bytesPerRow: width,
                space: CGColorSpaceCreateDeviceGray(),
                bitmapInfo: CGImageAlphaInfo.none.rawValue)
        else { return nil }
        context.interpolationQuality = .medium
        context.draw(picture, in: CGRect(x: 0, y: 0, width: width, height: height))
        guard let pixels = context.data else { return nil }
        self.init(
            width: UInt32(width), height: UInt32(height), stride: UInt32(context.bytesPerRow),
            pixels: Data(bytes: pixels, count: context.bytesPerRow * height))
    }
}

/// Longest side in pixels: a code that fills a third of it is read with ease.
private let longest: CGFloat = 1_600
