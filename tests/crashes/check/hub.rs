//! A hub's file, looked at from beside it: whether or not the hub is running.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use rusqlite::config::DbConfig;
use rusqlite::{Connection, OpenFlags};
use sha2::{Digest as _, Sha256};
use sharenum_ledger::Kind;

use super::{Checked, Id, ensure, short};

const CHUNK: u8 = 2;

/// What a hub's file says.
#[derive(Clone, Debug, Default)]
pub struct HubFile {
    /// Every change in its log: document and kind.
    pub chunks: BTreeMap<Id, (Id, u8)>,
    /// Per channel, its entries in order: kind and what it names.
    pub channels: BTreeMap<Id, Vec<(u8, Id)>>,
    /// Which documents are in which channels now.
    pub routed: BTreeSet<(Id, Id)>,
    /// Per request, what was decided.
    pub decisions: BTreeMap<Id, Option<String>>,
    /// Changes that still have to be carried home.
    pub uncarried: BTreeSet<Id>,
    /// Changes that wait, and refused ones.
    pub unsettled: usize,
}

impl HubFile {
    /// Looks at all of a hub's data folder.
    pub fn check(data: &Path) -> Checked<Self> {
        let path = data.join(sharenum_hub::DATABASE);
        let read = || -> rusqlite::Result<(Self, Vec<String>)> {
            let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
            let conn = Connection::open_with_flags(&path, flags)?;
            // Who looks changes nothing: what is in the journal is for the hub to find.
            conn.set_db_config(DbConfig::SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, true)?;
            conn.pragma_update(None, "query_only", true)?;
            let snapshot = conn.unchecked_transaction()?;
            Ok((Self::read(&snapshot)?, wrong(&snapshot)?))
        };
        let (file, wrong) = read().map_err(|error| format!("a hub's file: {error}"))?;
        ensure(wrong.is_empty(), || format!("a hub's file is not sound: {}", wrong.join("; ")))?;
        for (channel, entries) in &file.channels {
            let mut seen = BTreeSet::new();
            let twice: Vec<_> =
                entries.iter().filter(|(kind, id)| *kind == CHUNK && !seen.insert(id)).collect();
            ensure(twice.is_empty(), || {
                let twice = twice.iter().map(|(_, id)| id);
                format!("twice in channel {:?}: {:?}", short([channel]), short(twice))
            })?;
        }
        Ok(file)
    }

    /// The changes that a phone has read which stands at this place of a channel.
    pub fn served(&self, channel: &Id, place: i64) -> Checked<BTreeSet<Id>> {
        let place = usize::try_from(place).unwrap_or_default();
        let Some(entries) = self.channels.get(channel) else {
            return ensure(place == 0, || format!("no channel {:?}", short([channel])))
                .map(|()| BTreeSet::new());
        };
        ensure(place <= entries.len(), || {
            format!("a phone read {place} entries of {} in {:?}", entries.len(), short([channel]))
        })?;
        let read = entries.iter().take(place).filter(|(kind, _)| *kind == CHUNK);
        let in_channel = |id: &Id| {
            let (document, _) = self.chunks.get(id)?;
            self.routed.contains(&(channel.clone(), document.clone())).then_some(())
        };
        Ok(read.map(|(_, id)| id.clone()).filter(|id| in_channel(id).is_some()).collect())
    }

    /// The changes that do not depend on when this hub was started: all but its own decisions.
    pub fn of_others(&self) -> BTreeSet<Id> {
        let decision = Kind::Decision.as_u8();
        let others = self.chunks.iter().filter(|(_, (_, kind))| *kind != decision);
        others.map(|(id, _)| id.clone()).collect()
    }

