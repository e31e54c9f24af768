//! What this phone alerts its member about.

use std::collections::BTreeSet;

use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension, params};
use sharenum_domain::{AlertKind, Direction, DocumentId, NotificationGroup, RadiusKm};

use super::column::{self, Columns};
use super::{Answer, Page, PageCursor, PageRequest};

/// How an alert reaches its reader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AlertState {
    /// In the list, without a sound: what a first sync brought.
    Listed,
    /// To be announced.
    Rung,
    /// Seen by the member.
    Read,
}

impl AlertState {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Listed => "listed",
            Self::Rung => "rung",
            Self::Read => "read",
        }
    }
}

/// How many of the first bytes of a revision stand for its facts; the others for its words.
pub const FACTS: usize = 16;

/// An alert as computed, before it is known whether it was stated already.
#[derive(Clone, Debug, PartialEq)]
pub struct NewAlert {
    /// The document it is about.
    pub document: DocumentId,
    /// What it says.
    pub kind: AlertKind,
    /// Hash of what it states: its facts, then its words.
    pub revision: [u8; 32],
    /// The ticket or workshop to open.
    pub subject: Option<DocumentId>,
    /// First line, in the words of its author.
    pub title: String,
    /// Second line: a school, a slot, an outcome; what it is follows from the kind.
    pub body: String,
    /// How far it is from the reader's establishment.
    pub km: Option<f64>,
}

/// An alert in the list.
#[derive(Clone, Debug, PartialEq)]
pub struct AlertRow {
    /// Its notification id; a later revision keeps it.
    pub id: i64,
    /// How it reaches its reader.
    pub state: AlertState,
    /// When it was first computed (UTC).
    pub created: Timestamp,
    /// When its newest revision was computed (UTC).
    pub updated: Timestamp,
    /// How many times it had news; the number of its newest revision.
    pub rings: i64,
    /// What it says.
    pub alert: NewAlert,
    /// Whether the ticket it is about asks or offers; none when it is about no ticket that is
    /// still here.
    pub direction: Option<Direction>,
}

/// What a reader wants to hear of.
#[derive(Clone, Debug)]
pub struct Narrowing {
    /// Kinds, with a space around each.
    muted: String,
    km: Option<f64>,
}

/// [`Narrowing::lets_through`] in SQL, with its two parameters.
const HEARD: &str = "instr(?1, ' ' || kind || ' ') = 0 AND (?2 IS NULL OR km IS NULL OR km <= ?2
    OR kind NOT IN ('ticket_nearby', 'workshop_nearby'))";

impl Narrowing {
    /// Neither `muted` kinds, nor tickets and workshops farther away than `nearer_than`.
    #[must_use]
    pub fn new(muted: &BTreeSet<AlertKind>, nearer_than: Option<RadiusKm>) -> Self {
        let muted: Vec<_> = muted.iter().map(AlertKind::as_str).collect();
        let km = nearer_than.map(|radius| f64::from(radius.get()));
        Self { muted: format!(" {} ", muted.join(" ")), km }
    }

    /// Whether the reader wants to hear of this.
    #[must_use]
    pub fn lets_through(&self, alert: &NewAlert) -> bool {
        let nearby = alert.kind.group() == NotificationGroup::Nearby;
        let near = match (self.km, alert.km) {
            (Some(limit), Some(km)) if nearby => km <= limit,
            _ => true,
        };
        near && !self.muted.contains(&format!(" {} ", alert.kind))
    }
}

/// Keeps an alert, exactly once per (document, kind, revision); answers its notification id when
/// it is new, also when it replaces an earlier revision. Other facts than those stated last are
/// always new. The first revision of a change is what the reader knows already, and no news.
///
/// # Errors
/// When the file cannot be written.
pub fn keep(
    conn: &Connection,
    alert: &NewAlert,
    state: AlertState,
    now: Timestamp,
) -> Answer<Option<i64>> {
    let (document, kind) = (alert.document.as_bytes(), alert.kind.as_str());
    let current: Option<[u8; 32]> = conn
        .prepare_cached("SELECT revision FROM alert WHERE document = ?1 AND kind = ?2")?
        .query_row(params![document, kind], |row| row.get(0))
        .optional()?;
    if current.is_some_and(|current| current[..FACTS] != alert.revision[..FACTS]) {
        // A date that is changed and changed back is news each time.
        conn.prepare_cached("DELETE FROM alert_revision WHERE document = ?1 AND kind = ?2")?
            .execute(params![document, kind])?;
    }
    let known = alert.kind == AlertKind::WorkshopChanged
        && current.is_none()
        && !conn
            .prepare_cached("SELECT 1 FROM alert_revision WHERE document = ?1 AND kind = ?2")?
            .exists(params![document, kind])?;
    // The table of what was stated decides, so a text that is changed and changed back does not
    // ring a third time.
    let new = conn
        .prepare_cached(
            "INSERT OR IGNORE INTO alert_revision (document, kind, revision) VALUES (?1, ?2, ?3)",
        )?
        .execute(params![document, kind, alert.revision])?;
    if known {
        return Ok(None);
    }
    let subject = alert.subject.as_ref().map(DocumentId::as_bytes);
    let (title, body, now) = (&alert.title, &alert.body, now.as_millisecond());
    if new == 0 {
        conn.prepare_cached(
            "UPDATE alert SET revision = ?3, title = ?4, body = ?5, km = ?6, subject = ?7
              WHERE document = ?1 AND kind = ?2
                AND (revision <> ?3 OR title <> ?4 OR body <> ?5)",
        )?
        .execute(params![
            document,
            kind,
            alert.revision,
            title,
            body,
            alert.km,
            subject
        ])?;
        return Ok(None);
    }
    let id = conn
        .prepare_cached(
            "INSERT INTO alert
                (document, kind, revision, state, subject, title, body, km, rings, created, updated)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, 1, ?9, ?9)
             ON CONFLICT (document, kind) DO UPDATE SET
                revision = excluded.revision, state = excluded.state,
                subject = excluded.subject, title = excluded.title, body = excluded.body,
                km = excluded.km, rings = rings + 1, updated = excluded.updated
             RETURNING id",
        )?
        .query_row(
            params![
                document,
                kind,
                alert.revision,
                state.as_str(),
                subject,
                title,
                body,
                alert.km,
                now
            ],
            |row| row.get(0),
        )?;
    Ok(Some(id))
}

