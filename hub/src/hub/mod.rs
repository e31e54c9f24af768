//! The hub without a network: [`Hub::handle`] takes a request's path, session and body and gives
//! the reply. The HTTP server is a thin coat around it; tests drive it as it is.

mod author;
mod certificates;
mod challenge;
mod exchange;
mod feeds;
mod ingest;
mod join;
mod known;
mod open;
mod published;
mod reply;
mod routing;
mod sessions;
mod status;

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError, RwLock};

use jiff::tz::TimeZone;
use sharenum_domain::{MemberId, RegionId};
use sharenum_ledger::{Certificate, DeviceKey, HubRole, PublicKey};
use sharenum_sync::wire::Epoch;
use tokio::sync::Notify;
use zeroize::Zeroizing;

use crate::clock::{Clock, Forward, SystemClock};
use crate::storage::Storage;

pub(crate) use author::NewOwn;
pub(crate) use ingest::{Door, Entered, Source, verdict};
pub use join::{Invited, join_region};
pub(crate) use open::replace_certificate_of_bus;
pub use published::Published;
pub use reply::Reply;
pub use status::Status;
pub(crate) use status::note_contact;

use certificates::CertificateCache;
use challenge::Challenges;
use join::Attempts;
use sessions::Sessions;

/// The database in a hub's data folder.
pub const DATABASE: &str = "hub.sqlite";

/// What is handed to a hub, with sensible defaults.
pub struct HubOptions {
    /// The clock.
    pub clock: Arc<dyn Clock>,
    /// Believe the clock although it is further ahead of the hub's certificate than it can be: the
    /// box was off for more than a year, and its clock was looked at.
    pub trust_clock: bool,
    /// Where "today" is, for bookings.
    pub time_zone: TimeZone,
    /// For how long a session lasts, in seconds.
    pub session_s: u32,
    /// For how many days a member's certificate opens sessions with the region.
    pub certificate_days: u16,
    /// The hub's URL as phones reach it, for invitation links.
    pub public_url: String,
}

impl Default for HubOptions {
    fn default() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            trust_clock: false,
            time_zone: TimeZone::system(),
            session_s: 12 * 3600,
            certificate_days: 30,
            public_url: "http://127.0.0.1:8480".to_owned(),
        }
    }
}

/// A hub: of a region, or on a bus.
pub struct Hub {
    role: HubRole,
    key: DeviceKey,
    root: Option<DeviceKey>,
    root_key: PublicKey,
    certificate: RwLock<Certificate>,
    /// Drawn at each start: a file restored from a copy never repeats an (actor, seq).
    incarnation: u32,
    epoch: Epoch,
    invitation_secret: Zeroizing<[u8; 32]>,
    storage: Arc<dyn Storage>,
    options: HubOptions,
    forward: Forward,
    certificates: CertificateCache,
    challenges: Challenges,
    sessions: Mutex<Sessions>,
    attempts: Mutex<Attempts>,
    changed: Notify,
}

impl Hub {
    /// Region or bus.
    #[must_use]
    pub const fn role(&self) -> HubRole {
        self.role
    }

    /// The hub as a member of its region.
    #[must_use]
    pub fn member(&self) -> MemberId {
        self.certificate().claims().member
    }

    /// The region's root key.
    #[must_use]
    pub const fn root_key(&self) -> &PublicKey {
        &self.root_key
    }

    /// The region.
    #[must_use]
    pub fn region(&self) -> RegionId {
        self.root_key.region()
    }

    /// The hub's own certificate.
    #[must_use]
    pub fn certificate(&self) -> Certificate {
        self.certificate.read().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Which log this is: another one after a reinstall.
    #[must_use]
    pub const fn epoch(&self) -> Epoch {
        self.epoch
    }

    /// Where it keeps what it was given.
    #[must_use]
    pub fn storage(&self) -> &dyn Storage {
        &*self.storage
    }

    /// Resolves when something was taken in since the last call: there may be something to carry.
    pub async fn changed(&self) {
        self.changed.notified().await;
    }

    pub(crate) const fn key(&self) -> &DeviceKey {
        &self.key
    }

    /// Milliseconds since 1970 (UTC), never less than any earlier answer.
    pub(crate) fn now_ms(&self) -> i64 {
        self.forward.now_ms(&*self.options.clock)
    }

    pub(crate) fn today(&self) -> jiff::civil::Date {
        crate::clock::timestamp(self.now_ms()).to_zoned(self.options.time_zone.clone()).date()
    }
}

/// The database file of a data folder.
pub(crate) fn database(data: &Path) -> std::path::PathBuf {
    data.join(DATABASE)
}
