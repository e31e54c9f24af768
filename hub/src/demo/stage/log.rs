//! What a hub's file says, read by a connection of its own.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::{Connection, OpenFlags};
use sharenum_ledger::Kind;

use crate::DATABASE;
use crate::demo::error::{DemoError, setup};

/// A hub's log.
#[derive(Debug, Clone, Default)]
pub(in crate::demo) struct HubLog {
    /// Ids of the changes of each document.
    pub documents: BTreeMap<[u8; 32], BTreeSet<[u8; 32]>>,
    /// The kind of each document.
    pub kinds: BTreeMap<[u8; 32], Kind>,
    /// How many rows the log has.
    pub rows: usize,
    /// Changes that wait for something.
    pub waiting: i64,
    /// Changes that were set aside, by reason.
    pub set_aside: BTreeMap<String, i64>,
}

impl HubLog {
    /// Reads the log of the hub in a data folder.
    pub(in crate::demo) fn read(data: &Path) -> Result<Self, DemoError> {
        read(&data.join(DATABASE)).map_err(setup("reading a hub's file"))
    }

    /// Ids of all changes.
    pub(in crate::demo) fn changes(&self) -> BTreeSet<[u8; 32]> {
        self.documents.values().flatten().copied().collect()
    }

    /// Documents and changes of each kind.
    pub(in crate::demo) fn by_kind(&self) -> BTreeMap<Kind, (u64, u64)> {
        let mut counts = BTreeMap::<Kind, (u64, u64)>::new();
        for (document, changes) in &self.documents {
            let Some(kind) = self.kinds.get(document) else { continue };
            let (documents, all) = counts.entry(*kind).or_default();
            *documents += 1;
            *all += changes.len() as u64;
        }
        counts
    }

    /// Documents and changes that hubs write.
    pub(in crate::demo) fn of_authority(&self) -> (u64, u64) {
        let authority = [Kind::Catalogue, Kind::DirectoryPage, Kind::Decision, Kind::Revocation];
        let counts = self.by_kind();
        authority
            .iter()
            .filter_map(|kind| counts.get(kind))
            .fold((0, 0), |sum, count| (sum.0 + count.0, sum.1 + count.1))
    }

    /// Kinds of the changes that are here and were not in an earlier reading.
    pub(in crate::demo) fn new_kinds(&self, earlier: &Self) -> BTreeSet<Kind> {
        let known = earlier.changes();
        self.documents
            .iter()
            .filter(|(_, changes)| changes.iter().any(|change| !known.contains(change)))
            .filter_map(|(document, _)| self.kinds.get(document).copied())
            .collect()
    }
}

fn read(path: &Path) -> rusqlite::Result<HubLog> {
    let conn = Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_WRITE)?;
    conn.busy_timeout(std::time::Duration::from_secs(10))?;
    let mut log = HubLog::default();
    let mut statement = conn.prepare("SELECT id, document, kind FROM chunk")?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (change, document): ([u8; 32], [u8; 32]) = (row.get(0)?, row.get(1)?);
        log.documents.entry(document).or_default().insert(change);
        if let Some(kind) = Kind::from_u8(row.get(2)?) {
            log.kinds.insert(document, kind);
        }
        log.rows += 1;
    }
    log.waiting = conn.query_row("SELECT count(*) FROM waiting", [], |row| row.get(0))?;
    let mut statement = conn.prepare("SELECT code, count(*) FROM quarantine GROUP BY code")?;
    let codes = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    log.set_aside = codes.collect::<Result<_, _>>()?;
    Ok(log)
}
