//! Closing lets go of everything, whoever still holds the engine.
#![cfg(target_os = "linux")]
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::sync::{Arc, Barrier, mpsc};
use std::time::Duration;

use common::wire::Server;
use common::*;
use sharenum_companion::*;
use sharenum_domain::*;
use tokio::task::LocalSet;

/// The files of this folder that this process holds open.
fn held(folder: &Path) -> Vec<PathBuf> {
    fs::read_dir("/proc/self/fd")
        .unwrap()
        .filter_map(|entry| fs::read_link(entry.unwrap().path()).ok())
        .filter(|path| path.starts_with(folder))
        .collect()
}

/// A member's phone alone in its folder, with a ticket, and several readers opened.
fn phone() -> (Region, tempfile::TempDir, CompanionEngine) {
    let region = Region::new();
    let folder = tempfile::tempdir().unwrap();
    let engine = region.open(&folder.path().join("phone.db"), [88; 32]);
    let school = Some(schools()[0].code);
    region.relay.invite("CODE", MemberId::from([1; 16]), &[Role::Member], school);
    let request = engine.join_request("CODE").unwrap();
    let reply = region.relay.answer(request.request().clone());
    engine.complete_join("http://region.test", &request, &reply).unwrap();
    sync_with(&engine, &region.relay, "http://region.test");
    engine.set_profile(school, tools(&[(PRINTER, novice())])).unwrap();
    engine.open_ticket(new_ticket("Pont", 20)).unwrap();
    let together = Barrier::new(3);
    std::thread::scope(|scope| {
        for _ in 0..3 {
            scope.spawn(|| {
                together.wait();
                engine.tickets(TicketFilter::Mine, &page()).unwrap()
            });
        }
    });
    (region, folder, engine)
}

fn names(folder: &Path) -> Vec<String> {
    let names = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let mut names: Vec<_> = names.map(|name| name.into_string().unwrap()).collect();
    names.sort();
    names
}

#[test]
fn closing_lets_go_of_every_file_while_others_hold_the_engine() {
    let (region, folder, engine) = phone();
    assert!(held(folder.path()).len() >= 3, "{:?}", held(folder.path()));
    let other = engine.clone();
    engine.close();
    assert_eq!(held(folder.path()), Vec::<PathBuf>::new());
    assert_eq!(names(folder.path()), ["phone.db", "phone.db.mark"], "the journal is tidied up");
    other.close();

    // Every way in is shut, and says so.
    let form = DraftForm::NewTicket;
    let codes = [
        other.tickets(TicketFilter::Mine, &page()).map(drop),
        other.open_ticket(new_ticket("Robot", 20)).map(drop),
        other.draft(&form, None).map(drop),
        other.mark_all_alerts_read(),
        other.diagnostics().map(drop),
        other.stop_timer().map(drop),
        other.region_url().map(drop),
        other.set_region_url("https://hub.example"),
    ];
    for answer in codes {
        assert_eq!(answer.unwrap_err().code(), "closed");
    }
    assert_eq!(held(folder.path()), Vec::<PathBuf>::new());

    // And open again for who opens it.
    let again = region.open(&folder.path().join("phone.db"), [88; 32]);
    assert_eq!(again.tickets(TicketFilter::Mine, &page()).unwrap().total, 1);
    assert_eq!(other.profile().unwrap_err().code(), "closed");
}

#[test]
fn dropping_the_last_clone_lets_go_of_every_file() {
    let (_region, folder, engine) = phone();
    let clone = engine.clone();
    let subscription = engine.subscribe();
    drop(engine);
    assert!(!held(folder.path()).is_empty());
    clone.profile().unwrap();
    drop(clone);
    assert_eq!(held(folder.path()), Vec::<PathBuf>::new());
    assert_eq!(names(folder.path()), ["phone.db", "phone.db.mark"]);
    drop(subscription);
}

