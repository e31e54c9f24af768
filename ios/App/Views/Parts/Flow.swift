import SwiftUI

/// Side by side as far as there is room, then on a next line: with large letters, one under the
/// other.
struct Flow: Layout {
    var spacing: CGFloat = 8

    func sizeThatFits(
        proposal: ProposedViewSize, subviews: Subviews, cache: inout ()
    ) -> CGSize {
        let frames = frames(of: subviews, in: proposal.width ?? .infinity)
        return CGSize(
            width: frames.map(\.maxX).max() ?? 0, height: frames.map(\.maxY).max() ?? 0)
    }

    func placeSubviews(
        in bounds: CGRect, proposal: ProposedViewSize, subviews: Subviews, cache: inout ()
    ) {
        for (subview, frame) in zip(subviews, frames(of: subviews, in: bounds.width)) {
            subview.place(
                at: CGPoint(x: bounds.minX + frame.minX, y: bounds.minY + frame.minY),
                proposal: ProposedViewSize(frame.size))
        }
    }

    private func frames(of subviews: Subviews, in width: CGFloat) -> [CGRect] {
        var frames: [CGRect] = []
        var at = CGPoint.zero
        var lineHeight: CGFloat = 0
        for subview in subviews {
            // Alone on a line it may need two lines of text.
            let size = subview.sizeThatFits(
                ProposedViewSize(width: width == .infinity ? nil : width, height: nil))
            if at.x > 0 && at.x + size.width > width + rounding {
                at = CGPoint(x: 0, y: at.y + lineHeight + spacing)
                lineHeight = 0
            }
            frames.append(CGRect(origin: at, size: size))
            at.x += size.width + spacing
            lineHeight = max(lineHeight, size.height)
        }
        return frames
    }
}

/// The width that was asked for is given rounded to pixels: what fitted then still fits.
private let rounding: CGFloat = 0.5
