import Foundation

public struct SpatialTapGesture {
    public struct Value: Equatable, Sendable {
        public var location: CGPoint
    }

    public init(count: Int = 1) {}
    public func onEnded(_ action: @escaping (Value) -> Void) -> SpatialTapGesture { self }
}

extension View {
    nonisolated public func gesture(_ gesture: SpatialTapGesture) -> some View { self }
}
