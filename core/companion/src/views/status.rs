//! How this phone stands with its region, and what came back.

use jiff::Timestamp;
use sharenum_domain::{DocumentId, Phrase};
use sharenum_ledger::{HubRole, Kind, Refusal};
use sharenum_store::queries::carrying::{self, HubRow, OutgoingRow, RefusedRow, Undelivered};
use sharenum_store::queries::{Page, PageRequest};

use crate::Result;
use crate::engine::CompanionEngine;
use crate::sync::renewal_is_due;

use super::{Action, Offering};

/// A hub that this phone knows.
pub type HubView = HubRow;

/// A document with changes that the region has not acknowledged.
pub type OutgoingView = OutgoingRow;

/// How this phone stands with its region.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyncStatus {
    /// Changes that the region has not acknowledged.
    pub undelivered: Undelivered,
    /// The hubs this phone knows, the region first.
    pub hubs: Vec<HubView>,
    /// When the region was last reached (UTC).
    pub last_region_contact: Option<Timestamp>,
    /// Until when the region answers this phone (UTC). Stored work never expires.
    pub certificate_expires: Timestamp,
    /// Whether the next sync with the region asks for a new certificate.
    pub renewal_due: bool,
}

/// A change of this phone that the region refused. Nothing is lost: the document can be edited,
/// which sends it anew, sent again as it is, or given up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedView {
    /// The document it belongs to.
    pub document: Option<DocumentId>,
    /// The document's kind.
    pub kind: Option<Kind>,
    /// Its title, or that of what it belongs to; empty where none has one.
    pub title: String,
    /// Stable code of the reason.
    pub code: String,
    /// The reason in the words of the hub, and what to do.
    pub reason: String,
    /// When the refusal came (UTC).
    pub received_at: Timestamp,
    /// What this person may do with it now.
    pub actions: Vec<Action>,
}

impl RefusedView {
    /// The reason as a key, for a shell to say in the reader's language.
    #[must_use]
    pub fn phrase(&self) -> Phrase {
        Refusal::phrase_of(&self.code, &self.reason)
    }
}

impl From<RefusedRow> for RefusedView {
    fn from(row: RefusedRow) -> Self {
        let known = row.document.is_some() && row.kind.is_some();
        let actions = if known { vec![Action::SendAgain, Action::Discard] } else { Vec::new() };
        let actions = Offering::Refused.offer(actions);
        Self {
            document: row.document,
            kind: row.kind,
            title: row.title,
            code: row.code,
            reason: row.reason,
            received_at: row.received_at,
            actions,
        }
    }
}

impl CompanionEngine {
    /// How this phone stands with its region.
    ///
    /// # Errors
    /// Those of the file.
    pub fn sync_status(&self) -> Result<SyncStatus> {
        self.read(|context| {
            let hubs = carrying::hubs(context.conn)?;
            let regions = hubs.iter().filter(|hub| hub.role == HubRole::Region);
            let expires = context.me.certificate.claims().expires;
            Ok(SyncStatus {
                undelivered: carrying::undelivered(context.conn)?,
                last_region_contact: regions.filter_map(|hub| hub.last_contact).max(),
                hubs,
                certificate_expires: expires,
                renewal_due: renewal_is_due(expires, context.now),
            })
        })
    }

    /// What of this phone the region has not acknowledged, in the order in which it came to be.
    ///
    /// # Errors
    /// Those of the file.
    pub fn outgoing(&self, page: &PageRequest) -> Result<Page<OutgoingView>> {
        self.read(|context| Ok(carrying::outgoing(context.conn, page)?))
    }

    /// Changes of this phone that the region refused, oldest first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn refused(&self) -> Result<Vec<RefusedView>> {
        self.read(|context| {
            Ok(carrying::refused(context.conn)?.into_iter().map(RefusedView::from).collect())
        })
    }
}
