//! A sync that is watched, and stopped.

use std::sync::atomic::Ordering;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use sharenum_ledger::Channel;
use sharenum_sync::{
    CancelToken, HttpClient, HttpOptions, SyncObserver, SyncPhase, SyncProgress, SyncSummary,
    check_address,
};

use crate::support::hub::FakeHub;
use crate::support::phone::Phone;
use crate::support::server::{Answer, Server, serve};

/// Nobody waits for so long here: a sync that is not stopped would end in an error.
const BUDGET: Duration = Duration::from_secs(20);

/// Keeps what it is told, and stops the sync at a moment of the test's choice.
#[derive(Default)]
struct Watch {
    seen: Mutex<Vec<SyncProgress>>,
    token: CancelToken,
    stop_at: Option<fn(&SyncProgress) -> bool>,
}

impl Watch {
    fn stopping(stop_at: fn(&SyncProgress) -> bool) -> Self {
        Self { stop_at: Some(stop_at), ..Self::default() }
    }

    fn seen(&self) -> Vec<SyncProgress> {
        self.seen.lock().unwrap().clone()
    }
}

impl SyncObserver for Watch {
    fn progress(&self, progress: &SyncProgress) {
        self.seen.lock().unwrap().push(*progress);
        if self.stop_at.is_some_and(|stop| stop(progress)) {
            self.token.cancel();
        }
    }
}

fn hub_with(entries: usize) -> Arc<Mutex<FakeHub>> {
    let mut hub = FakeHub::region();
    for at in 0..entries {
        hub.post(&Channel::Region, &format!("entry {at}"));
    }
    Arc::new(Mutex::new(hub))
}

async fn watched(server: &Server, phone: &mut Phone, watch: &Watch) -> SyncSummary {
    let client = HttpClient::new(HttpOptions::default()).unwrap();
    client.sync_watched(&server.url, phone, BUDGET, watch, &watch.token).await.unwrap()
}

#[tokio::test]
async fn who_watches_sees_every_step_and_in_the_end_what_the_summary_says() {
    let server = serve(Answer::Hub(hub_with(25), usize::MAX)).await;
    let mut phone = Phone::new(7);
    phone.write("ticket", 90_000);
    let watch = Watch::default();
    let summary = watched(&server, &mut phone, &watch).await;

    let seen = watch.seen();
    assert_eq!(seen.len(), summary.requests as usize * 2, "before and after each request");
    let mut phases: Vec<_> = seen.iter().map(|progress| progress.phase).collect();
    phases.dedup();
    assert_eq!(phases, [SyncPhase::Connecting, SyncPhase::Sending, SyncPhase::Receiving]);
    let grows = |count: fn(&SyncProgress) -> u64| {
        seen.windows(2).all(|pair| count(&pair[0]) <= count(&pair[1]))
    };
    assert!(grows(|p| p.bytes_sent) && grows(|p| p.bytes_received));
    assert!(grows(|p| p.chunks_sent.into()) && grows(|p| p.chunks_received.into()));
    // What is told before the first request is that there is one.
    assert_eq!((seen[0].requests, seen[0].bytes_received, seen[0].chunks_sent), (1, 0, 0));
    assert!(seen[0].bytes_sent > 0);

    let last = seen.last().unwrap();
    assert_eq!(last.requests, summary.requests);
    assert_eq!(
        (last.bytes_sent, last.bytes_received),
        (summary.bytes_sent, summary.bytes_received)
    );
    assert_eq!((last.chunks_sent, last.chunks_received), (1, summary.chunks_received));
    assert!(summary.finished && !summary.cancelled);
    assert_eq!(last.after(&summary).bytes_sent, summary.bytes_sent * 2);
}

#[tokio::test]
async fn a_sync_that_is_stopped_keeps_what_came_and_the_next_one_goes_on() {
    let hub = hub_with(25);
    let server = serve(Answer::Hub(Arc::clone(&hub), usize::MAX)).await;
    let mut phone = Phone::new(7);
    let watch = Watch::stopping(|progress| progress.chunks_received >= 10);
    let first = watched(&server, &mut phone, &watch).await;
    assert!(first.cancelled && !first.finished);
    assert_eq!(phone.received.len(), first.chunks_received as usize);
    assert!(phone.received.len() >= 10 && phone.received.len() < 25);

    let second = watched(&server, &mut phone, &Watch::default()).await;
    assert!(second.finished && !second.cancelled);
    assert_eq!(phone.received.len(), 25);
}

#[tokio::test]
async fn a_sync_that_waits_for_a_silent_hub_is_stopped_at_once() {
    let server = serve(Answer::Silence).await;
    let mut phone = Phone::new(7);
    phone.write("ticket", 100);
    let watch = Watch::default();
    let somebody = async {
        while server.connections.load(Ordering::SeqCst) == 0 {
            tokio::task::yield_now().await;
        }
        watch.token.cancel();
    };
    let (summary, ()) = tokio::join!(watched(&server, &mut phone, &watch), somebody);
    assert!(summary.cancelled && !summary.finished);
    assert_eq!((summary.requests, phone.outbox.len()), (1, 1));
    assert_eq!(watch.seen().len(), 1);
}

#[tokio::test]
async fn a_sync_that_was_stopped_before_it_began_asks_nobody() {
    let server = serve(Answer::Hub(hub_with(1), usize::MAX)).await;
    let watch = Watch::default();
    watch.token.cancel();
    let summary = watched(&server, &mut Phone::new(7), &watch).await;
    assert_eq!((summary.cancelled, summary.requests), (true, 0));
    assert_eq!(server.connections.load(Ordering::SeqCst), 0);
    assert_eq!(format!("{:?}", watch.token), "CancelToken(true)");
}

#[test]
fn an_address_is_checked_before_it_is_kept() {
    assert!(check_address("https://hub.example").is_ok());
    assert!(check_address("http://192.168.4.1:8080").is_ok());
    for wrong in ["hub.example", "http://hub.example", "ftp://hub.example", ""] {
        assert_eq!(check_address(wrong).unwrap_err().code(), "address", "{wrong}");
    }
}
