import Dispatch
import Foundation

public typealias DNSServiceErrorType = Int32

public enum NWError: Error, Equatable, Sendable {
    case posix(Int32)
    case dns(DNSServiceErrorType)
    case tls(Int32)
}

public struct IPv4Address: Hashable, Sendable, CustomDebugStringConvertible {
    public var debugDescription: String { fatalError() }
}

public struct IPv6Address: Hashable, Sendable, CustomDebugStringConvertible {
    public var debugDescription: String { fatalError() }
}

public class NWInterface: Hashable, @unchecked Sendable {
    public static func == (one: NWInterface, other: NWInterface) -> Bool { fatalError() }
    public func hash(into hasher: inout Hasher) { fatalError() }
}

public enum NWEndpoint: Hashable, Sendable {
    public enum Host: Hashable, Sendable {
        case name(String, NWInterface?)
        case ipv4(IPv4Address)
        case ipv6(IPv6Address)
    }

    public struct Port: Hashable, Sendable {
        public var rawValue: UInt16 { fatalError() }
    }

    case hostPort(host: Host, port: Port)
    case service(name: String, type: String, domain: String, interface: NWInterface?)
    case unix(path: String)
    case url(URL)
}

public struct NWTXTRecord: Hashable, Sendable {
    public var dictionary: [String: String] { fatalError() }
}

public class NWProtocolOptions {}

public class NWProtocolIP {
    public class Options: NWProtocolOptions {
        public enum Version: Sendable {
            case any
            case v4
            case v6
        }

        public var version: Version = .any
    }
}

public final class NWParameters {
    public class ProtocolStack {
        public var internetProtocol: NWProtocolOptions?
    }

    public init() {}
    public class var tcp: NWParameters { fatalError() }
    public var defaultProtocolStack: ProtocolStack { fatalError() }
}

public struct NWPath: Equatable, Sendable {
    public enum Status: Sendable {
        case satisfied
        case unsatisfied
        case requiresConnection
    }

    public var status: Status { fatalError() }
    public var isConstrained: Bool { fatalError() }
    public var remoteEndpoint: NWEndpoint? { fatalError() }
}

public final class NWPathMonitor: @unchecked Sendable {
    public init() {}
    public var pathUpdateHandler: (@Sendable (NWPath) -> Void)?
    public func start(queue: DispatchQueue) { fatalError() }
    public func cancel() { fatalError() }
}

public final class NWConnection: @unchecked Sendable {
    public enum State: Equatable, Sendable {
        case setup
        case waiting(NWError)
        case preparing
        case ready
        case failed(NWError)
        case cancelled
    }

    public init(to: NWEndpoint, using: NWParameters) { fatalError() }
    public var stateUpdateHandler: (@Sendable (State) -> Void)?
    public var currentPath: NWPath? { fatalError() }
    public func start(queue: DispatchQueue) { fatalError() }
    public func cancel() { fatalError() }
}

public final class NWBrowser: @unchecked Sendable {
    public enum State: Equatable, Sendable {
        case setup
        case ready
        case failed(NWError)
        case cancelled
        case waiting(NWError)
    }

    public enum Descriptor: Sendable {
        case bonjour(type: String, domain: String?)
        case bonjourWithTXTRecord(type: String, domain: String?)
    }

    public struct Result: Hashable, Sendable {
        public enum Metadata: Hashable, Sendable {
            case bonjour(NWTXTRecord)
            case none
        }

        public enum Change: Hashable, Sendable {
            case identical
            case added(Result)
            case removed(Result)
        }

        public let endpoint: NWEndpoint
        public let metadata: Metadata
    }

    public init(for descriptor: Descriptor, using parameters: NWParameters) { fatalError() }
    public var stateUpdateHandler: (@Sendable (State) -> Void)?
    public var browseResultsChangedHandler: (@Sendable (Set<Result>, Set<Result.Change>) -> Void)?
    public func start(queue: DispatchQueue) { fatalError() }
    public func cancel() { fatalError() }
}
