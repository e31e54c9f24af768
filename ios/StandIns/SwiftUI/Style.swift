import Foundation

public protocol ShapeStyle: Sendable {}

extension ShapeStyle {
    public func opacity(_ opacity: Double) -> some ShapeStyle { self }
}

public struct Color: ShapeStyle, View, Hashable {
    public typealias Body = Never

    public enum RGBColorSpace: Hashable, Sendable {
        case sRGB
        case displayP3
    }

    nonisolated public init(_ name: String, bundle: Bundle? = nil) {}
    nonisolated public init(uiColor: UIColor) {}
    nonisolated public init(
        _ colorSpace: RGBColorSpace = .sRGB, red: Double, green: Double, blue: Double,
        opacity: Double = 1
    ) {}
    nonisolated public func opacity(_ opacity: Double) -> Color { self }
    nonisolated public var gradient: AnyGradient { fatalError() }

    nonisolated public static var red: Color { fatalError() }
    nonisolated public static var orange: Color { fatalError() }
    nonisolated public static var yellow: Color { fatalError() }
    nonisolated public static var green: Color { fatalError() }
    nonisolated public static var mint: Color { fatalError() }
    nonisolated public static var teal: Color { fatalError() }
    nonisolated public static var blue: Color { fatalError() }
    nonisolated public static var indigo: Color { fatalError() }
    nonisolated public static var purple: Color { fatalError() }
    nonisolated public static var pink: Color { fatalError() }
    nonisolated public static var brown: Color { fatalError() }
    nonisolated public static var gray: Color { fatalError() }
    nonisolated public static var white: Color { fatalError() }
    nonisolated public static var black: Color { fatalError() }
    nonisolated public static var clear: Color { fatalError() }
    nonisolated public static var primary: Color { fatalError() }
    nonisolated public static var secondary: Color { fatalError() }
}

extension ShapeStyle where Self == Color {
    public static var red: Color { fatalError() }
    public static var orange: Color { fatalError() }
    public static var yellow: Color { fatalError() }
    public static var green: Color { fatalError() }
    public static var teal: Color { fatalError() }
    public static var blue: Color { fatalError() }
    public static var gray: Color { fatalError() }
    public static var white: Color { fatalError() }
    public static var black: Color { fatalError() }
    public static var clear: Color { fatalError() }
}

public struct AnyGradient: ShapeStyle {}

public struct AnyShapeStyle: ShapeStyle {
    public init<S: ShapeStyle>(_ style: S) {}
}

public struct HierarchicalShapeStyle: ShapeStyle {}

extension ShapeStyle where Self == HierarchicalShapeStyle {
    public static var primary: HierarchicalShapeStyle { fatalError() }
    public static var secondary: HierarchicalShapeStyle { fatalError() }
    public static var tertiary: HierarchicalShapeStyle { fatalError() }
    public static var quaternary: HierarchicalShapeStyle { fatalError() }
}

public struct TintShapeStyle: ShapeStyle {}

extension ShapeStyle where Self == TintShapeStyle {
    public static var tint: TintShapeStyle { fatalError() }
}

public struct BackgroundStyle: ShapeStyle {}

extension ShapeStyle where Self == BackgroundStyle {
    public static var background: BackgroundStyle { fatalError() }
}

public struct SeparatorShapeStyle: ShapeStyle {}

extension ShapeStyle where Self == SeparatorShapeStyle {
    public static var separator: SeparatorShapeStyle { fatalError() }
}

public struct FillShapeStyle: ShapeStyle {}

extension ShapeStyle where Self == FillShapeStyle {
    public static var fill: FillShapeStyle { fatalError() }
}

public struct Material: ShapeStyle {}

extension ShapeStyle where Self == Material {
    public static var regularMaterial: Material { fatalError() }
    public static var thinMaterial: Material { fatalError() }
    public static var ultraThinMaterial: Material { fatalError() }
    public static var thickMaterial: Material { fatalError() }
    public static var bar: Material { fatalError() }
}

extension View {
    nonisolated public func foregroundStyle<S: ShapeStyle>(_ style: S) -> some View { self }
    nonisolated public func foregroundStyle<S1: ShapeStyle, S2: ShapeStyle>(
        _ primary: S1, _ secondary: S2
    ) -> some View { self }
    nonisolated public func tint<S: ShapeStyle>(_ tint: S?) -> some View { self }
    nonisolated public func tint(_ tint: Color?) -> some View { self }
    nonisolated public func backgroundStyle<S: ShapeStyle>(_ style: S) -> some View { self }
    nonisolated public func background<S: ShapeStyle>(
        _ style: S, ignoresSafeAreaEdges edges: Edge.Set = .all
    ) -> some View { self }
    nonisolated public func background<S: ShapeStyle, T: Shape>(
        _ style: S, in shape: T, fillStyle: FillStyle = FillStyle()
    ) -> some View { self }
    nonisolated public func background<V: View>(
        alignment: Alignment = .center, @ViewBuilder content: () -> V
    ) -> some View { self }
    nonisolated public func overlay<V: View>(
        alignment: Alignment = .center, @ViewBuilder content: () -> V
    ) -> some View { self }
    nonisolated public func overlay<S: ShapeStyle>(
        _ style: S, ignoresSafeAreaEdges edges: Edge.Set = .all
    ) -> some View { self }
}

extension ShapeStyle where Self == Color {
    nonisolated public static var accentColor: Color { fatalError() }
}
