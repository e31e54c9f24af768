//! The fold: from the log to the rows that screens read.
//!
//! A document's rows depend on the set of its admitted chunks and on nothing else, not on their
//! order and not on other documents: two phones with the same log have the same tables.

mod agenda;
mod catalogue;
mod help;
mod member;
mod row;
mod ticket;

use std::cell::RefCell;

use rusqlite::{OptionalExtension, params};
use sharenum_domain::{
    Booking, Card, CheckIn, CoSignature, Decision, DocumentId, HelpSession, MemberId, Message,
    Plan, Profile, Proposal, Registration, Ticket, Workshop,
};
use sharenum_ledger::{
    CatalogueEntry, DirectoryPage, Document, Fields, Kind, Revocation, Unreadable,
};

use crate::write::Pending;
use crate::{StoreError, Touched, WriteTx, fail_point, log};
use row::Row;

/// A kind from its number in a table.
pub(crate) fn kind(number: u8) -> Result<Kind, StoreError> {
    Kind::from_u8(number).ok_or_else(|| StoreError::damaged("a kind of document"))
}

/// The tables with rows of a kind, all keyed by `document`.
const fn tables(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Profile => &["profile", "profile_tool"],
        Kind::Card => &["card"],
        Kind::Ticket => &["ticket", "ticket_tool", "ticket_training", "ticket_accepted"],
        Kind::Proposal => &["proposal"],
        Kind::Message => &["message"],
        Kind::Plan => &["plan", "plan_date", "plan_vote"],
        Kind::Workshop => &["workshop", "workshop_tool"],
        Kind::Registration => &["registration"],
        Kind::Booking => &["booking"],
        Kind::Decision => &["decision"],
        Kind::CheckIn => &["check_in", "check_in_entry"],
        Kind::HelpSession => &["help_session"],
        Kind::CoSignature => &["co_signature"],
        Kind::Catalogue => &[
            "tool",
            "training",
            "training_tool",
            "guide",
            "guide_tool",
            "resource",
            "resource_host",
        ],
        Kind::DirectoryPage => &["directory_row", "place"],
        Kind::Revocation => &["revocation"],
    }
}

const fn is_searched(kind: Kind) -> bool {
    matches!(kind, Kind::Ticket | Kind::Workshop | Kind::Catalogue)
}

/// Whether a further change is compared with the rows that are there. The others change rarely, and
/// their rows are taken away and written anew: an entry may become another kind of thing, and a
/// page of the directory counts its buildings.
const fn is_rewritten(kind: Kind) -> bool {
    !matches!(kind, Kind::Catalogue | Kind::DirectoryPage | Kind::Revocation)
}