/// Silences an alert that asks nothing of its reader any longer; whether it was not read.
///
/// # Errors
/// When the file cannot be written.
pub fn set_aside(conn: &Connection, document: &DocumentId, kind: &AlertKind) -> Answer<bool> {
    let silenced = conn
        .prepare_cached(
            "UPDATE alert SET state = 'read'
              WHERE document = ?1 AND kind = ?2 AND state <> 'read'",
        )?
        .execute(params![document.as_bytes(), kind.as_str()])?;
    Ok(silenced > 0)
}

/// Gives all alerts about a ticket or workshop the title that it has now; whether one had another.
///
/// # Errors
/// When the file cannot be written.
pub fn retitle(conn: &Connection, subject: &DocumentId, title: &str) -> Answer<bool> {
    let renamed = conn
        .prepare_cached("UPDATE alert SET title = ?2 WHERE subject = ?1 AND title <> ?2")?
        .execute(params![subject.as_bytes(), title])?;
    Ok(renamed > 0)
}

/// Removes an alert and all that is known of what it stated; whether it was in the list.
///
/// # Errors
/// When the file cannot be written.
pub fn forget(conn: &Connection, document: &DocumentId, kind: &AlertKind) -> Answer<bool> {
    let about = params![document.as_bytes(), kind.as_str()];
    conn.prepare_cached("DELETE FROM alert_revision WHERE document = ?1 AND kind = ?2")?
        .execute(about)?;
    let listed = conn
        .prepare_cached("DELETE FROM alert WHERE document = ?1 AND kind = ?2")?
        .execute(about)?;
    Ok(listed > 0)
}

const COLUMNS: &str =
    "id, state, created, updated, rings, document, kind, revision, subject, title, body, km,
     (SELECT t.direction FROM ticket t WHERE t.document = alert.subject)";

fn read(row: &mut Columns<'_, '_>) -> rusqlite::Result<AlertRow> {
    let id = row.value()?;
    let state: String = row.value()?;
    let state = match state.as_str() {
        "rung" => AlertState::Rung,
        "read" => AlertState::Read,
        _ => AlertState::Listed,
    };
    let (created, updated, rings) = (row.time()?, row.time()?, row.value()?);
    let alert = NewAlert {
        document: row.document()?,
        kind: row.word()?,
        revision: row.value()?,
        subject: row.optional_document()?,
        title: row.value()?,
        body: row.value()?,
        km: row.value()?,
    };
    let direction = row.value::<Option<String>>()?.map(Direction::from);
    Ok(AlertRow { id, state, created, updated, rings, alert, direction })
}

/// All alerts that the reader wants to hear of, newest first.
///
/// # Errors
/// When the file cannot be read.
pub fn all(conn: &Connection, heard: &Narrowing, request: &PageRequest) -> Answer<Page<AlertRow>> {
    let sql = format!("SELECT count(*) FROM alert WHERE {HEARD}");
    let total = column::count(conn, &sql, params![heard.muted, heard.km])?;
    let (key, _) = request.descending();
    let before = request.after.as_ref().and_then(|after| after.id().try_into().ok());
    let id = before.map_or(i64::MAX, i64::from_be_bytes);
    column::page(
        conn,
        &format!(
            "SELECT {COLUMNS} FROM alert WHERE {HEARD} AND (updated, id) < (?3, ?4)
             ORDER BY updated DESC, id DESC LIMIT ?5"
        ),
        params![heard.muted, heard.km, key, id, request.probe()],
        request,
        total,
        |row| PageCursor::new(row.updated.as_millisecond(), &row.id.to_be_bytes()),
        read,
    )
}

/// Alerts that nobody read yet.
///
/// # Errors
/// When the file cannot be read.
pub fn unread(conn: &Connection, heard: &Narrowing) -> Answer<usize> {
    let sql = format!("SELECT count(*) FROM alert WHERE {HEARD} AND state <> 'read'");
    column::count(conn, &sql, params![heard.muted, heard.km])
}

/// Alerts to announce, oldest first, at most `limit`.
///
/// # Errors
/// When the file cannot be read.
pub fn to_ring(conn: &Connection, heard: &Narrowing, limit: usize) -> Answer<Vec<AlertRow>> {
    let limit = i64::try_from(limit).unwrap_or(i64::MAX);
    let sql = format!(
        "SELECT {COLUMNS} FROM alert WHERE {HEARD} AND state = 'rung'
          ORDER BY updated, id LIMIT ?3"
    );
    column::all(conn, &sql, params![heard.muted, heard.km, limit], read)
}

/// Marks one alert as read; `None` marks all. Answers how many were not.
///
/// # Errors
/// When the file cannot be written.
pub fn mark_read(conn: &Connection, id: Option<i64>) -> Answer<usize> {
    Ok(conn.execute(
        "UPDATE alert SET state = 'read' WHERE state <> 'read' AND (?1 IS NULL OR id = ?1)",
        [id],
    )?)
}
