//! How often a document was changed.

use jiff::Timestamp;
use rusqlite::Connection;
use sharenum_domain::DocumentId;

use super::{Answer, column};

/// What this phone knows of the changes of some documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Revision {
    /// How many: the same number on every phone that holds the same changes.
    pub changes: u32,
    /// When the last of them came (UTC).
    pub last: Timestamp,
}

/// The changes of these documents, and of what was decided on them.
///
/// # Errors
/// When the file cannot be read.
pub fn of(conn: &Connection, documents: &[DocumentId]) -> Answer<Revision> {
    let mut revision = Revision { changes: 0, last: Timestamp::UNIX_EPOCH };
    for document in documents {
        let found = column::first(
            conn,
            "SELECT count(*), coalesce(max(received_at), 0) FROM chunk
              WHERE document IN (SELECT ?1 UNION ALL
                                 SELECT x.document FROM decision x WHERE x.request = ?1)",
            [document.as_bytes()],
            |row| Ok((row.value::<u32>()?, row.time()?)),
        )?;
        let Some((changes, last)) = found else { continue };
        revision.changes += changes;
        revision.last = revision.last.max(last);
    }
    Ok(revision)
}
