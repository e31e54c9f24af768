//! A sync as a shell asks for it: with the region or a bus, watched, and stopped.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::rc::Rc;
use std::sync::Mutex;
use std::time::Duration;

use common::wire::Server;
use common::*;
use sharenum_companion::*;
use sharenum_domain::*;
use sharenum_store::{Store, StoreError};
use tokio::task::LocalSet;

/// Nobody waits for so long here: a sync that is not stopped would end in an error.
const BUDGET: Duration = Duration::from_secs(20);

/// Keeps what it is told, and does what the test wants at each step.
struct Watch<F>(Mutex<Vec<SyncProgress>>, F);

impl<F: Fn(&SyncProgress) + Send + Sync> SyncObserver for Watch<F> {
    fn progress(&self, progress: &SyncProgress) {
        self.0.lock().unwrap().push(*progress);
        self.1(progress);
    }
}

/// A region, and a phone that has not joined yet.
fn region_and_phone(code: &str) -> (Rc<Region>, CompanionEngine) {
    let region = Region::new();
    let school = Some(schools()[0].code);
    region.relay.invite(code, MemberId::from([1; 16]), &[Role::Member], school);
    let engine = region.open(&region.file("phone.db"), [77; 32]);
    (Rc::new(region), engine)
}

/// Joins at this hub and fills the profile in, without a sync.
async fn join(engine: &CompanionEngine, server: &Server) {
    engine.join(Some(&server.url), "CODE").await.unwrap();
    engine.set_profile(Some(schools()[0].code), tools(&[(PRINTER, novice())])).unwrap();
}

#[tokio::test]
async fn the_region_needs_no_address_after_an_invitation_and_gets_another_when_it_moves() {
    let (region, engine) = region_and_phone("CODE");
    let inside = async {
        let error = engine.sync_with(&SyncTarget::Region, BUDGET, &()).await.unwrap_err();
        assert_eq!((error.code(), engine.region_url().unwrap()), ("not-joined", None));

        let [first, second] = [Server::of(&region).await, Server::of(&region).await];
        join(&engine, &first).await;
        assert!(engine.sync_with(&SyncTarget::Region, BUDGET, &()).await.unwrap().finished);
        assert_eq!(engine.region_url().unwrap().as_ref(), Some(&first.url));

        let (asked, wrong) = (first.requests.get(), engine.set_region_url("http://hub.example"));
        assert_eq!(wrong.unwrap_err().code(), "address");
        engine.set_region_url(&format!(" {} ", second.url)).unwrap();
        assert!(engine.sync_with(&SyncTarget::Region, BUDGET, &()).await.unwrap().finished);
        assert!(second.requests.get() > 0);
        assert_eq!(first.requests.get(), asked);
        let named = SyncTarget::Hub(first.url.clone());
        assert!(engine.sync_with(&named, BUDGET, &()).await.unwrap().finished);
        assert!(first.requests.get() > asked);
    };
    LocalSet::new().run_until(inside).await;
}

#[test]
fn a_file_that_never_noted_the_address_takes_the_hub_that_gave_its_papers() {
    let mut region = Region::new();
    let Phone { engine, path, seed, .. } = region.teacher(1, 0, &[(PRINTER, novice())]);
    drop(engine);
    let forget = |sql: &str| {
        let store = Store::open(&path, &FileKey::from_bytes([5; 48])).unwrap();
        store.write(|tx| tx.conn().execute_batch(sql).map_err(StoreError::from)).unwrap();
    };
    forget("DELETE FROM setting WHERE key = 'region_url'");
    let known = region.open(&path, seed).region_url().unwrap();
    assert_eq!(known.as_deref(), Some("http://region.test"));
    // Another hub, of the same region or a bus, is not the one that decides on seats.
    forget("UPDATE hub SET member = x'00000000000000000000000000000000'");
    assert_eq!(region.open(&path, seed).region_url().unwrap(), None);

    let engine = region.open(&path, seed);
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
    let answer = runtime.block_on(engine.sync_with(&SyncTarget::Region, BUDGET, &()));
    assert_eq!(answer.unwrap_err().code(), "no-region-address");
}

