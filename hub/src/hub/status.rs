//! What the host of a box wants to know.

use jiff::Timestamp;
use sharenum_domain::{MemberId, RegionId};
use sharenum_ledger::HubRole;

use super::Hub;
use crate::HubError;
use crate::clock::timestamp;
use crate::storage::{StorageExt, Tables, Totals};

const CONTACT: &str = "last_contact";

/// The state of a hub.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Status {
    /// Region or bus.
    pub role: HubRole,
    /// The hub as a member.
    pub member: MemberId,
    /// The region.
    pub region: RegionId,
    /// The hub's time (UTC): it goes on from the highest that it knew.
    pub time: Timestamp,
    /// What the machine's clock says (UTC).
    pub clock: Timestamp,
    /// Until when its certificate opens sessions with the region (UTC).
    pub certificate_expires: Timestamp,
    /// When a bus last finished an exchange with the region (UTC).
    pub last_contact: Option<Timestamp>,
    /// Sessions open in this process.
    pub sessions: usize,
    /// How much it holds.
    pub totals: Totals,
}

impl Hub {
    /// The state of the hub.
    ///
    /// # Errors
    /// When the storage cannot be read.
    pub fn status(&self) -> Result<Status, HubError> {
        let certificate = self.certificate();
        let (last_contact, totals) = self.storage.reading(|tables| {
            let contact = tables.meta(CONTACT)?.and_then(|ms| ms.try_into().ok());
            let contact = contact.map(|ms| timestamp(i64::from_be_bytes(ms)));
            Ok((contact, tables.totals()?))
        })?;
        Ok(Status {
            role: self.role,
            member: certificate.claims().member,
            region: self.region(),
            time: timestamp(self.now_ms()),
            clock: self.options.clock.now(),
            certificate_expires: certificate.claims().expires,
            last_contact,
            sessions: self.lock_sessions().len(),
            totals,
        })
    }
}

pub(crate) fn note_contact(tables: &dyn Tables, now_ms: i64) -> Result<(), HubError> {
    Ok(tables.set_meta(CONTACT, &now_ms.to_be_bytes())?)
}
