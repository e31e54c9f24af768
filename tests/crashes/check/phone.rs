//! A phone's file.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use sharenum_store::queries::Connection;
use sharenum_store::{Digest, Store, StoreError, table_digest};

use super::{Checked, Id, ensure};
use crate::story;

/// What a phone's file says.
#[derive(Clone, Debug)]
pub struct PhoneFile {
    /// Every change in its log.
    pub chunks: BTreeSet<Id>,
    /// Those it wrote, in the order in which it did.
    pub own: Vec<Id>,
    /// Own changes that nobody has a receipt for.
    pub waiting: BTreeSet<Id>,
    /// Own changes with a bus.
    pub in_custody: BTreeSet<Id>,
    /// By role of the hub and channel, the place up to which it was read.
    pub cursors: BTreeMap<(String, Id), i64>,
    /// The number that its next change will have.
    pub next_seq: usize,
    pub tickets: usize,
    pub digest: Digest,
    pub alerts: BTreeSet<(String, Id, String)>,
    /// Rows that must be gone at the end: chunks that wait, and refused ones.
    pub unsettled: usize,
    /// Per booking of this phone, what became of it.
    pub decisions: Vec<(Id, String)>,
}

/// Ends the transaction of a check without a trace.
enum Stop {
    Sound,
    Unsound(String),
}

impl From<StoreError> for Stop {
    fn from(error: StoreError) -> Self {
        Self::Unsound(error.to_string())
    }
}

impl PhoneFile {
    /// Opens a phone's file as the phone does and looks at all of it.
    pub fn check(path: &Path) -> Checked<Self> {
        let store = Store::open(path, &story::file_key())
            .map_err(|error| format!("the phone's file does not open: {error}"))?;
        sound(&store)?;
        let read = store.read(Self::read);
        let file = read.map_err(|error| format!("the phone's file cannot be read: {error}"))?;
        ensure(file.own.len() + 1 == file.next_seq, || {
            format!("{} own changes, and the next is number {}", file.own.len(), file.next_seq)
        })?;
        Ok(file)
    }

    /// Own changes that the region has given a receipt for.
    pub fn settled(&self) -> impl Iterator<Item = &Id> {
        self.own.iter().filter(|id| !self.waiting.contains(*id) && !self.in_custody.contains(*id))
    }

    fn read(conn: &Connection) -> Result<Self, StoreError> {
        let ids = |sql: &str| -> Result<Vec<Id>, StoreError> {
            let mut statement = conn.prepare(sql)?;
            let rows = statement.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let count = |sql: &str| -> Result<usize, StoreError> {
            Ok(conn.query_row(sql, [], |row| row.get::<_, u32>(0))? as usize)
        };
        let outbox = |state: u8| {
            ids(&format!(
                "SELECT c.id FROM outbox AS o JOIN chunk AS c ON c.seq = o.chunk
                 WHERE o.state = {state}"
            ))
        };
        let mut statement = conn.prepare(
            "SELECT DISTINCT h.role, c.channel, c.seq FROM cursor AS c
             JOIN hub AS h ON h.member = c.hub",
        )?;
        let rows = statement
            .query_map([], |row| Ok(((row.get(0)?, row.get(1)?), row.get::<_, i64>(2)?)))?;
        let cursors = rows.collect::<Result<_, _>>()?;
        let mut statement = conn.prepare("SELECT kind, document, state FROM alert")?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?;
        let alerts = rows.collect::<Result<_, _>>()?;
        let mut statement = conn.prepare(
            "SELECT d.parent, s.outcome FROM decision AS s JOIN document AS d ON d.id = s.document
             ORDER BY 1, 2",
        )?;
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let decisions = rows.collect::<Result<_, _>>()?;
        Ok(Self {
            chunks: ids("SELECT id FROM chunk")?.into_iter().collect(),
            own: ids("SELECT id FROM chunk WHERE own = 1 ORDER BY device_seq")?,
            waiting: outbox(0)?.into_iter().collect(),
            in_custody: outbox(1)?.into_iter().collect(),
            cursors,
            next_seq: count("SELECT value FROM meta WHERE key = 'next_seq'")?,
            tickets: count("SELECT count(*) FROM ticket")?,
            digest: table_digest(conn)?,
            alerts,
            unsettled: count(
                "SELECT (SELECT count(*) FROM waiting) + (SELECT count(*) FROM quarantine)",
            )?,
            decisions,
        })
    }
}

/// By SQLite's own check, and by ours: the tables are what the log says, no more and no less.
fn sound(store: &Store) -> Checked<()> {
    let checked: Result<((), _), Stop> = store.write(|tx| {
        let conn = tx.conn();
        let say = |sql: &str| -> Result<Vec<String>, StoreError> {
            let mut statement = conn.prepare(sql)?;
            let rows = statement.query_map([], |row| row.get(0))?;
            Ok(rows.collect::<Result<_, _>>()?)
        };
        let mut wrong =
            say("SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok'")?;
        wrong.extend(say(
            "SELECT 'no parent of a row in ' || \"table\" FROM pragma_foreign_key_check",
        )?);
        wrong
            .extend(say("SELECT 'two own changes number ' || device_seq FROM chunk WHERE own = 1
             GROUP BY device_seq HAVING count(*) > 1")?);
        wrong.extend(say("SELECT 'a change without its document: ' || hex(id) FROM chunk
             WHERE document NOT IN (SELECT id FROM document)")?);
        wrong.extend(say(
            "SELECT 'somebody else''s change in the outbox: ' || hex(c.id) FROM outbox AS o
             LEFT JOIN chunk AS c ON c.seq = o.chunk WHERE c.own IS NOT 1",
        )?);
        let before = table_digest(conn)?;
        tx.rebuild()?;
        let after = table_digest(tx.conn())?;
        if before != after {
            wrong.push(format!("tables:\n{before}\nand the log says:\n{after}"));
        }
        Err(if wrong.is_empty() { Stop::Sound } else { Stop::Unsound(wrong.join("; ")) })
    });
    match checked {
        Err(Stop::Unsound(wrong)) => Err(format!("the phone's file is not sound: {wrong}")),
        _ => Ok(()),
    }
}
