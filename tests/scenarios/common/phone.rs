//! A phone: a file of its own, keys of its own, and the engine.

use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use sharenum_companion::{
    AlertView, CompanionEngine, EngineError, FileKey, PageRequest, State, SyncSummary,
};
use sharenum_domain::{AlertKind, DocumentId, MemberId};
use sharenum_store::Store;
use tempfile::TempDir;
use zeroize::Zeroizing;

use super::{BUDGET, TestClock};

pub struct Phone {
    engine: Option<CompanionEngine>,
    pub folder: TempDir,
    seed: u8,
    clock: TestClock,
}

impl Deref for Phone {
    type Target = CompanionEngine;
    fn deref(&self) -> &CompanionEngine {
        self.engine.as_ref().expect("the phone is on")
    }
}

/// Opens a phone's file.
pub fn opening(path: &Path, seed: u8, clock: &TestClock) -> Result<CompanionEngine, EngineError> {
    let clock = Arc::new(clock.clone());
    CompanionEngine::open(path, &file_key(seed), Zeroizing::new([seed; 32]), clock)
}

fn file_key(seed: u8) -> FileKey {
    FileKey::from_bytes([seed; 48])
}

impl Phone {
    pub fn new(seed: u8, clock: &TestClock) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let engine = opening(&folder.path().join("phone.db"), seed, clock).unwrap();
        Self { engine: Some(engine), folder, seed, clock: clock.clone() }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("phone.db")
    }

    pub fn switch_off(&mut self) {
        self.engine = None;
    }

    pub fn switch_on(&mut self) {
        self.engine = Some(opening(&self.path(), self.seed, &self.clock).unwrap());
    }

    pub fn member(&self) -> MemberId {
        match self.state() {
            State::Joined { member, .. } => member,
            State::NotJoined => panic!("this phone has not joined"),
        }
    }

    /// Syncs until nothing is left either way.
    pub async fn sync_with(&self, url: &str) -> SyncSummary {
        let summary = self.try_sync(url).await.unwrap();
        assert!(summary.finished, "{summary:?}");
        summary
    }

    pub async fn try_sync(&self, url: &str) -> Result<SyncSummary, EngineError> {
        self.sync(url, BUDGET).await
    }

    /// A look into the file beside the engine, as a support tool would.
    pub fn store(&self) -> Store {
        Store::open(&self.path(), &file_key(self.seed)).unwrap()
    }

    /// The hash of a document's content on this phone, `None` when it is not there.
    pub fn state_of(&self, document: &DocumentId) -> Option<[u8; 32]> {
        self.store()
            .read::<_, sharenum_store::StoreError>(|conn| {
                let known = sharenum_store::origin(conn, document)?.is_some();
                let replica = sharenum_store::replica(conn, document)?;
                Ok(known.then(|| replica.state_hash()))
            })
            .unwrap()
    }

    pub fn all_alerts(&self) -> Vec<AlertView> {
        self.alerts(&PageRequest::first().of(PageRequest::MOST)).unwrap().items
    }

    pub fn alerts_of(&self, kind: &AlertKind) -> Vec<AlertView> {
        self.all_alerts().into_iter().filter(|alert| alert.kind == *kind).collect()
    }

    /// Alerts that a ticket nearby gave rise to, by title.
    pub fn ticket_alerts(&self) -> Vec<String> {
        self.alerts_of(&AlertKind::TicketNearby).into_iter().map(|alert| alert.title).collect()
    }

    /// Changes that the region has not acknowledged: on this phone, with the bus.
    pub fn undelivered(&self) -> (usize, usize) {
        let undelivered = self.sync_status().unwrap().undelivered;
        (undelivered.on_this_phone, undelivered.with_bus)
    }
}
