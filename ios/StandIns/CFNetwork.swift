import Foundation

public let kCFNetworkProxiesHTTPEnable = "HTTPEnable"
public let kCFNetworkProxiesHTTPProxy = "HTTPProxy"
public let kCFNetworkProxiesHTTPPort = "HTTPPort"

// swift-format-ignore: AlwaysUseLowerCamelCase
public func CFNetworkCopySystemProxySettings() -> Unmanaged<NSDictionary>? { fatalError() }
