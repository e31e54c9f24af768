//! What this phone's member does not want to hear of. The radius says who is reached;
//! preferences only narrow it.

use std::collections::BTreeSet;

use sharenum_domain::{AlertKind, RadiusKm};
use sharenum_store::StoreError;
use sharenum_store::queries::alerts::Narrowing;
use sharenum_store::queries::{Connection, settings};

use crate::keys;

/// Preferences of this phone, never synced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertPreferences {
    /// Kinds that this phone neither lists nor rings.
    pub muted: BTreeSet<AlertKind>,
    /// No ticket and no workshop from farther away than this. What concerns the member in person,
    /// such as an answer to their proposal, has no distance.
    pub nearer_than: Option<RadiusKm>,
}

impl AlertPreferences {
    pub(crate) fn load(conn: &Connection) -> Result<Self, StoreError> {
        let muted = settings::get(conn, keys::MUTED_KINDS)?.unwrap_or_default();
        let nearer = settings::get(conn, keys::NEARER_THAN)?;
        Ok(Self {
            muted: muted.split_whitespace().map(AlertKind::from).collect(),
            nearer_than: nearer.and_then(|km| RadiusKm::new(km.parse().ok()?).ok()),
        })
    }

    pub(crate) fn save(&self, conn: &Connection) -> Result<(), StoreError> {
        let muted: Vec<&str> = self.muted.iter().map(AlertKind::as_str).collect();
        settings::set(conn, keys::MUTED_KINDS, Some(&muted.join(" ")))?;
        let nearer = self.nearer_than.map(|radius| radius.get().to_string());
        settings::set(conn, keys::NEARER_THAN, nearer.as_deref())
    }

    /// What of the alerts they leave.
    pub(crate) fn narrowing(&self) -> Narrowing {
        Narrowing::new(&self.muted, self.nearer_than)
    }
}
