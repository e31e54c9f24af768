//! Alerts as a list shows them.

use jiff::Timestamp;
use sharenum_domain::{AlertKind, DocumentId, Phrase};
use sharenum_store::queries::alerts::{self, AlertRow, AlertState};
use sharenum_store::queries::{Page, PageRequest};

use crate::Result;
use crate::alerts::AlertPreferences;
use crate::engine::CompanionEngine;

use super::{Action, Offering};

/// An alert.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertView {
    /// Its notification id; a later revision keeps it.
    pub id: i64,
    /// What it says.
    pub kind: AlertKind,
    /// The document it is about.
    pub document: DocumentId,
    /// The ticket, workshop or booking to open.
    pub subject: Option<DocumentId>,
    /// What it says, for a shell to put into the reader's language.
    pub phrase: Phrase,
    /// First line, in the words of its author.
    pub title: String,
    /// Second line; what it is follows from the kind: a school, a slot, an outcome, a message.
    pub body: String,
    /// How far it is from the member's establishment, in km.
    pub km: Option<f64>,
    /// Listed, to be rung, or read.
    pub state: AlertState,
    /// When its newest revision came (UTC).
    pub updated: Timestamp,
    /// What this person may do with it now.
    pub actions: Vec<Action>,
}

impl From<AlertRow> for AlertView {
    fn from(row: AlertRow) -> Self {
        let unread = row.state != AlertState::Read;
        Self {
            id: row.id,
            phrase: crate::alerts::phrase(&row),
            kind: row.alert.kind,
            document: row.alert.document,
            subject: row.alert.subject,
            title: row.alert.title,
            body: row.alert.body,
            km: row.alert.km,
            state: row.state,
            updated: row.updated,
            actions: Offering::Alert
                .offer(unread.then_some(Action::MarkRead).into_iter().collect()),
        }
    }
}

impl CompanionEngine {
    /// Alerts that the preferences let through, newest first.
    ///
    /// # Errors
    /// Those of the file.
    pub fn alerts(&self, page: &PageRequest) -> Result<Page<AlertView>> {
        self.read(|context| {
            let heard = AlertPreferences::load(context.conn)?.narrowing();
            Ok(alerts::all(context.conn, &heard, page)?.map(AlertView::from))
        })
    }

    /// How many alerts nobody read yet.
    ///
    /// # Errors
    /// Those of the file.
    pub fn unread_alerts(&self) -> Result<usize> {
        self.read(|context| {
            let heard = AlertPreferences::load(context.conn)?.narrowing();
            Ok(alerts::unread(context.conn, &heard)?)
        })
    }

    /// Alerts to announce and not read yet, oldest first, at most `limit`. When each of them sounds
    /// is in [`notification_plan`](Self::notification_plan).
    ///
    /// # Errors
    /// Those of the file.
    pub fn alerts_to_ring(&self, limit: usize) -> Result<Vec<AlertView>> {
        self.read(|context| {
            let heard = AlertPreferences::load(context.conn)?.narrowing();
            let rung = alerts::to_ring(context.conn, &heard, limit)?;
            Ok(rung.into_iter().map(AlertView::from).collect())
        })
    }
}
