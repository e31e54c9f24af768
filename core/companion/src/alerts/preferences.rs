//! What this phone's member does not want to hear of. The radius says who is reached;
//! preferences only narrow it.

use std::collections::BTreeSet;

use sharenum_domain::{AlertKind, RadiusKm};
use sharenum_store::StoreError;
use sharenum_store::queries::alerts::NewAlert;
use sharenum_store::queries::{Connection, settings};

use crate::keys;

/// Preferences of this phone, never synced.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AlertPreferences {
    /// Kinds that are not made on this phone.
    pub muted: BTreeSet<AlertKind>,
    /// Nothing from farther away than this.
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

    /// Whether an alert is made at all.
    pub(crate) fn let_through(&self, alert: &NewAlert) -> bool {
        let near = match (self.nearer_than, alert.km) {
            (Some(radius), Some(km)) => radius.covers(km),
            _ => true,
        };
        near && !self.muted.contains(&alert.kind)
    }
}
