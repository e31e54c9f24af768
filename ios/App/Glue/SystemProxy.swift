import CFNetwork
import Foundation

/// The proxy that the device's Wi-Fi is set to, as schools do. The library brings an HTTP client of
/// its own, which the system's settings do not reach.
enum SystemProxy {
    /// As a URL; none where there is none, or where a script decides.
    static var now: String? {
        guard
            let settings = CFNetworkCopySystemProxySettings()?.takeRetainedValue()
                as? [String: Any],
            settings[kCFNetworkProxiesHTTPEnable as String] as? Int == 1,
            let host = settings[kCFNetworkProxiesHTTPProxy as String] as? String, !host.isEmpty,
            let port = settings[kCFNetworkProxiesHTTPPort as String] as? Int
        else { return nil }
        return "http://\(host):\(port)"
    }
}
