//! A region's hub that turned: it signs what it likes and sends it to a phone.

use std::sync::atomic::{AtomicUsize, Ordering};

use sharenum_companion::{PageRequest, TicketFilter};
use sharenum_domain::Role;
use sharenum_ledger::{Channel, Chunk, Fields, Kind};
use sharenum_properties::region::devices;
use sharenum_store::{MAX_FOREIGN, MAX_WAITING, MAX_WAITING_BYTES, StoreError};
use sharenum_sync::wire::{Entry, Feed, Verdict};

use crate::common::*;
use crate::evil::*;

fn count(phone: &Phone, sql: &str) -> u64 {
    let read = phone
        .store()
        .read(|conn| Ok::<_, StoreError>(conn.query_row(sql, [], |row| row.get::<_, i64>(0))?));
    read.unwrap().unsigned_abs()
}

/// A phone with a ticket in its outbox that nobody has yet.
async fn phone(clock: &TestClock) -> (Region, Phone) {
    let region = Region::start(clock).await;
    let phone = region.teacher(1, MACON, novice("scratch")).await;
    (region, phone)
}

async fn keeps_what_it_wrote(phone: &Phone, region: &Region) {
    phone.open_ticket(scratch_ticket("After it all", 20)).unwrap();
    phone.sync_with(&region.url).await;
    assert_eq!(phone.undelivered(), (0, 0));
    let mine = phone.tickets(TicketFilter::Mine, &PageRequest::first()).unwrap();
    assert!(mine.items.iter().any(|ticket| ticket.title == "After it all"));
}

