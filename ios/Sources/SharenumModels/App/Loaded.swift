import SharenumKit

/// What a screen shows: still to come, there, or not to be had.
public enum Loaded<Value: Sendable>: Sendable {
    case loading
    case ready(Value)
    case failed(SharenumError)

    /// The value, once it is there.
    public var value: Value? {
        if case .ready(let value) = self { value } else { nil }
    }

    /// Why there is none.
    public var error: SharenumError? {
        if case .failed(let error) = self { error } else { nil }
    }
}

extension Loaded: Equatable where Value: Equatable {}

extension Sharenum {
    /// What the core answers, or why it does not.
    func loaded<Value: Sendable>(
        _ read: @Sendable (SharenumApp) throws -> Value
    ) async -> Loaded<Value> {
        do { return .ready(try call(read)) } catch { return .failed(SharenumError(error)) }
    }
}