#[tokio::test]
async fn who_watches_may_use_the_engine_and_sees_both_sessions_of_a_first_sync_as_one() {
    let (region, engine) = region_and_phone("CODE");
    let inside = async {
        let server = Server::of(&region).await;
        join(&engine, &server).await;
        let joined = server.requests.get();
        let watch = Watch(Mutex::default(), |_: &SyncProgress| {
            // A read, and a write: neither waits for the sync.
            engine.sync_status().unwrap();
            engine.set_alert_preferences(&AlertPreferences::default()).unwrap();
        });
        let summary = engine.sync_with(&SyncTarget::Region, BUDGET, &watch).await.unwrap();
        assert!(summary.finished);
        let seen = watch.0.into_inner().unwrap();
        assert_eq!(seen.len(), summary.requests as usize * 2);
        assert_eq!(server.requests.get() - joined, summary.requests as usize);
        assert!(seen.windows(2).all(|pair| pair[0].requests <= pair[1].requests));
        assert!(seen.windows(2).all(|pair| pair[0].bytes_received <= pair[1].bytes_received));
        let last = seen.last().unwrap();
        assert_eq!(last.chunks_received, summary.chunks_received);
        assert_eq!(last.bytes_sent, summary.bytes_sent);
        // The establishment arrived in the first session, and its channel was read in a second.
        assert!(engine.profile().unwrap().establishment.is_some());
    };
    LocalSet::new().run_until(inside).await;
}

#[tokio::test]
async fn a_stopped_sync_says_so_and_loses_nothing() {
    let (region, engine) = region_and_phone("CODE");
    let inside = async {
        let server = Server::of(&region).await;
        join(&engine, &server).await;
        server.open(false);
        let asked = server.requests.get();
        let running = engine.sync_with(&SyncTarget::Region, BUDGET, &());
        let waiting = engine.sync_with(&SyncTarget::Region, BUDGET, &());
        let somebody = async {
            server.asked(asked + 1).await;
            engine.cancel_sync();
        };
        let (running, waiting, ()) = tokio::join!(running, waiting, somebody);
        let (running, waiting) = (running.unwrap(), waiting.unwrap());
        assert!(running.cancelled && !running.finished);
        assert!(waiting.cancelled && !waiting.finished);
        assert_eq!((running.requests, waiting.requests), (1, 0));
        assert_eq!(engine.sync_status().unwrap().undelivered.on_this_phone, 1);

        // What is asked for later is not stopped.
        server.open(true);
        let later = engine.sync_with(&SyncTarget::Region, BUDGET, &()).await.unwrap();
        assert!(later.finished && !later.cancelled);
        assert_eq!(engine.sync_status().unwrap().undelivered.on_this_phone, 0);
    };
    LocalSet::new().run_until(inside).await;
}

#[tokio::test]
async fn who_watches_may_stop_and_what_was_carried_stays() {
    let (region, engine) = region_and_phone("CODE");
    let inside = async {
        let server = Server::of(&region).await;
        join(&engine, &server).await;
        let watch = Watch(Mutex::default(), |progress: &SyncProgress| {
            if progress.chunks_sent > 0 {
                engine.cancel_sync();
            }
        });
        let summary = engine.sync_with(&SyncTarget::Region, BUDGET, &watch).await.unwrap();
        assert!(summary.cancelled && !summary.finished);
        assert_eq!(summary.chunks_sent, 1);
        assert_eq!(engine.sync_status().unwrap().undelivered.on_this_phone, 0);
    };
    LocalSet::new().run_until(inside).await;
}

#[tokio::test]
async fn a_second_sync_waits_for_its_turn_within_its_budget() {
    let (region, engine) = region_and_phone("CODE");
    let inside = async {
        let server = Server::of(&region).await;
        join(&engine, &server).await;
        server.open(false);
        let asked = server.requests.get();
        let first = engine.sync_with(&SyncTarget::Region, BUDGET, &());
        let others = async {
            server.asked(asked + 1).await;
            let none = engine.sync_with(&SyncTarget::Region, Duration::ZERO, &()).await.unwrap();
            assert_eq!(none, SyncSummary::default(), "no time, and no request");
            let second = engine.sync_with(&SyncTarget::Region, BUDGET, &());
            let gate = async { server.open(true) };
            tokio::join!(second, gate).0.unwrap()
        };
        let (first, second) = tokio::join!(first, others);
        assert!(first.unwrap().finished && second.finished);
        assert_eq!(second.chunks_sent, 0, "nothing is sent twice");
    };
    LocalSet::new().run_until(inside).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 1)]
async fn a_sync_may_run_on_any_thread() {
    let region = Region::new();
    let engine = region.open(&region.file("phone.db"), [77; 32]);
    let watch = Watch(Mutex::default(), |_: &SyncProgress| {});
    let task = async move { engine.sync_with(&SyncTarget::Region, BUDGET, &watch).await };
    assert_eq!(tokio::spawn(task).await.unwrap().unwrap_err().code(), "not-joined");
}
