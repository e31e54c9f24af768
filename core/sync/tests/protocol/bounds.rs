//! What one request carries, to the byte and to the piece.

use sharenum_domain::MemberId;
use sharenum_ledger::{Certificate, Channel, ChunkId, DeviceKey, PublicKey, Receipt};
use sharenum_sync::wire::{Cursor, ExchangeRequest, Feed, MAX_REQUEST_BYTES, Verdict, path};
use sharenum_sync::{
    HubIdentity, Local, LocalError, Outgoing, SavedSession, Step, SyncError, SyncLimits,
};

use crate::support::hub::FakeHub;
use crate::support::phone::Phone;
use crate::support::{drive, session, sync};

/// A phone and a region that have met, so that what follows is exchanges alone.
fn met() -> (FakeHub, Phone) {
    let (mut hub, mut phone) = (FakeHub::region(), Phone::new(7));
    sync(&mut phone, &mut hub).unwrap();
    hub.requests.clear();
    (hub, phone)
}

fn exchanges(hub: &FakeHub) -> Vec<&ExchangeRequest> {
    hub.requests.iter().filter(|(path, ..)| *path == path::EXCHANGE).map(|r| &r.1).collect()
}

/// Chunks and receipts in each request, and whether it reads as well.
fn loads(hub: &FakeHub) -> Vec<(usize, usize, bool)> {
    let load = |r: &&ExchangeRequest| (r.chunks.len(), r.receipts.len(), !r.pull.is_empty());
    exchanges(hub).iter().map(load).collect()
}

fn upload(bytes: usize) -> SyncLimits {
    SyncLimits { upload_bytes: bytes, ..SyncLimits::default() }
}

#[test]
fn a_summary_counts_the_bytes_of_both_directions() {
    let mut hub = FakeHub::region();
    hub.post(&Channel::Region, "catalogue");
    let mut phone = Phone::new(7);
    phone.write("ticket", 500);
    let summary = sync(&mut phone, &mut hub).unwrap();
    let sent: usize = hub.requests.iter().map(|(.., sent, _)| sent).sum();
    let received: usize = hub.requests.iter().map(|(.., received)| received).sum();
    assert_eq!(hub.requests.len(), 3);
    assert_eq!((summary.bytes_sent, summary.bytes_received), (sent as u64, received as u64));
    assert_eq!(exchanges(&hub)[0].max_bytes, 128 * 1_024, "bytes of a page, by default");
}

#[test]
fn a_session_that_stops_early_says_how_far_it_came() {
    let (mut hub, mut phone) = met();
    phone.write("ticket", 500);
    let mut session = session(SyncLimits::default());
    let Step::Send(request) = session.next(&mut phone).unwrap() else { panic!("nothing to send") };
    assert_eq!((session.summary().requests, session.summary().chunks_sent), (1, 0));
    session.reply(&mut phone, hub.answer(&request)).unwrap();
    assert_eq!(session.summary().chunks_sent, 1);
    assert_eq!(session.summary().hub, Some(MemberId::from([200; 16])));
    assert!(!session.summary().finished);
}

#[test]
fn a_request_is_filled_to_its_last_byte_and_no_further() {
    for (spare, first) in [(0, 3), (1, 2)] {
        let (mut hub, mut phone) = met();
        phone.custody = vec![vec![7; 300]];
        for text in ["a", "b", "c"] {
            phone.write(text, 400);
        }
        let room = phone.certificate.bytes().len() + 300 + 3 * 400 - spare;
        drive(&mut session(upload(room)), &mut phone, &mut hub).unwrap();
        assert_eq!(loads(&hub)[0], (first, 1, false), "{spare} bytes too few");
        assert!(phone.outbox.is_empty());
    }
}

#[test]
fn no_page_is_asked_for_while_a_request_is_more_than_half_full() {
    for (spare, reads) in [(0, true), (1, false)] {
        let (mut hub, mut phone) = met();
        phone.custody = vec![vec![7; 300]];
        phone.write("a", 400);
        let half = phone.certificate.bytes().len() + 300 + 400;
        drive(&mut session(upload(2 * half - spare)), &mut phone, &mut hub).unwrap();
        assert_eq!(loads(&hub)[0], (1, 1, reads), "{spare} bytes over the half");
    }
}

