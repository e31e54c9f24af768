//! A phone: a file, an engine, and a way to the hub without a socket.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

use sharenum_companion::{CompanionEngine, FileKey, SyncSummary, SystemClock};
use sharenum_domain::{Level, Proficiency};
use sharenum_ledger::DeviceKey;
use sharenum_store::Store;
use sharenum_sync::SyncLimits;
use sharenum_sync::wire;
use tempfile::TempDir;
use zeroize::Zeroizing;

use crate::clock::{process_cpu, thread_cpu};
use crate::content::{SCHOOL, school_number, slug};
use crate::region::{Region, answer};

const URL: &str = "https://hub.example";

/// The key of every file here.
#[must_use]
pub fn file_key() -> FileKey {
    FileKey::from_bytes([7; 48])
}

/// A teacher's phone.
pub struct Phone {
    /// The engine.
    pub engine: CompanionEngine,
    key: DeviceKey,
    folder: TempDir,
}

impl Phone {
    /// A phone that has just joined and knows where its school is, so that it follows the area.
    #[must_use]
    pub fn join(region: &Region, seed: u8) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = Self::open(&folder.path().join("phone.db"), seed);
        let exchange = engine.join_request(&region.invite()).unwrap();
        let request = exchange.request();
        let reply = answer(&region.hub, request.path, None, &request.body);
        engine.complete_join(URL, &exchange, &reply).unwrap();
        Self { engine, key: DeviceKey::from_seed([seed; 32]), folder }
    }

    /// Reads the directory and says which school it is at. The member masters another tool than
    /// the tickets ask for: they are shown, and do not ring.
    pub fn settle(&self, region: &Region) {
        self.sync(region);
        let level = Proficiency { level: Level::Novice, by_hand: true, in_class: true };
        let tools = BTreeMap::from([(slug("microbit"), level)]);
        self.engine.set_profile(Some(school_number(SCHOOL)), tools).unwrap();
    }

    /// Opens a file.
    #[must_use]
    pub fn open(path: &std::path::Path, seed: u8) -> CompanionEngine {
        let clock = Arc::new(SystemClock);
        CompanionEngine::open(path, &file_key(), Zeroizing::new([seed; 32]), clock).unwrap()
    }

    /// Its signing key.
    #[must_use]
    pub const fn key(&self) -> &DeviceKey {
        &self.key
    }

    /// Its file.
    #[must_use]
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("phone.db")
    }

    /// The store under the engine, through a door of its own.
    #[must_use]
    pub fn store(&self) -> Store {
        Store::open(&self.path(), &file_key()).unwrap()
    }

    /// Syncs to the end.
    pub fn sync(&self, region: &Region) -> Synced {
        let hub_cpu = Cell::new(Duration::ZERO);
        let last = RefCell::new(Vec::new());
        let (from, wall) = (process_cpu(), Instant::now());
        let summary = self
            .engine
            .sync_over(URL, SyncLimits::default(), |request| {
                let bearer = request.bearer.as_ref().map(wire::bearer);
                let from = thread_cpu();
                let reply = answer(&region.hub, request.path, bearer.as_deref(), &request.body);
                hub_cpu.set(hub_cpu.get() + (thread_cpu() - from));
                *last.borrow_mut() = request.body;
                Ok(reply)
            })
            .unwrap();
        let (all_cpu, wall) = (process_cpu() - from, wall.elapsed());
        assert!(summary.finished && summary.refused.is_empty(), "{summary:?}");
        let hub_cpu = hub_cpu.get();
        let client_cpu = all_cpu.saturating_sub(hub_cpu);
        Synced { summary, wall, hub_cpu, client_cpu, last: last.into_inner() }
    }
}

/// What a sync did and took.
pub struct Synced {
    /// Requests, bytes, chunks.
    pub summary: SyncSummary,
    /// By the clock on the wall.
    pub wall: Duration,
    /// Processor time of the hub.
    pub hub_cpu: Duration,
    /// Processor time of the phone, on all its threads.
    pub client_cpu: Duration,
    /// The last request.
    pub last: Vec<u8>,
}

impl Synced {
    /// Bytes of bodies, both ways.
    #[must_use]
    pub const fn bytes(&self) -> u64 {
        self.summary.bytes_sent + self.summary.bytes_received
    }
}