/// Stops a call in the middle of its transaction until the test lets it go on.
struct Gate {
    clock: Arc<ManualClock>,
    calls: std::sync::Mutex<Option<(mpsc::Sender<()>, mpsc::Receiver<()>)>>,
}

impl Clock for Gate {
    fn now(&self) -> jiff::Timestamp {
        let armed = self.calls.lock().unwrap().take();
        if let Some((arrived, go_on)) = armed {
            arrived.send(()).unwrap();
            go_on.recv().unwrap();
        }
        self.clock.now()
    }
}

#[test]
fn closing_waits_for_the_call_that_runs_and_what_it_returned_is_there() {
    let region = Region::new();
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("phone.db");
    let gate = Arc::new(Gate { clock: Arc::clone(&region.clock), calls: None.into() });
    let key = FileKey::from_bytes([5; 48]);
    let seed = || zeroize::Zeroizing::new([88; 32]);
    let engine =
        CompanionEngine::open(&path, &key, seed(), Arc::clone(&gate) as Arc<dyn Clock>).unwrap();
    let fields = [("title".to_owned(), "Pont".to_owned())].into();

    let (arrived, has_arrived) = mpsc::channel();
    let (let_go, go_on) = mpsc::channel();
    *gate.calls.lock().unwrap() = Some((arrived, go_on));
    std::thread::scope(|scope| {
        // The clock stamps the transaction, so it has begun when it is asked.
        let saving = scope.spawn(|| engine.save_draft(&DraftForm::NewTicket, None, &fields));
        has_arrived.recv().unwrap();
        let closing = scope.spawn(|| engine.close());
        // Closing has begun: no reader is lent any more.
        while engine.drafts(&page()).is_ok() {
            std::thread::yield_now();
        }
        assert!(!closing.is_finished(), "it waits for the transaction");
        let_go.send(()).unwrap();
        saving.join().unwrap().unwrap();
        closing.join().unwrap();
    });
    assert_eq!(held(folder.path()), Vec::<PathBuf>::new());
    let again = CompanionEngine::open(&path, &key, seed(), Arc::new(SystemClock)).unwrap();
    assert_eq!(again.draft(&DraftForm::NewTicket, None).unwrap().unwrap().fields, fields);
}

/// Closes the engine at the first step it is told of.
struct Closes(CompanionEngine);

impl SyncObserver for Closes {
    fn progress(&self, progress: &SyncProgress) {
        if progress.chunks_received > 0 {
            self.0.close();
        }
    }
}

#[tokio::test]
async fn closing_ends_a_sync_that_runs_and_none_begins() {
    let (region, folder, engine) = phone();
    let region = Rc::new(region);
    let budget = Duration::from_secs(20);
    let inside = async {
        let server = Server::of(&region).await;
        server.open(false);
        let target = SyncTarget::Hub(server.url.clone());
        let somebody = async {
            server.asked(1).await;
            engine.close();
        };
        let (summary, ()) = tokio::join!(engine.sync_with(&target, budget, &()), somebody);
        assert!(summary.unwrap().cancelled);
        assert_eq!(held(folder.path()), Vec::<PathBuf>::new());
        let error = engine.sync_with(&target, budget, &()).await.unwrap_err();
        assert_eq!(error.code(), "closed");
        let fresh = region.open(&folder.path().join("fresh.db"), [89; 32]);
        fresh.close();
        let error = fresh.join(Some(&server.url), "CODE").await.unwrap_err();
        assert_eq!(error.code(), "closed");
        assert_eq!(server.requests.get(), 1);

        // From a callback of the sync itself.
        server.open(true);
        let again = region.open(&folder.path().join("phone.db"), [88; 32]);
        region.relay.publish_tool("laser", "Découpe laser", "Laser cutter");
        let ended = again.sync_with(&target, budget, &Closes(again.clone())).await;
        assert!(ended.is_ok_and(|summary| summary.cancelled && summary.chunks_received > 0));
        assert_eq!(held(folder.path()), Vec::<PathBuf>::new());
    };
    LocalSet::new().run_until(inside).await;
}
