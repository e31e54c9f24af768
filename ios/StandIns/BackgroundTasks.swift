import Dispatch
import Foundation

/// Not `Sendable`, as the header says nothing of it.
public class BGTask: NSObject {
    public let identifier: String
    public var expirationHandler: (() -> Void)?
    /// Told to tests: what the task was said to have come to, each time that it was said.
    public let completions: AsyncStream<Bool>
    private let complete: AsyncStream<Bool>.Continuation

    public init(identifier: String) {
        self.identifier = identifier
        (completions, complete) = AsyncStream.makeStream()
    }

    public func setTaskCompleted(success: Bool) { complete.yield(success) }
}

public class BGProcessingTask: BGTask {}

public class BGAppRefreshTask: BGTask {}

public class BGTaskRequest: NSObject {
    public let identifier: String
    public var earliestBeginDate: Date?

    fileprivate init(_ identifier: String) { self.identifier = identifier }
}

public class BGAppRefreshTaskRequest: BGTaskRequest {
    public init(identifier: String) { super.init(identifier) }
}

public class BGProcessingTaskRequest: BGTaskRequest {
    public init(identifier: String) { super.init(identifier) }
    public var requiresNetworkConnectivity = false
    public var requiresExternalPower = false
}

/// One that starts what a test says, on the main queue that it was asked to use.
public class BGTaskScheduler: NSObject {
    nonisolated(unsafe) private static let scheduler = BGTaskScheduler()
    public class var shared: BGTaskScheduler { scheduler }

    private var handlers: [String: (BGTask) -> Void] = [:]
    /// What was asked for last, by its identifier.
    public private(set) var requests: [String: BGTaskRequest] = [:]

    @discardableResult
    public func register(
        forTaskWithIdentifier identifier: String, using queue: DispatchQueue?,
        launchHandler: @escaping (BGTask) -> Void
    ) -> Bool {
        guard queue?.label == DispatchQueue.main.label else {
            fatalError("tests start tasks on the main queue")
        }
        handlers[identifier] = launchHandler
        return true
    }

    public func submit(_ taskRequest: BGTaskRequest) throws {
        requests[taskRequest.identifier] = taskRequest
    }

    @MainActor
    public func launch(_ task: BGTask) {
        requests[task.identifier] = nil
        handlers[task.identifier]?(task)
    }
}