/// Chunks of a stranger whose certificate never comes, each another one.
fn homeless(n: u32) -> Vec<u8> {
    let fields = Fields::new().with("title", format!("{n}"));
    devices()[1].create(Kind::Ticket, None, &fields)
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn changes_whose_certificate_never_comes_fill_a_bounded_room() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    // Somebody's answer that truly waits, because its question was not read yet.
    let mut author = Scribe::join(&region, 8, &[Role::Member], Some(MACON)).await;
    let (ticket, question) = author.write(&plain_ticket("Late", &clock), None, reach(&author));
    let fields = sharenum_ledger::Document::to_fields(&plain_ticket("x", &clock));
    let mut other = Scribe::join(&region, 7, &[Role::Member], Some(WEST)).await;
    let to = vec![Channel::Member(phone.member())];
    let (_, answer) = other.write_fields(Kind::Proposal, &fields, Some(ticket), to);
    let paper = Entry::Certificate(other.certificate_bytes());
    let evil = EvilHub::slipping_in(&region, vec![paper, Entry::Chunk(answer)]).await;
    phone.sync_with(&evil.url).await;
    assert_eq!(count(&phone, "SELECT count(*) FROM waiting"), 1);

    for page in 0..2 {
        let flood = (0..6_000).map(|n| Entry::Chunk(homeless(page * 6_000 + n))).collect();
        let evil = EvilHub::slipping_in(&region, flood).await;
        phone.sync_with(&evil.url).await;
    }
    assert!(count(&phone, "SELECT count(*) FROM waiting") <= MAX_WAITING);
    assert!(count(&phone, "SELECT sum(length(bytes)) FROM waiting") <= MAX_WAITING_BYTES);
    assert_eq!(count(&phone, "SELECT count(*) FROM waiting WHERE device <> x''"), 1);
    // What truly waited is let in by what it waited for.
    assert_eq!(author.push(&region.url, vec![question]).await, [Verdict::Accepted]);
    phone.sync_with(&region.url).await;
    assert_eq!(count(&phone, "SELECT count(*) FROM waiting WHERE device <> x''"), 0);
    keeps_what_it_wrote(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn rubbish_in_a_feed_fills_a_bounded_quarantine_and_the_good_entry_behind_it_gets_in() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    let mut author = Scribe::join(&region, 8, &[Role::Member], Some(MACON)).await;
    let (_, good) = author.write(&plain_ticket("Good", &clock), None, reach(&author));
    let rubbish = |n: u32| Entry::Chunk([[0xd2, 0x84].as_slice(), &n.to_be_bytes()].concat());
    let mut entries: Vec<_> = (0..2_000).map(rubbish).collect();
    entries.push(Entry::Certificate(vec![0; 200]));
    entries.push(Entry::Certificate(author.certificate_bytes()));
    entries.push(Entry::Chunk(good));
    let evil = EvilHub::slipping_in(&region, entries).await;
    phone.sync_with(&evil.url).await;
    assert_eq!(count(&phone, "SELECT count(*) FROM quarantine"), u64::from(MAX_FOREIGN));
    assert_eq!(titles(&phone), ["Good"]);
    keeps_what_it_wrote(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_document_that_one_device_floods_stays_small_and_opens() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    let mut attacker = attacker(&region).await;
    let (document, first) = attacker.write(&plain_ticket("Loops", &clock), None, reach(&attacker));
    let honest = attacker.change(document, &plain_ticket("Loops, edited", &clock));
    // Each says two thousand times the same under one key, in a few bytes, as another change.
    let bombs = (0..400_i64).map(|n| {
        let mut change = automerge::Change::try_from(payload(&honest).as_slice()).unwrap().decode();
        change.hash = None;
        let mut op = change.operations[0].clone();
        op.pred = vec![].into();
        op.action = automerge::legacy::OpType::Put(true.into());
        op.key = automerge::legacy::Key::Map(format!("{n}").into());
        change.operations = vec![op; 2_000];
        let bomb = automerge::Change::from(change).raw_bytes().to_vec();
        assert!(bomb.len() < 600, "{}", bomb.len());
        Entry::Chunk(tampered(&honest, &bomb))
    });
    let papers = [Entry::Certificate(attacker.certificate_bytes()), Entry::Chunk(first)];
    // And one good change, signed a hundred times under other headers.
    let again: Vec<_> = (0..100).map(|_| attacker.sign_again(&honest)).map(Entry::Chunk).collect();
    let entries = papers.into_iter().chain(bombs).chain(again).collect();
    let evil = EvilHub::slipping_in(&region, entries).await;
    phone.sync_with(&evil.url).await;
    look_at_everything(&phone, &document);
    // 4 MB of a device's share, at 128 KB for each of these.
    let kept = count(&phone, "SELECT count(*) FROM chunk WHERE max_op > 1000");
    assert!((30..=36).contains(&kept), "{kept}");
    let small = count(&phone, "SELECT count(*) FROM chunk WHERE max_op BETWEEN 2 AND 1000");
    assert!(small < 40, "{small}");
    keeps_what_it_wrote(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_that_names_places_at_the_end_of_numbers_is_read_again_from_the_start() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    let evil = EvilHub::before(&region, |asked, reply| {
        for cursor in &asked.pull {
            slip_in(cursor, vec![], reply);
        }
        for feed in &mut reply.feeds {
            (feed.next.seq, feed.next.checksum) = (u64::MAX, [0xff; 8]);
        }
    })
    .await;
    phone.sync_with(&evil.url).await;
    let mut author = Scribe::join(&region, 8, &[Role::Member], Some(MACON)).await;
    let (_, news) = author.write(&plain_ticket("News", &clock), None, reach(&author));
    assert_eq!(author.push(&region.url, vec![news]).await, [Verdict::Accepted]);
    phone.sync_with(&region.url).await;
    assert_eq!(titles(&phone), ["News"]);
    keeps_what_it_wrote(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn pages_without_an_end_are_bounded_by_the_session() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    let hub = std::sync::Arc::clone(region.hub());
    let keys = sharenum_hub::keys::Keys::read(region.folder.path()).unwrap().unwrap();
    let asked = AtomicUsize::new(0);
    let limits = sharenum_sync::SyncLimits { max_requests: 40, ..Default::default() };
    let summary = phone.sync_over(&region.url, limits, |request| {
        asked.fetch_add(1, Ordering::Relaxed);
        let bearer = request.bearer.as_ref().map(sharenum_sync::wire::bearer);
        let honest = hub.handle(request.path, bearer.as_deref(), &request.body);
        Ok(sharenum_sync::HttpReply {
            status: honest.status,
            content_type: honest.content_type.to_owned(),
            body: endless(&hub, &keys, &request, honest.body),
        })
    });
    let summary = summary.unwrap();
    assert!(!summary.finished);
    assert_eq!(asked.into_inner(), 40);
    keeps_what_it_wrote(&phone, &region).await;
}

/// The honest reply with one more page of every channel behind it, always.
fn endless(
    hub: &sharenum_hub::Hub,
    keys: &sharenum_hub::keys::Keys,
    request: &sharenum_sync::HttpRequest,
    honest: Vec<u8>,
) -> Vec<u8> {
    use sharenum_sync::wire::{self, ExchangeReply, ExchangeRequest};
    if request.path != wire::path::EXCHANGE {
        return honest;
    }
    let asked: ExchangeRequest = wire::decode(&request.body).unwrap();
    let (_, body) = sharenum_ledger::envelope::peek(&honest).unwrap();
    let mut said: ExchangeReply = wire::decode(&body).unwrap();
    for cursor in &asked.pull {
        slip_in(cursor, vec![], &mut said);
    }
    said.feeds.iter_mut().for_each(|feed: &mut Feed| feed.more = true);
    let certificate = hub.certificate().id();
    let body = wire::encode(&said);
    sharenum_ledger::envelope::sign(&keys.hub_key(), &certificate, &request.body, body).unwrap()
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_that_takes_own_documents_away_takes_nothing() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    let (ticket, _) = phone.open_ticket(scratch_ticket("Mine", 20)).unwrap();
    let evil = EvilHub::before(&region, move |asked, reply| {
        for cursor in &asked.pull {
            slip_in(cursor, vec![Entry::Remove(ticket)], reply);
        }
        // It says it has everything, and signs for nothing.
        reply.receipt = None;
    })
    .await;
    phone.sync_with(&evil.url).await;
    assert_eq!(phone.ticket(&ticket).unwrap().item.title, "Mine");
    assert_eq!(phone.undelivered(), (1, 0), "what nobody signed for is still to be sent");
    keeps_what_it_wrote(&phone, &region).await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_that_refuses_with_a_page_of_escapes_leaves_the_change_editable() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    let (ticket, _) = phone.open_ticket(scratch_ticket("Mine", 20)).unwrap();
    let evil = EvilHub::before(&region, |_, reply| {
        for verdict in &mut reply.verdicts {
            let detail = "\u{1b}[2J\u{202e}".repeat(200);
            *verdict = Verdict::Refused { code: "\u{1b}]0;x\u{7}".to_owned(), detail };
        }
        reply.receipt = None;
    })
    .await;
    phone.sync_with(&evil.url).await;
    let refused = phone.refused().unwrap();
    assert_eq!(refused.len(), 1);
    assert!(!format!("{refused:?}").contains("\\u{1b}"), "{refused:?}");
    assert!(!format!("{refused:?}").contains("\\u{202e}"), "{refused:?}");
    let again = phone.resubmit(&ticket).unwrap();
    phone.sync_with(&region.url).await;
    assert_eq!(phone.undelivered(), (0, 0));
    assert_eq!(phone.ticket(&again).unwrap().item.title, "Mine");
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_forged_signature_does_not_keep_the_true_change_out() {
    let clock = TestClock::new();
    let (region, phone) = phone(&clock).await;
    let mut author = Scribe::join(&region, 8, &[Role::Member], Some(MACON)).await;
    let (_, good) = author.write(&plain_ticket("Good", &clock), None, reach(&author));
    let mut forged = good.clone();
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(Chunk::decode(&forged).unwrap().id(), Chunk::decode(&good).unwrap().id());
    // First while its certificate is unknown, so that it waits, and again when it is known.
    let paper = Entry::Certificate(author.certificate_bytes());
    let entries = vec![Entry::Chunk(forged.clone()), paper, Entry::Chunk(forged)];
    let evil = EvilHub::slipping_in(&region, entries).await;
    phone.sync_with(&evil.url).await;
    assert!(titles(&phone).is_empty());
    assert_eq!(author.push(&region.url, vec![good]).await, [Verdict::Accepted]);
    phone.sync_with(&region.url).await;
    assert_eq!(titles(&phone), ["Good"]);
}
