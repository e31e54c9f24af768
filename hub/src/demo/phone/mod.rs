//! Somebody's phone: a file, a key, an engine, and HTTP to the hubs; nothing is shared.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use sharenum_companion::{CompanionEngine, Event, FileKey, Subscription, SystemClock};
use sharenum_domain::MemberId;
use sharenum_ledger::DeviceKey;
use sharenum_store::Store;
use zeroize::Zeroizing;

mod glance;

pub(super) use glance::{Glance, New};

use super::chance::Chance;
use super::error::{DemoError, setup};

/// What a platform's vault keeps: 32 bytes that sign, 48 that open the file.
#[derive(Clone)]
pub(super) struct Vault {
    pub seed: [u8; 32],
    pub file: [u8; 48],
}

impl Vault {
    /// A vault that a seed repeats. Only a demo may have such keys.
    pub(super) fn new(chance: &mut Chance) -> Self {
        Self { seed: chance.bytes(), file: chance.bytes() }
    }

    /// The device's signing key.
    pub(super) fn key(&self) -> DeviceKey {
        DeviceKey::from_seed(self.seed)
    }

    /// The key of the file.
    pub(super) fn file_key(&self) -> FileKey {
        FileKey::from_bytes(self.file)
    }
}

/// A phone.
pub(super) struct Phone {
    /// Whose it is.
    pub member: MemberId,
    /// What the app's screens talk to.
    pub engine: CompanionEngine,
    /// The same file, opened a second time to read back what the engine said is in it.
    pub file: Store,
    /// Its keys.
    pub vault: Vault,
    /// Where its file is.
    pub path: PathBuf,
    events: Subscription,
    rung: usize,
}

impl Phone {
    /// Opens a phone's file, or makes it.
    pub(super) fn open(path: &Path, vault: Vault, member: MemberId) -> Result<Self, DemoError> {
        let seed = Zeroizing::new(vault.seed);
        let engine = CompanionEngine::open(path, &vault.file_key(), seed, Arc::new(SystemClock))
            .map_err(setup("a phone's file"))?;
        let file = Store::open(path, &vault.file_key()).map_err(setup("a phone's file"))?;
        let events = engine.subscribe();
        Ok(Self { member, engine, file, vault, path: path.to_owned(), events, rung: 0 })
    }

    /// How the file stands.
    pub(super) fn glance(&self) -> Result<Glance, DemoError> {
        self.file.read(glance::read).map_err(setup("reading a phone's file"))
    }

    /// What is in the file now and was not at an earlier glance.
    pub(super) fn since(&self, earlier: &Glance) -> Result<New, DemoError> {
        self.file.read(|conn| glance::since(conn, earlier)).map_err(setup("reading a phone's file"))
    }

    /// Reads one number from the file.
    pub(super) fn count(&self, sql: &str) -> Result<u64, DemoError> {
        let read = |conn: &rusqlite::Connection| {
            let count: i64 = conn.query_row(sql, [], |row| row.get(0))?;
            Ok::<_, sharenum_store::StoreError>(count)
        };
        let count = self.file.read(read).map_err(setup("reading a phone's file"))?;
        u64::try_from(count).map_err(setup("reading a phone's file"))
    }

    /// Hears what the engine told since the last call.
    pub(super) fn listen(&mut self) {
        while let Some(event) = self.events.try_next() {
            if let Event::Alerts { rung } = event {
                self.rung += rung.len();
            }
        }
    }

    /// The same phone, which rang before it was opened again.
    pub(super) fn that_rang(self, rung: usize) -> Self {
        Self { rung, ..self }
    }

    /// How often the phone rang.
    pub(super) const fn rung(&self) -> usize {
        self.rung
    }
}
