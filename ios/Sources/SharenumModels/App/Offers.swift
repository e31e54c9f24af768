import SharenumKit

/// What forms hold and offer before anybody chose, which the core decides.
public let offers: Offered = offered()

extension Offered {
    /// Usual values, and one that was set elsewhere.
    public static func with<Value: Equatable>(_ set: Value, _ usual: [Value]) -> [Value] {
        usual.contains(set) ? usual : usual + [set]
    }
}
