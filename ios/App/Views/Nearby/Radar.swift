import SharenumModels
import SwiftUI

/// What is near, without a map: the establishment in the middle, rings at whole distances, north
/// above. A finger's width around a point opens it. For a screen reader it is one picture with a
/// name; the list below says the same, point by point.
struct Radar: View {
    let near: Near
    let open: @MainActor (NearPoint) -> Void
    @ScaledMetric private var half: CGFloat = 7
    @Environment(\.words) private var words: Words
    @Environment(\.formats) private var formats: Formats

    var body: some View {
        GeometryReader { room in
            let scale = RadarScale(size: room.size)
            Canvas { context, _ in
                for ring in near.rings { draw(ring, scale, in: context) }
                context.fill(circle(around: scale.centre, 5), with: .color(.primary))
                // The first of the list lies above the others.
                for point in near.points.reversed() { draw(point, scale, in: context) }
            }
            .gesture(SpatialTapGesture().onEnded { tap in opened(at: tap.location, scale) })
        }
        .aspectRatio(1.25, contentMode: .fit)
        // Larger letters would hide what they name.
        .dynamicTypeSize(...DynamicTypeSize.xxxLarge)
        .accessibilityElement()
        .accessibilityAddTraits(.isImage)
        .accessibilityLabel(words.text("radar_name", near.label, near.points.count))
    }

    /// Opens the nearest to the finger, among those that are drawn under it.
    private func opened(at finger: CGPoint, _ scale: RadarScale) {
        func distance(_ point: NearPoint) -> CGFloat {
            let at = scale.place(x: point.x, y: point.y)
            return hypot(at.x - finger.x, at.y - finger.y)
        }
        let nearest = near.points.min { distance($0) < distance($1) }
        if let nearest, distance(nearest) <= reach { open(nearest) }
    }

    private func draw(_ ring: NearRing, _ scale: RadarScale, in context: GraphicsContext) {
        let radius = scale.unit * ring.radius
        context.stroke(circle(around: scale.centre, radius), with: .color(.secondary))
        context.draw(
            Text(formats.km(Double(ring.km))).font(.caption).foregroundStyle(Color.primary),
            at: CGPoint(x: scale.centre.x, y: scale.centre.y - radius), anchor: .bottom)
    }

    /// A shape as well as a colour for each kind.
    private func draw(_ point: NearPoint, _ scale: RadarScale, in context: GraphicsContext) {
        let at = scale.place(x: point.x, y: point.y)
        switch point.kind {
        case .workshop:
            context.fill(circle(around: at, half), with: .color(.accentColor))
        case .request:
            context.fill(Path(square(around: at, half * 0.9)), with: .color(.brown))
        case .offer:
            context.fill(diamond(around: at, half * 1.2), with: .color(.indigo))
        }
    }
}

/// From the core's measure, in radii of the outermost ring, to points of the picture.
private struct RadarScale {
    let centre: CGPoint
    let unit: CGFloat

    init(size: CGSize) {
        centre = CGPoint(x: size.width / 2, y: size.height / 2)
        unit = min(size.width, size.height) / 2 * outermost
    }

    func place(x: Double, y: Double) -> CGPoint {
        CGPoint(x: centre.x + x * unit, y: centre.y + y * unit)
    }
}

/// How much of half the picture the outermost ring takes: beyond it there is room for what is
/// farther.
private let outermost = 0.8

/// Half of what a finger covers.
private let reach: CGFloat = 24

private func square(around at: CGPoint, _ half: CGFloat) -> CGRect {
    CGRect(x: at.x - half, y: at.y - half, width: 2 * half, height: 2 * half)
}

private func circle(around at: CGPoint, _ radius: CGFloat) -> Path {
    Path(ellipseIn: square(around: at, radius))
}

private func diamond(around at: CGPoint, _ half: CGFloat) -> Path {
    Path { path in
        path.move(to: CGPoint(x: at.x, y: at.y - half))
        path.addLine(to: CGPoint(x: at.x + half, y: at.y))
        path.addLine(to: CGPoint(x: at.x, y: at.y + half))
        path.addLine(to: CGPoint(x: at.x - half, y: at.y))
        path.closeSubpath()
    }
}