#[test]
fn a_thousand_small_chunks_are_a_full_request() {
    for (chunks, expected) in
        [(999, vec![(999, 0, true)]), (1_001, vec![(1_000, 0, false), (1, 0, true)])]
    {
        let (mut hub, mut phone) = met();
        for at in 0..chunks {
            phone.write(&format!("{at}"), 1);
        }
        drive(&mut session(upload(100_000)), &mut phone, &mut hub).unwrap();
        assert_eq!(loads(&hub), expected);
        assert!(phone.outbox.is_empty());
    }
}

#[test]
fn however_much_a_shell_allows_a_request_stays_one_that_a_hub_reads() {
    let (mut hub, mut phone) = met();
    hub.max_body = MAX_REQUEST_BYTES;
    for at in 0..1_100 {
        phone.write(&format!("{at}"), 1_047);
    }
    drive(&mut session(upload(usize::MAX)), &mut phone, &mut hub).unwrap();
    assert!(hub.requests.iter().all(|(_, _, bytes, _)| *bytes <= MAX_REQUEST_BYTES));
    assert_eq!(hub.requests.len(), 2, "a full one, and one that reads as well");
    assert!(phone.outbox.is_empty());
}

#[test]
fn certificates_travel_with_the_changes_that_cite_them_and_not_alone() {
    let (mut hub, mut phone) = met();
    hub.waits = Some("child");
    (0..15).for_each(|at| hub.post(&Channel::Region, &format!("{at}")));
    phone.write("child", 50);
    phone.cited = vec![vec![7; 100]];
    sync(&mut phone, &mut hub).unwrap();
    let certificates: Vec<usize> = exchanges(&hub).iter().map(|r| r.certificates.len()).collect();
    assert_eq!(certificates, [2, 0], "the second request only reads");

    let (mut hub, mut bus) = met();
    bus.custody = vec![vec![7; 300]];
    bus.cited = vec![vec![7; 100]];
    sync(&mut bus, &mut hub).unwrap();
    assert_eq!(exchanges(&hub)[0].certificates.len(), 1, "a receipt is signed with one too");
}

#[test]
fn a_storage_that_offers_more_than_a_request_may_carry_is_told_so() {
    type Spoil = fn(&mut Phone, usize);
    let table: [(&str, Spoil, usize); 3] = [
        ("papers", |phone, n| phone.custody = vec![vec![]; n], 1_000),
        ("papers", |phone, n| phone.cited = vec![vec![]; n], 1_000),
        ("channels", |phone, n| phone.channels = (1..=n as u64).map(Channel::Area).collect(), 64),
    ];
    for (what, offer, most) in table {
        let (mut hub, mut phone) = met();
        offer(&mut phone, most);
        assert!(sync(&mut phone, &mut hub).unwrap().finished, "{most} {what}");
        offer(&mut phone, most + 1);
        let error = sync(&mut phone, &mut hub).unwrap_err();
        assert_eq!(error.code(), "local");
        assert!(error.to_string().contains(&format!("more {what} than")), "{error}");
    }
    let (mut hub, mut phone) = met();
    phone.custody = vec![vec![7; 60_000]; 18];
    let error = sync(&mut phone, &mut hub).unwrap_err();
    assert!(error.to_string().contains("more bytes than"), "{error}");
    assert!(hub.requests.is_empty());
}

#[test]
fn what_is_too_large_together_goes_in_two_requests() {
    let (mut hub, mut phone) = met();
    hub.max_body = 5_000;
    phone.custody = vec![vec![7; 3_000]];
    phone.write("ticket", 3_000);
    let summary = drive(&mut session(upload(8_000)), &mut phone, &mut hub).unwrap();
    assert!(summary.finished && phone.outbox.is_empty());
    let sent: Vec<_> =
        loads(&hub).iter().map(|(chunks, receipts, _)| (*chunks, *receipts)).collect();
    assert_eq!(sent, [(1, 1), (0, 1), (1, 0), (0, 0)], "the last one reads");
}