    fn read(conn: &Connection) -> rusqlite::Result<Self> {
        let count = |sql: &str| conn.query_row(sql, [], |row| row.get::<_, u32>(0));
        let mut statement = conn.prepare("SELECT id, document, kind FROM chunk")?;
        let chunks = statement.query_map([], |r| Ok((r.get(0)?, (r.get(1)?, r.get(2)?))))?;
        let mut channels = BTreeMap::<Id, Vec<(u8, Id)>>::new();
        let mut statement = conn.prepare(
            "SELECT c.name, e.kind, e.ref FROM channel_entry AS e
             JOIN channel AS c ON c.id = e.channel ORDER BY e.channel, e.n",
        )?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            channels.entry(row.get(0)?).or_default().push((row.get(1)?, row.get(2)?));
        }
        let mut statement = conn.prepare(
            "SELECT c.name, d.document FROM channel_document AS d
             JOIN channel AS c ON c.id = d.channel",
        )?;
        let routed = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        let mut statement =
            conn.prepare("SELECT c.id FROM uncarried AS u JOIN chunk AS c ON c.seq = u.seq")?;
        let uncarried = statement.query_map([], |row| row.get(0))?;
        let mut statement = conn.prepare("SELECT document, outcome FROM request")?;
        let decisions = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?;
        Ok(Self {
            chunks: chunks.collect::<rusqlite::Result<_>>()?,
            channels,
            routed: routed.collect::<rusqlite::Result<_>>()?,
            decisions: decisions.collect::<rusqlite::Result<_>>()?,
            uncarried: uncarried.collect::<rusqlite::Result<_>>()?,
            unsettled: count(
                "SELECT (SELECT count(*) FROM waiting) + (SELECT count(*) FROM quarantine)",
            )? as usize,
        })
    }
}

fn wrong(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let say = |sql: &str| -> rusqlite::Result<Vec<String>> {
        conn.prepare(sql)?.query_map([], |row| row.get(0))?.collect()
    };
    let mut wrong = Vec::new();
    for sql in [
        "SELECT quick_check FROM pragma_quick_check WHERE quick_check <> 'ok'",
        "SELECT 'a change without its document: ' || hex(id) FROM chunk
         WHERE document NOT IN (SELECT id FROM document)",
        "SELECT 'a document without its first change: ' || hex(id) FROM document
         WHERE id NOT IN (SELECT id FROM chunk)",
        "SELECT 'a change in no channel: ' || hex(id) FROM chunk
         WHERE id NOT IN (SELECT ref FROM channel_entry WHERE kind = 2)",
        "SELECT 'a channel names a change that is not there: ' || hex(ref) FROM channel_entry
         WHERE kind = 2 AND ref NOT IN (SELECT id FROM chunk)",
        "SELECT 'to be carried, and not there: ' || seq FROM uncarried
         WHERE seq NOT IN (SELECT seq FROM chunk)",
        "SELECT 'a decision that is not there, on ' || hex(document) FROM request
         WHERE decision IS NOT NULL AND decision NOT IN (SELECT id FROM document)",
        "SELECT 'asked, and nobody decided: ' || hex(document) FROM request
         WHERE cancelled = 0 AND decision IS NULL",
        "SELECT 'two have the day ' || day FROM request WHERE outcome = 'confirmed' AND kind = 2
         GROUP BY subject, day HAVING count(*) > 1",
    ] {
        wrong.extend(say(sql)?);
    }
    wrong.extend(broken_chains(conn)?);
    Ok(wrong)
}

/// The chain of each channel, reckoned anew.
fn broken_chains(conn: &Connection) -> rusqlite::Result<Vec<String>> {
    let mut wrong = Vec::new();
    let mut channels = conn.prepare("SELECT id, n, checksum FROM channel")?;
    let mut entries = conn.prepare(
        "SELECT n, kind, ref, checksum FROM channel_entry WHERE channel = ?1 ORDER BY n",
    )?;
    let mut rows = channels.query([])?;
    while let Some(row) = rows.next()? {
        let (channel, end): (i64, i64) = (row.get(0)?, row.get(1)?);
        let (mut place, mut checksum) = (0, vec![0_u8; 8]);
        let mut chain = entries.query([channel])?;
        while let Some(entry) = chain.next()? {
            let (kind, names): (u8, Id) = (entry.get(1)?, entry.get(2)?);
            let hash = Sha256::new()
                .chain_update(&checksum)
                .chain_update([kind])
                .chain_update(names)
                .finalize();
            checksum = hash[..8].to_vec();
            place += 1;
            if entry.get::<_, i64>(0)? != place || entry.get::<_, Id>(3)? != checksum {
                wrong.push(format!("channel {channel} breaks at {place}"));
                break;
            }
        }
        if end != place || row.get::<_, Id>(2)? != checksum {
            wrong.push(format!("channel {channel} says that it ends at {end}, not at {place}"));
        }
    }
    Ok(wrong)
}