impl WriteTx<'_> {
    /// Folds what this transaction touched, so that its own queries see it. Called again before
    /// the commit. The documents come back in the order of their ids.
    ///
    /// # Errors
    /// Those of the file. A document that cannot be read is marked and stops nobody.
    pub fn fold(&mut self) -> Result<Vec<Touched>, StoreError> {
        while let Some((document, pending)) = self.pending.pop_first() {
            let removed = !self.fold_one(&document, pending)?;
            let Pending { kind, own, .. } = pending;
            let touched =
                self.folded.entry(document).or_insert(Touched { document, kind, own, removed });
            touched.own &= own;
            touched.removed = removed;
        }
        self.tidy_waiting()?;
        Ok(self.folded.values().copied().collect())
    }

    /// Writes every row of the tables anew from the log.
    ///
    /// # Errors
    /// Those of the file.
    pub fn rebuild(&mut self) -> Result<(), StoreError> {
        let conn = self.conn();
        conn.execute("UPDATE document SET state_hash = x''", [])?;
        let mut statement = conn.prepare("SELECT id, kind FROM document")?;
        let rows = statement.query_map([], |row| Ok((row.get::<_, [u8; 32]>(0)?, row.get(1)?)))?;
        for (document, number) in rows.collect::<Result<Vec<_>, _>>()? {
            self.touch(document.into(), kind(number)?, true);
        }
        self.fold()?;
        Ok(())
    }

    /// Whether the document is on the phone.
    fn fold_one(&mut self, document: &DocumentId, pending: Pending) -> Result<bool, StoreError> {
        let conn = self.conn();
        let sql = "SELECT seq, creator, parent, arrived, updated, state_hash,
                       unreadable IS NULL FROM document WHERE id = ?1";
        let found = conn
            .prepare_cached(sql)?
            .query_row([document.as_bytes().as_slice()], |found| {
                let row = Row {
                    conn,
                    document: *document,
                    seq: found.get(0)?,
                    author: MemberId::from(found.get::<_, [u8; 16]>(1)?),
                    parent: found.get::<_, Option<[u8; 32]>>(2)?.map(DocumentId::from),
                    arrived: found.get(3)?,
                    updated: found.get(4)?,
                    state_hash: [0; 32],
                    again: false,
                    entries: RefCell::default(),
                };
                Ok((row, found.get::<_, Vec<u8>>(5)?, found.get::<_, bool>(6)?))
            })
            .optional()?;
        let Some((row, folded_state, readable)) = found else {
            if pending.kind == Kind::Revocation {
                self.enforce_revocations()?;
            }
            return Ok(false);
        };
        if !pending.content {
            return Ok(true);
        }
        let replica = match self.replicas.remove(document) {
            Some(replica) => replica,
            None => log::replica(conn, document)?,
        };
        self.drop_beyond_their_share(document, &replica)?;
        let again = readable && !folded_state.is_empty() && is_rewritten(pending.kind);
        let row = Row { state_hash: replica.state_hash(), again, ..row };
        if readable && folded_state == row.state_hash {
            return Ok(true);
        }
        fail_point!("phone.fold.before");
        if !again {
            self.clear_rows(document, pending.kind)?;
        }
        let unreadable = write_rows(&row, pending.kind, &replica.fields())?;
        fail_point!("phone.fold.inside");
        if again && unreadable.is_some() {
            self.clear_rows(document, pending.kind)?;
        } else if again {
            row.write_entries(&tables(pending.kind)[1..])?;
        }
        let sql = "UPDATE document SET state_hash = ?2, unreadable = ?3 WHERE id = ?1";
        conn.prepare_cached(sql)?.execute(params![
            document.as_bytes().as_slice(),
            row.state_hash.as_slice(),
            unreadable.map(|unreadable| unreadable.to_string()),
        ])?;
        fail_point!("phone.fold.after");
        if pending.kind == Kind::Revocation {
            self.enforce_revocations()?;
        }
        Ok(true)
    }

    /// Deletes every row of a document in the tables for screens.
    pub(crate) fn clear_rows(&self, document: &DocumentId, kind: Kind) -> Result<(), StoreError> {
        let id = document.as_bytes().as_slice();
        if kind == Kind::DirectoryPage {
            catalogue::places_changed(self.conn())?;
        }
        if is_searched(kind) {
            let sql = "DELETE FROM search WHERE rowid = (SELECT seq FROM document WHERE id = ?1)";
            self.conn().prepare_cached(sql)?.execute([id])?;
        }
        for table in tables(kind) {
            let sql = format!("DELETE FROM {table} WHERE document = ?1");
            self.conn().prepare_cached(&sql)?.execute([id])?;
        }
        Ok(())
    }
}

/// Writes the rows of a document, or says why its content makes no sense.
fn write_rows(
    row: &Row<'_>,
    kind: Kind,
    fields: &Fields,
) -> Result<Option<Unreadable>, StoreError> {
    match kind {
        Kind::Profile => put::<Profile>(row, fields, member::profile),
        Kind::Card => put::<Card>(row, fields, member::card),
        Kind::Ticket => put::<Ticket>(row, fields, ticket::ticket),
        Kind::Proposal => put::<Proposal>(row, fields, ticket::proposal),
        Kind::Message => put::<Message>(row, fields, ticket::message),
        Kind::Plan => put::<Plan>(row, fields, agenda::plan),
        Kind::Workshop => put::<Workshop>(row, fields, agenda::workshop),
        Kind::Registration => put::<Registration>(row, fields, agenda::registration),
        Kind::Booking => put::<Booking>(row, fields, agenda::booking),
        Kind::Decision => put::<Decision>(row, fields, agenda::decision),
        Kind::CheckIn => put::<CheckIn>(row, fields, agenda::check_in),
        Kind::HelpSession => put::<HelpSession>(row, fields, help::session),
        Kind::CoSignature => put::<CoSignature>(row, fields, help::co_signature),
        Kind::Catalogue => put::<CatalogueEntry>(row, fields, catalogue::entry),
        Kind::DirectoryPage => put::<DirectoryPage>(row, fields, catalogue::page),
        Kind::Revocation => put::<Revocation>(row, fields, member::revocation),
    }
}

fn put<T: Document>(
    row: &Row<'_>,
    fields: &Fields,
    write: fn(&Row<'_>, &T) -> Result<(), StoreError>,
) -> Result<Option<Unreadable>, StoreError> {
    match T::from_fields(fields) {
        Ok(thing) => write(row, &thing).map(|()| None),
        Err(unreadable) => Ok(Some(unreadable)),
    }
}
