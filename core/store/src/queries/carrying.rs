//! What has not reached the region, and what came back.

use jiff::Timestamp;
use rusqlite::Connection;
use sharenum_domain::DocumentId;
use sharenum_ledger::{HubRole, Kind};

use super::Answer;
use super::column::{self, Columns};

/// How many changes of this phone the region has not acknowledged.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Undelivered {
    /// Only on this phone.
    pub on_this_phone: usize,
    /// In the custody of a bus.
    pub with_bus: usize,
    /// Refused by the region; their author can edit, send again or discard them.
    pub refused: usize,
}

/// A hub that this phone knows.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubRow {
    /// Its address.
    pub url: String,
    /// What it is.
    pub role: HubRole,
    /// When it was last reached (UTC); `None`: never.
    pub last_contact: Option<Timestamp>,
}

/// A change of this phone that the region refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RefusedRow {
    /// Its number in the quarantine.
    pub seq: i64,
    /// The document it belongs to, when it could be told.
    pub document: Option<DocumentId>,
    /// The document's kind.
    pub kind: Option<Kind>,
    /// Stable code of the reason.
    pub code: String,
    /// The reason, and what to do.
    pub reason: String,
    /// When the refusal came (UTC).
    pub received_at: Timestamp,
}

/// What is not carried home yet.
///
/// # Errors
/// When the file cannot be read.
pub fn undelivered(conn: &Connection) -> Answer<Undelivered> {
    let count = |sql| column::count(conn, sql, []);
    Ok(Undelivered {
        on_this_phone: count("SELECT count(*) FROM outbox WHERE state = 0")?,
        with_bus: count("SELECT count(*) FROM outbox WHERE state = 1")?,
        refused: count("SELECT count(*) FROM quarantine WHERE own = 1")?,
    })
}

/// The hubs this phone knows, the region first.
///
/// # Errors
/// When the file cannot be read.
pub fn hubs(conn: &Connection) -> Answer<Vec<HubRow>> {
    column::all(
        conn,
        "SELECT url, role, last_contact FROM hub ORDER BY role = 'bus', url",
        [],
        |row| {
            let url = row.value()?;
            let role: String = row.value()?;
            let role = if role == "bus" { HubRole::Bus } else { HubRole::Region };
            let at: Option<i64> = row.value()?;
            let last_contact = at.and_then(|ms| Timestamp::from_millisecond(ms).ok());
            Ok(HubRow { url, role, last_contact })
        },
    )
}

fn read_refused(row: &mut Columns<'_, '_>) -> rusqlite::Result<RefusedRow> {
    Ok(RefusedRow {
        seq: row.value()?,
        document: row.optional_document()?,
        kind: row.value::<Option<u8>>()?.and_then(Kind::from_u8),
        code: row.value()?,
        reason: row.value()?,
        received_at: row.time()?,
    })
}

/// This phone's refused changes, oldest first.
///
/// # Errors
/// When the file cannot be read.
pub fn refused(conn: &Connection) -> Answer<Vec<RefusedRow>> {
    column::all(
        conn,
        "SELECT q.seq, q.document, d.kind, q.code, q.reason, q.received_at
           FROM quarantine q LEFT JOIN document d ON d.id = q.document
          WHERE q.own = 1 ORDER BY q.seq",
        [],
        read_refused,
    )
}
