//! Which hub to sync with, when a bus is met.

use std::net::IpAddr;

use sharenum_ledger::HubRole;
use sharenum_sync::{Announcement, BusLink, SyncError, check_address};

use crate::engine::CompanionEngine;
use crate::scan::read_bus;
use crate::{BadBus, LumaImage, Result};

/// What a shell saw of a hub.
#[derive(Clone, Copy, Debug)]
pub enum HubSign<'s> {
    /// The link on the door of a bus, as the camera of the phone opened it.
    Link(&'s str),
    /// A picture of that door.
    Picture(LumaImage<'s>),
    /// A service of the type [`Announcement::SERVICE`] that the local network knows.
    Announced {
        /// Its addresses, the preferred first, as the system writes them.
        addresses: &'s [String],
        /// Its port.
        port: u16,
        /// Its TXT record.
        txt: &'s [(&'s str, &'s [u8])],
    },
}

/// A hub of this phone's region, as far as one can know before it is asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MetHub {
    /// Its address, for [`SyncTarget::Hub`](crate::SyncTarget::Hub).
    pub url: String,
    /// What it says it is.
    pub role: HubRole,
}

impl CompanionEngine {
    /// Reads a sign of a hub, and asks nothing of it. Anybody can hang up a code or announce a service: that
    /// a hub is one of the region, the sync learns by its signature, and speaks to no other.
    ///
    /// # Errors
    /// [`EngineError::NotJoined`](crate::EngineError::NotJoined), for it is in joining that a phone
    /// learns which hubs to believe;
    /// [`EngineError::Bus`](crate::EngineError::Bus) when it is no sign of a hub, or a damaged one;
    /// [`EngineError::Sync`](crate::EngineError::Sync) for a hub of another region, or at an address that
    /// is not to be spoken to.
    pub fn meet(&self, sign: &HubSign<'_>) -> Result<MetHub> {
        let own = self.inner.me()?.certificate.claims().region;
        let (region, met) = match sign {
            HubSign::Link(text) => of_door(text.parse().map_err(BadBus::Sign)?),
            HubSign::Picture(picture) => of_door(read_bus(picture)?),
            HubSign::Announced { addresses, port, txt } => {
                let announced = Announcement::read(txt.iter().copied()).map_err(BadBus::Sign)?;
                let addresses: Vec<_> = addresses.iter().filter_map(|text| address(text)).collect();
                let url = announced.url(&addresses, *port).ok_or(BadBus::NoAddress)?;
                (announced.region, MetHub { url, role: announced.role })
            }
        };
        if region != own {
            return Err(SyncError::OtherRegion.into());
        }
        check_address(&met.url)?;
        Ok(met)
    }
}

fn of_door(link: BusLink) -> (sharenum_domain::RegionId, MetHub) {
    (link.region, MetHub { url: link.hub, role: HubRole::Bus })
}

/// Systems write the network beside some addresses: `fe80::1%wlan0`, or a slash before them.
fn address(text: &str) -> Option<IpAddr> {
    let text = text.trim_start_matches('/');
    text.split_once('%').map_or(text, |(address, _)| address).parse().ok()
}
