//! Where a hub may be: `https` anywhere, plain `http` on the local network only.
//!
//! A bus box has no name that an authority could certify, and hands out addresses on its own
//! Wi-Fi. Beyond that network plain HTTP would show every message to whoever is on the way; see
//! the decision note 0007.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

use reqwest::Url;
use sharenum_domain::phrases;

use crate::SyncError;

/// Loopback, private and link-local networks, as a proxy's exceptions are written.
pub const LOCAL_NETWORKS: &str = "localhost,local,127.0.0.0/8,10.0.0.0/8,172.16.0.0/12,\
     192.168.0.0/16,169.254.0.0/16,::1,fc00::/7,fe80::/10";

phrases! {
    /// Why a hub cannot be reached at an address, and what to write instead.
    #[derive(Debug, Clone, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum AddressProblem starting "this address cannot be used for a hub: " {
        /// Not a web address at all.
        NoAddress = "sync.address.no-address",
            "it is not a web address; write it like https://hub.example";
        /// A query or a fragment.
        Query = "sync.address.query", "take away what follows the ? or the #";
        /// A name or a password.
        UserInfo = "sync.address.user-info", "take away the name before the @";
        /// Plain HTTP beyond the local network.
        PlainHttp {
            /// The host that was named.
            host: String,
        } = "sync.address.plain-http",
            "plain http is for a bus box on its own network; write https://{host}";
        /// Another protocol, or no host.
        OtherScheme = "sync.address.other-scheme", "write it like https://hub.example";
        /// The host system's proxy.
        Proxy = "sync.address.proxy",
            "the proxy is not an address like http://proxy.example:8080; check the network settings of this device";
        /// A certificate that the shell trusts.
        Pin = "sync.address.pin", "a pinned certificate cannot be read; give it in DER";
        /// The network stack itself.
        Network {
            /// What it said.
            detail: String,
        } = "sync.address.network", "the network cannot be set up ({detail})";
    }
}

impl std::error::Error for AddressProblem {}

impl From<AddressProblem> for SyncError {
    fn from(problem: AddressProblem) -> Self {
        Self::Address(problem)
    }
}

/// A hub's URL, checked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HubAddress(String);

impl HubAddress {
    /// Reads `https://hub.example` or `http://192.168.4.1:8080`, with or without a path.
    pub fn parse(url: &str) -> Result<Self, AddressProblem> {
        let parsed = Url::parse(url.trim()).map_err(|_| AddressProblem::NoAddress)?;
        if parsed.query().is_some() || parsed.fragment().is_some() {
            return Err(AddressProblem::Query);
        }
        if !parsed.username().is_empty() || parsed.password().is_some() {
            return Err(AddressProblem::UserInfo);
        }
        match (parsed.scheme(), parsed.host_str()) {
            ("https", Some(_)) => {}
            ("http", Some(host)) if is_local(host) => {}
            ("http", Some(host)) => {
                return Err(AddressProblem::PlainHttp { host: host.to_owned() });
            }
            _ => return Err(AddressProblem::OtherScheme),
        }
        Ok(Self(parsed.as_str().trim_end_matches('/').to_owned()))
    }

    /// The URL of a path of the protocol.
    pub fn at(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }
}

/// Whether a host is this machine or one on the same network. A name is believed only when no
/// public server can answer for it (RFC 6761, RFC 6762).
fn is_local(host: &str) -> bool {
    let bare = host.trim_start_matches('[').trim_end_matches(']');
    match bare.parse::<IpAddr>() {
        Ok(IpAddr::V4(address)) => is_local_v4(address),
        Ok(IpAddr::V6(address)) => is_local_v6(address),
        Err(_) => {
            let name = bare.trim_end_matches('.').to_ascii_lowercase();
            name == "localhost" || name.ends_with(".localhost") || name.ends_with(".local")
        }
    }
}

fn is_local_v4(address: Ipv4Addr) -> bool {
    address.is_loopback() || address.is_private() || address.is_link_local()
}

fn is_local_v6(address: Ipv6Addr) -> bool {
    match address.to_ipv4_mapped() {
        Some(v4) => is_local_v4(v4),
        None => {
            address.is_loopback() || address.is_unique_local() || address.is_unicast_link_local()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hub_is_reached_over_https_or_on_the_local_network() {
        let accepted = [
            ("https://hub.example", "https://hub.example/v1/join"),
            ("https://hub.example/sharenum/", "https://hub.example/sharenum/v1/join"),
            (" http://192.168.4.1:8080 ", "http://192.168.4.1:8080/v1/join"),
            ("http://10.0.0.2", "http://10.0.0.2/v1/join"),
            ("http://172.31.0.2", "http://172.31.0.2/v1/join"),
            ("http://169.254.1.1", "http://169.254.1.1/v1/join"),
            ("http://127.0.0.1:1", "http://127.0.0.1:1/v1/join"),
            ("http://[::1]:9", "http://[::1]:9/v1/join"),
            ("http://[fe80::1]", "http://[fe80::1]/v1/join"),
            ("http://[fd00::1]", "http://[fd00::1]/v1/join"),
            ("http://localhost:8080", "http://localhost:8080/v1/join"),
            ("http://busnum.local", "http://busnum.local/v1/join"),
        ];
        for (url, at) in accepted {
            let address = HubAddress::parse(url).unwrap_or_else(|error| panic!("{url}: {error}"));
            assert_eq!(address.at("/v1/join"), at);
        }
    }

    #[test]
    fn other_addresses_are_refused_with_advice() {
        let refused = [
            ("http://hub.example", "https://hub.example"),
            ("http://8.8.8.8", "https://8.8.8.8"),
            ("http://172.32.0.1", "https://172.32.0.1"),
            ("http://[2001:db8::1]", "https://"),
            ("http://[::ffff:8.8.8.8]", "https://"),
            ("http://local", "https://local"),
            ("http://localhost.example", "https://localhost.example"),
            ("hub.example", "https://hub.example"),
            ("ftp://hub.example", "https://hub.example"),
            ("https://", "https://hub.example"),
            ("https://someone@hub.example", "@"),
            ("https://hub.example/?code=1", "?"),
            ("https://hub.example/#code", "#"),
            ("", "https://hub.example"),
        ];
        for (url, advice) in refused {
            let error = HubAddress::parse(url).err().unwrap_or_else(|| panic!("{url} passed"));
            assert!(error.to_string().contains(advice), "{url}: {error}");
        }
    }
}
