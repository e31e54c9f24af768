//! How a phone meets a hub: by the link on a bus's door, or by what a hub says on the local network.
//!
//! Neither is signed. Both only say whom to ask; that it is a hub of the phone's own region, the phone
//! learns from the hub's first answer, which the region's root key vouches for. The region is named
//! so that a phone need not ask the bus of another one at all.

use std::fmt;
use std::net::{IpAddr, Ipv6Addr};
use std::str::FromStr;

use sharenum_domain::{RegionId, phrases};
use sharenum_ledger::HubRole;

use crate::check_address;
use crate::link::{escaped, is_web_address, pairs};

/// The link on the door of a bus: `sharenum://bus?hub=http%3A%2F%2F192.168.4.1%3A8480&region=…`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BusLink {
    /// Address of the box on its own Wi-Fi.
    pub hub: String,
    /// The region that the bus belongs to.
    pub region: RegionId,
}

phrases! {
    /// What says nothing of a hub that could be asked.
    #[derive(Clone, Copy, Debug, PartialEq, Eq)]
    #[non_exhaustive]
    pub enum InvalidBus starting "this bus cannot be found: " {
        /// Another link, another service.
        Other = "bus.other-code",
            "this is not the code on the door of a bus; look for the one below its Wi-Fi";
        /// It begins as it should.
        Damaged = "bus.damaged", "the code is damaged; scan the one on the door of the bus again";
    }
}

impl std::error::Error for InvalidBus {}

const START: &str = "sharenum://bus?";

impl FromStr for BusLink {
    type Err = InvalidBus;

    fn from_str(text: &str) -> Result<Self, InvalidBus> {
        use crate::link::Broken;
        let pairs = pairs(text, START).map_err(|broken| match broken {
            Broken::Other => InvalidBus::Other,
            Broken::TooLong | Broken::Damaged => InvalidBus::Damaged,
        })?;
        let (mut hub, mut region) = (None, None);
        for (name, value) in pairs {
            match name {
                "hub" => hub = Some(value),
                "region" => region = value.parse().ok(),
                _ => {}
            }
        }
        match (hub.filter(|hub| is_web_address(hub)), region) {
            (Some(hub), Some(region)) => Ok(Self { hub, region }),
            _ => Err(InvalidBus::Damaged),
        }
    }
}

impl fmt::Display for BusLink {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{START}hub={}&region={}", escaped(&self.hub), self.region)
    }
}

/// What a hub says of itself on the local network, as the TXT record of a DNS-SD service (RFC 6763,
/// section 6): nothing of a person, and no secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Announcement {
    /// Region or bus.
    pub role: HubRole,
    /// The region that it belongs to.
    pub region: RegionId,
    /// Whether it speaks TLS at the announced port.
    pub https: bool,
    /// Its address, when phones are to use another one than the announced: its certificate's name, say.
    pub url: Option<String>,
}

impl Announcement {
    /// The type of the service, without its domain.
    pub const SERVICE: &'static str = "_sharenum._tcp";
    /// Longest address: a string of a TXT record has 255 bytes with its name.
    pub const LONGEST_URL: usize = 255 - "url=".len();
    /// The first value of a record, which says how to read the others.
    const VERSION: &'static str = "1";

    /// The record, in its order.
    #[must_use]
    pub fn txt(&self) -> Vec<(&'static str, String)> {
        let role = match self.role {
            HubRole::Region => "region",
            HubRole::Bus => "bus",
        };
        let mut txt = vec![
            ("txtvers", Self::VERSION.to_owned()),
            ("role", role.to_owned()),
            ("region", self.region.to_string()),
            ("scheme", if self.https { "https" } else { "http" }.to_owned()),
        ];
        txt.extend(self.url.as_ref().map(|url| ("url", url.clone())));
        txt
    }

    /// Reads a record. The case of a name does not count, and the first of several of one name does (RFC
    /// 6763, section 6.4); what a newer hub adds is skipped.
    ///
    /// # Errors
    /// [`InvalidBus::Other`] for a record of another version or service, [`InvalidBus::Damaged`] for
    /// values that are none.
    pub fn read<'r>(
        txt: impl IntoIterator<Item = (&'r str, &'r [u8])> + Clone,
    ) -> Result<Self, InvalidBus> {
        let value = |name: &str| {
            let found = txt.clone().into_iter().find(|(key, _)| key.eq_ignore_ascii_case(name));
            found.map(|(_, value)| std::str::from_utf8(value).unwrap_or_default())
        };
        if value("txtvers") != Some(Self::VERSION) {
            return Err(InvalidBus::Other);
        }
        let role = match value("role") {
            Some("region") => HubRole::Region,
            Some("bus") => HubRole::Bus,
            _ => return Err(InvalidBus::Damaged),
        };
        let https = match value("scheme") {
            Some("https") => true,
            Some("http") => false,
            _ => return Err(InvalidBus::Damaged),
        };
        let region = value("region").and_then(|region| region.parse().ok());
        let url = value("url").map(str::to_owned);
        if url.as_ref().is_some_and(|url| url.len() > Self::LONGEST_URL || !is_web_address(url)) {
            return Err(InvalidBus::Damaged);
        }
        Ok(Self { role, region: region.ok_or(InvalidBus::Damaged)?, https, url })
    }

    /// The URL to sync with: the announced one, or that of the first address a phone may speak to. A
    /// link-local address of IPv6 is none, as a URL cannot say on which network it is (RFC 6874 is
    /// followed by few).
    #[must_use]
    pub fn url(&self, addresses: &[IpAddr], port: u16) -> Option<String> {
        if let Some(url) = &self.url {
            return Some(url.clone()).filter(|url| check_address(url).is_ok());
        }
        let scheme = if self.https { "https" } else { "http" };
        addresses.iter().filter(|address| !is_link_local_v6(address)).find_map(|address| {
            let url = match address {
                IpAddr::V4(address) => format!("{scheme}://{address}:{port}"),
                IpAddr::V6(address) => format!("{scheme}://[{address}]:{port}"),
            };
            Some(url).filter(|url| port != 0 && check_address(url).is_ok())
        })
    }
}

fn is_link_local_v6(address: &IpAddr) -> bool {
    matches!(address, IpAddr::V6(address) if Ipv6Addr::is_unicast_link_local(address))
}
