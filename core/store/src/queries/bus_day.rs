//! Who was there: check-ins of all who held the door, together.

use jiff::Timestamp;
use rusqlite::{Connection, params};
use sharenum_domain::{CheckIn, DocumentId, MemberId};

use super::Answer;
use super::column;

/// A line of a presence list.
#[derive(Clone, Debug, PartialEq)]
pub struct PresenceRow {
    /// A registration's document id in hex, or a walk-in's own id.
    pub entry: String,
    /// When somebody first marked it (UTC); `None`: expected as a walk-in, not seen yet.
    pub at: Option<Timestamp>,
    /// What a walk-in is called; `None` for a registration.
    pub walk_in: Option<String>,
}

/// Presence in a workshop, over all check-in documents this phone holds.
///
/// # Errors
/// When the file cannot be read.
pub fn presence(conn: &Connection, workshop: &DocumentId) -> Answer<Vec<PresenceRow>> {
    column::all(
        conn,
        "SELECT e.entry, min(e.at), max(e.walk_in) FROM check_in c
           JOIN check_in_entry e ON e.document = c.document
          WHERE c.workshop = ?1 GROUP BY e.entry ORDER BY min(e.at), e.entry",
        [workshop.as_bytes()],
        |row| {
            let entry = row.value()?;
            let at: Option<i64> = row.value()?;
            let at = at.and_then(|ms| Timestamp::from_millisecond(ms).ok());
            Ok(PresenceRow { entry, at, walk_in: row.value()? })
        },
    )
}

/// A member's own check-in document for a workshop, with its content.
///
/// # Errors
/// When the file cannot be read.
pub fn check_in_by(
    conn: &Connection,
    workshop: &DocumentId,
    author: &MemberId,
) -> Answer<Option<(DocumentId, CheckIn)>> {
    let found = column::first(
        conn,
        "SELECT document FROM check_in WHERE workshop = ?1 AND author = ?2
          ORDER BY document LIMIT 1",
        params![workshop.as_bytes(), author.as_bytes()],
        |row| row.document(),
    )?;
    let Some(document) = found else { return Ok(None) };
    let mut check_in = CheckIn::default();
    let entries = column::all(
        conn,
        "SELECT entry, at, walk_in FROM check_in_entry WHERE document = ?1",
        [document.as_bytes()],
        |row| Ok((row.value()?, row.value::<Option<i64>>()?, row.value::<Option<String>>()?)),
    )?;
    for (entry, at, walk_in) in entries {
        let entry: String = entry;
        if let Some(at) = at.and_then(|ms| Timestamp::from_millisecond(ms).ok()) {
            check_in.present.insert(entry.clone(), at);
        }
        if let Some(label) = walk_in {
            check_in.walk_ins.insert(entry, label);
        }
    }
    Ok(Some((document, check_in)))
}
