//! What the file holds, counted: for support, so nothing of what anybody wrote.

use jiff::Timestamp;
use rusqlite::Connection;
use rusqlite::types::FromSql;
use sharenum_ledger::HubRole;

use super::{Answer, column};
use crate::open::PAGE_BYTES;

/// A hub without its name, its address and its certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HubFigures {
    /// Region or bus.
    pub role: HubRole,
    /// When it last answered (UTC); `None`: never.
    pub last_contact: Option<Timestamp>,
    /// The epoch of its log: a random number that a restored hub changes.
    pub epoch: Option<[u8; 8]>,
}

/// How much there is of everything.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Figures {
    /// The format of the file.
    pub format: u32,
    /// Its size in bytes, without what waits in its journal.
    pub bytes: u64,
    /// Documents by the number of their kind.
    pub documents: Vec<(u8, usize)>,
    /// Documents whose content this version cannot read.
    pub unreadable: usize,
    /// Changes in the log.
    pub changes: usize,
    /// Refused changes by code, own ones and those of others together.
    pub quarantined: Vec<(String, usize)>,
    /// Changes that wait for what they follow.
    pub waiting: usize,
    /// Establishments of the directory.
    pub establishments: usize,
    /// Buildings of them.
    pub places: usize,
    /// Alerts that were not read.
    pub unread: usize,
    /// Forms that were begun.
    pub drafts: usize,
    /// The hubs this phone knows, the one that answered last first.
    pub hubs: Vec<HubFigures>,
}

/// Counts everything once: slower than a screen may be, some ms for 10,000 documents.
///
/// # Errors
/// When the file cannot be read.
pub fn figures(conn: &Connection) -> Answer<Figures> {
    let count = |sql| column::count(conn, sql, []);
    let quarantined = "SELECT code, count(*) FROM quarantine GROUP BY code ORDER BY code";
    let hubs = "SELECT role, last_contact, epoch FROM hub ORDER BY last_contact DESC, url";
    let pragma = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, u32>(0));
    Ok(Figures {
        format: pragma("PRAGMA user_version")?,
        bytes: u64::from(pragma("PRAGMA page_count")?) * PAGE_BYTES,
        documents: grouped(conn, "SELECT kind, count(*) FROM document GROUP BY kind")?,
        unreadable: count("SELECT count(*) FROM document WHERE unreadable IS NOT NULL")?,
        changes: count("SELECT count(*) FROM chunk")?,
        quarantined: grouped(conn, quarantined)?,
        waiting: count("SELECT count(*) FROM waiting")?,
        establishments: count("SELECT count(*) FROM establishment")?,
        places: count("SELECT count(*) FROM place")?,
        unread: count("SELECT count(*) FROM alert WHERE state <> 'read'")?,
        drafts: count("SELECT count(*) FROM draft")?,
        hubs: column::all(conn, hubs, [], |columns| {
            let role: String = columns.value()?;
            let last: Option<i64> = columns.value()?;
            Ok(HubFigures {
                role: if role == "bus" { HubRole::Bus } else { HubRole::Region },
                last_contact: last.and_then(|ms| Timestamp::from_millisecond(ms).ok()),
                epoch: columns.value()?,
            })
        })?,
    })
}

fn grouped<T: FromSql>(conn: &Connection, sql: &str) -> Answer<Vec<(T, usize)>> {
    column::all(conn, sql, [], |columns| {
        let (key, n): (T, i64) = (columns.value()?, columns.value()?);
        Ok((key, usize::try_from(n).unwrap_or(0)))
    })
}
