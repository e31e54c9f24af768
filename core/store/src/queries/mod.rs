//! Read queries for screens: plain functions over a [`rusqlite::Connection`] that return one
//! page of rows each; no document is ever loaded.
//!
//! Some small tables belong to the engine and not to the fold, such as `setting`, `alert`, `draft`
//! and `saying`: what writes them stands here too, so that all SQL is in this crate.

pub mod agenda;
pub mod alerts;
pub mod bus_day;
pub mod carrying;
pub mod catalogue;
mod column;
pub mod commitments;
pub mod drafts;
pub mod establishments;
pub mod figures;
pub mod help;
pub mod members;
mod page;
pub mod plans;
pub mod revisions;
pub mod sayings;
pub mod search;
pub mod settings;
pub mod threads;
pub mod tickets;
pub mod timer;
pub mod workshops;

pub use rusqlite::Connection;
use rusqlite::OptionalExtension;
use sharenum_domain::{DocumentId, MemberId};
use sharenum_ledger::Kind;

use crate::StoreError;
pub use column::{Delivery, Head, HubRefusal};
pub use page::{Page, PageCursor, PageRequest};

/// What every query answers with.
pub type Answer<T> = Result<T, StoreError>;

/// What the log says of a document, whatever its kind.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DocumentRow {
    /// Its kind; `None` for a kind of a newer app.
    pub kind: Option<Kind>,
    /// The member who made its first chunk.
    pub creator: MemberId,
    /// What it answers.
    pub parent: Option<DocumentId>,
    /// Why the region refused a change of this phone's.
    pub refused: Option<String>,
}

/// The document itself, or `None` when this phone does not hold it.
///
/// # Errors
/// When the file cannot be read.
pub fn document(conn: &Connection, id: &DocumentId) -> Answer<Option<DocumentRow>> {
    let mut statement =
        conn.prepare_cached("SELECT kind, creator, parent, refused FROM document WHERE id = ?1")?;
    let row = statement
        .query_row([id.as_bytes()], |row| {
            let mut columns = column::Columns::of(row);
            Ok(DocumentRow {
                kind: Kind::from_u8(columns.value()?),
                creator: columns.member()?,
                parent: columns.optional_document()?,
                refused: columns.value()?,
            })
        })
        .optional()?;
    Ok(row)
}
