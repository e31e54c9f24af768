//! The door of a bus: one code for its Wi-Fi, which the camera of any phone reads, and one for the app,
//! with the address of the hub and its region. Two, since no camera joins a Wi-Fi by a link, and no app
//! is opened by a Wi-Fi.

mod page;
mod wifi;

pub use page::page;
pub use wifi::{InvalidWifi, Wifi};

use sharenum_ledger::HubRole;
use sharenum_sync::{BusLink, check_address};

use crate::{Hub, HubError};

/// What hangs on the door.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Door {
    /// The bus's own Wi-Fi.
    pub wifi: Wifi,
    /// Where its hub is there.
    pub link: BusLink,
}

impl Door {
    /// The door of the bus whose hub is reached at `url` on its Wi-Fi.
    ///
    /// # Errors
    /// [`HubError::Usage`] for a region's hub, and for an address that phones refuse.
    pub fn of(hub: &Hub, url: &str, wifi: Wifi) -> Result<Self, HubError> {
        if hub.role() != HubRole::Bus {
            return Err(HubError::Usage(
                "a region's hub has no door; its invitations say where it is".to_owned(),
            ));
        }
        let url = url.trim().trim_end_matches('/');
        check_address(url).map_err(|error| HubError::Usage(format!("--url {url}: {error}")))?;
        Ok(Self { wifi, link: BusLink { hub: url.to_owned(), region: hub.region() } })
    }
}
