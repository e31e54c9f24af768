//! How a phone's file stands, to tell what moved between two moments.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::Connection;
use sharenum_ledger::Kind;
use sharenum_store::StoreError;

/// How a file stood.
#[derive(Debug, Clone, Default)]
pub(in crate::demo) struct Glance {
    last_chunk: i64,
    /// Own changes on their way: 0 on this phone, 1 with the bus.
    outbox: BTreeMap<i64, i64>,
    last_alert: i64,
}

/// What came after a glance.
#[derive(Debug, Clone, Default)]
pub(in crate::demo) struct New {
    /// Kinds of the changes that this phone wrote.
    pub written: BTreeSet<Kind>,
    /// Kinds of the changes that came in.
    pub received: BTreeSet<Kind>,
    /// Kinds of the own changes that got further on their way.
    pub sent: BTreeSet<Kind>,
    /// Words of the alerts that are new.
    pub alerts: BTreeSet<String>,
}

pub(super) fn read(conn: &Connection) -> Result<Glance, StoreError> {
    let last = |table: &str| {
        let sql = format!("SELECT coalesce(max(rowid), 0) FROM {table}");
        conn.query_row(&sql, [], |row| row.get::<_, i64>(0))
    };
    Ok(Glance { last_chunk: last("chunk")?, outbox: outbox(conn)?, last_alert: last("alert")? })
}

fn outbox(conn: &Connection) -> Result<BTreeMap<i64, i64>, StoreError> {
    let mut statement = conn.prepare_cached("SELECT chunk, state FROM outbox")?;
    let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
    Ok(rows.collect::<Result<_, _>>()?)
}

pub(super) fn since(conn: &Connection, earlier: &Glance) -> Result<New, StoreError> {
    let mut new = New::default();
    let sql = "SELECT kind, own FROM chunk WHERE seq > ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let mut rows = statement.query([earlier.last_chunk])?;
    while let Some(row) = rows.next()? {
        let Some(kind) = Kind::from_u8(row.get(0)?) else { continue };
        let own: bool = row.get(1)?;
        (if own { &mut new.written } else { &mut new.received }).insert(kind);
    }
    let now = outbox(conn)?;
    for (chunk, state) in &earlier.outbox {
        // No row any more: the region has it.
        if now.get(chunk) != Some(state) {
            let sql = "SELECT kind FROM chunk WHERE seq = ?1";
            let kind = conn.prepare_cached(sql)?.query_row([chunk], |row| row.get(0))?;
            new.sent.extend(Kind::from_u8(kind));
        }
    }
    let sql = "SELECT kind FROM alert WHERE id > ?1";
    let mut statement = conn.prepare_cached(sql)?;
    let words = statement.query_map([earlier.last_alert], |row| row.get(0))?;
    new.alerts = words.collect::<Result<_, _>>()?;
    Ok(new)
}
