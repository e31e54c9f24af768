//! A phone: the real engine over a real encrypted file, and a look into that file beside it.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Params, Row};
use sharenum_companion::{CompanionEngine, Event, FileKey, Subscription};
use sharenum_domain::{AlertKind, DocumentId, MemberId};
use sharenum_ledger::ChunkId;
use sharenum_store::{Store, StoreError};
use zeroize::Zeroizing;

use crate::cast::Part;
use crate::clock::DeviceClock;
use crate::rings::{Rings, Stated};

/// A phone that is on.
struct Running {
    engine: CompanionEngine,
    store: Store,
    bell: Subscription,
}

pub struct Phone {
    pub part: &'static Part,
    path: PathBuf,
    clock: Arc<DeviceClock>,
    running: Option<Running>,
    pub rings: Rings,
    /// Every change that this phone ever wrote.
    pub written: BTreeMap<ChunkId, DocumentId>,
    seen: i64,
}

pub fn file_key(seed: u8) -> FileKey {
    FileKey::from_bytes([seed; 48])
}

impl Phone {
    pub fn new(part: &'static Part, folder: &Path, clock: Arc<DeviceClock>) -> Self {
        let path = folder.join(part.file());
        let (rings, written) = (Rings::default(), BTreeMap::new());
        let mut phone = Self { part, path, clock, running: None, rings, written, seen: 0 };
        phone.switch_on();
        phone
    }

    pub fn switch_off(&mut self) {
        self.running = None;
    }

    pub fn switch_on(&mut self) {
        let key = file_key(self.part.seed);
        let seed = Zeroizing::new([self.part.seed; 32]);
        let clock = Arc::clone(&self.clock) as Arc<dyn sharenum_companion::Clock>;
        let engine = CompanionEngine::open(&self.path, &key, seed, clock).unwrap();
        let store = Store::open(&self.path, &key).unwrap();
        let bell = engine.subscribe();
        self.running = Some(Running { engine, store, bell });
    }

    pub fn engine(&self) -> &CompanionEngine {
        &self.running.as_ref().unwrap().engine
    }

    pub fn store(&self) -> &Store {
        &self.running.as_ref().unwrap().store
    }

    pub fn member(&self) -> MemberId {
        self.part.member()
    }

    /// Hears what rang since it was last asked.
    pub fn listen(&mut self) -> Result<(), String> {
        let mut rung = Vec::new();
        while let Some(event) = self.running.as_ref().unwrap().bell.try_next() {
            match event {
                Event::Alerts { rung: ids } => rung.extend(ids),
                Event::ReRead => return Err("the phone told of too much at once".to_owned()),
                Event::Changed { .. } | Event::Delivery | Event::Drafts | Event::Settings => {}
            }
        }
        let stated =
            rows(self.store(), "SELECT id, document, kind, revision FROM alert", [], |row| {
                Ok(Stated {
                    id: row.get(0)?,
                    document: document(row, 1)?,
                    kind: AlertKind::from(row.get::<_, String>(2)?.as_str()),
                    revision: row.get(3)?,
                })
            });
        self.rings.hear(stated, &rung).map_err(|what| format!("{}: {what}", self.part.name))
    }

    /// Looks at what stands in the file after a step: nothing that was written may ever go.
    pub fn look(&mut self) -> Result<(), String> {
        let sql = "SELECT seq, id, document FROM chunk WHERE own = 1 AND seq > ?1";
        let new = rows(self.store(), sql, [self.seen], |row| {
            Ok((
                row.get::<_, i64>(0)?,
                ChunkId::from(row.get::<_, [u8; 32]>(1)?),
                document(row, 2)?,
            ))
        });
        for (seq, chunk, document) in new {
            self.seen = self.seen.max(seq);
            self.written.insert(chunk, document);
        }
        let sql = "SELECT count(*), (SELECT count(*) FROM document WHERE refused IS NOT NULL),
                          (SELECT count(*) FROM document WHERE unreadable IS NOT NULL)
                     FROM chunk WHERE own = 1";
        let counts = rows(self.store(), sql, [], |row| {
            Ok((row.get::<_, u32>(0)?, row.get::<_, i64>(1)?, row.get::<_, i64>(2)?))
        });
        let name = self.part.name;
        match counts[..] {
            [(here, 0, 0)] if here as usize == self.written.len() => Ok(()),
            [(here, 0, 0)] => {
                let all = self.written.len();
                Err(format!(
                    "{name}: {here} of {all} changes that this phone wrote are still there"
                ))
            }
            [(_, 0, _)] => Err(format!("{name}: a document cannot be read")),
            _ => Err(format!("{name}: the region refused what the phone had taken")),
        }
    }
}

/// Reads rows of a phone's file.
pub fn rows<T>(
    store: &Store,
    sql: &str,
    params: impl Params,
    read: impl FnMut(&Row<'_>) -> rusqlite::Result<T>,
) -> Vec<T> {
    store
        .read::<_, StoreError>(|conn| {
            let mut statement = conn.prepare_cached(sql)?;
            let rows = statement.query_map(params, read)?;
            Ok(rows.collect::<Result<_, _>>()?)
        })
        .unwrap()
}

pub fn document(row: &Row<'_>, at: usize) -> rusqlite::Result<DocumentId> {
    Ok(DocumentId::from(row.get::<_, [u8; 32]>(at)?))
}

pub fn member(row: &Row<'_>, at: usize) -> rusqlite::Result<MemberId> {
    Ok(MemberId::from(row.get::<_, [u8; 16]>(at)?))
}