#[test]
fn a_hub_that_finds_everything_too_large_is_given_up_soon() {
    let (mut hub, mut phone) = met();
    hub.max_body = 1_000;
    phone.custody = vec![vec![7; 1_500], vec![8; 1_500]];
    let result = sync(&mut phone, &mut hub);
    assert!(matches!(result, Err(SyncError::TooLarge)), "{result:?}");
    assert!(hub.requests.len() <= 20, "{} requests", hub.requests.len());
}

#[test]
fn a_channel_that_begins_is_no_sign_of_a_restored_hub() {
    let (mut hub, mut phone) = met();
    hub.post(&Channel::Region, "catalogue");
    hub.tamper_exchange = Some(Box::new(|reply| {
        reply.feeds.iter_mut().for_each(|feed| feed.reset = true);
    }));
    let summary = sync(&mut phone, &mut hub).unwrap();
    assert!(summary.finished);
    assert_eq!((phone.epoch_changes, phone.received.len()), (0, 1));
}

#[test]
fn a_channel_that_was_never_read_begins_in_a_restored_log_as_well() {
    let (mut hub, mut phone) = met();
    hub.epoch = [99; 8];
    hub.post(&Channel::Region, "catalogue");
    let summary = sync(&mut phone, &mut hub).unwrap();
    assert!(summary.finished);
    assert_eq!((phone.epoch_changes, phone.received.len()), (1, 1));
}

#[test]
fn a_log_that_was_cut_back_to_nothing_is_read_again() {
    let (mut hub, mut phone) = met();
    hub.post(&Channel::Region, "catalogue");
    phone.write("ticket", 100);
    sync(&mut phone, &mut hub).unwrap();
    hub.channels.clear();
    hub.chunks.clear();
    let summary = sync(&mut phone, &mut hub).unwrap();
    assert!(summary.finished);
    assert_eq!((phone.epoch_changes, hub.chunks.len()), (1, 1));
    assert_eq!(phone.cursors.values().map(|cursor| cursor.seq).max(), Some(0));
}

/// A storage that leaves out what it need not say.
struct Plain(Phone);

impl Local for Plain {
    fn key(&self) -> &DeviceKey {
        self.0.key()
    }
    fn certificate(&self) -> &Certificate {
        self.0.certificate()
    }
    fn root(&self) -> &PublicKey {
        self.0.root()
    }
    fn saved_session(&mut self, hub_url: &str) -> Result<Option<SavedSession>, LocalError> {
        self.0.saved_session(hub_url)
    }
    fn save_session(&mut self, hub_url: &str, session: &SavedSession) -> Result<(), LocalError> {
        self.0.save_session(hub_url, session)
    }
    fn outgoing(&mut self, hub: &HubIdentity, max_bytes: usize) -> Result<Outgoing, LocalError> {
        self.0.outgoing(hub, max_bytes)
    }
    fn delivered(
        &mut self,
        hub: &HubIdentity,
        verdicts: &[(ChunkId, Verdict)],
        receipt: Option<(&Receipt, &[u8])>,
    ) -> Result<(), LocalError> {
        self.0.delivered(hub, verdicts, receipt)
    }
    fn cursors(&mut self, hub: &HubIdentity) -> Result<Vec<Cursor>, LocalError> {
        self.0.cursors(hub)
    }
    fn receive(&mut self, hub: &HubIdentity, feed: &Feed) -> Result<(), LocalError> {
        self.0.receive(hub, feed)
    }
    fn epoch_changed(&mut self, hub: &HubIdentity) -> Result<(), LocalError> {
        self.0.epoch_changed(hub)
    }
}

#[test]
fn a_storage_that_knows_of_no_renewal_asks_for_none() {
    let mut hub = FakeHub::region();
    assert!(sync(&mut Plain(Phone::new(7)), &mut hub).unwrap().finished);
    assert_eq!(hub.paths(), [path::CHALLENGE, path::SESSION, path::EXCHANGE]);
}
