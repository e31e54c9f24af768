//! What has not reached the region, and what came back.

use jiff::Timestamp;
use rusqlite::{Connection, params};
use sharenum_domain::DocumentId;
use sharenum_ledger::{HubRole, Kind};

use super::column::{self, Columns, Delivery};
use super::{Answer, Page, PageCursor, PageRequest};

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
    /// Its title, or that of what it belongs to; empty where none has one.
    pub title: String,
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

/// A document with changes of this phone that the region has not acknowledged.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OutgoingRow {
    /// The document.
    pub document: DocumentId,
    /// Its kind; `None` for one of a newer app.
    pub kind: Option<Kind>,
    /// Its title, or that of what it belongs to; empty where none has one.
    pub title: String,
    /// On this phone, or with the bus.
    pub delivery: Delivery,
}

/// The title of the document `d`, or of what it belongs to: a message has that of its ticket, the
/// parent of its parent `p`.
const TITLE: &str = "coalesce((SELECT title FROM search WHERE rowid = d.seq),
         (SELECT title FROM search WHERE rowid = p.seq),
         (SELECT s.title FROM document g JOIN search s ON s.rowid = g.seq WHERE g.id = p.parent), '')";

/// What the region has not acknowledged, document by document, in the order in which they came to
/// this phone.
///
/// # Errors
/// When the file cannot be read.
pub fn outgoing(conn: &Connection, request: &PageRequest) -> Answer<Page<OutgoingRow>> {
    let total = column::count(
        conn,
        "SELECT count(DISTINCT c.document) FROM outbox o JOIN chunk c ON c.seq = o.chunk",
        [],
    )?;
    let sql = format!(
        "SELECT d.seq, d.id, d.kind, {TITLE}, min(o.state)
           FROM outbox o JOIN chunk c ON c.seq = o.chunk JOIN document d ON d.id = c.document
           LEFT JOIN document p ON p.id = d.parent
          WHERE d.seq > ?1 GROUP BY d.seq ORDER BY d.seq LIMIT ?2"
    );
    let (after, _) = request.ascending();
    let rows = column::all(conn, &sql, params![after, request.probe()], |row| {
        let seq: i64 = row.value()?;
        let (document, kind) = (row.document()?, Kind::from_u8(row.value()?));
        let title = row.value()?;
        let on_this_phone = row.value::<u8>()? == 0;
        let delivery = if on_this_phone { Delivery::OnThisPhone } else { Delivery::WithBus };
        Ok((seq, OutgoingRow { document, kind, title, delivery }))
    })?;
    let cut = Page::cut(rows, request, total, |(seq, _)| PageCursor::new(*seq, &[]));
    Ok(cut.map(|(_, row)| row))
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
        title: row.value()?,
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
    let sql = format!(
        "SELECT q.seq, q.document, d.kind, {TITLE}, q.code, q.reason, q.received_at
           FROM quarantine q LEFT JOIN document d ON d.id = q.document
           LEFT JOIN document p ON p.id = d.parent
          WHERE q.own = 1 ORDER BY q.seq"
    );
    column::all(conn, &sql, [], read_refused)
}
