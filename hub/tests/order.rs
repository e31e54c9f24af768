//! Who asked first, whatever carried the request home.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]

mod common;

use common::*;
use sharenum_domain::{Decision, DocumentId, Outcome, RequestStatus};
use sharenum_hub::Hub;
use sharenum_hub::carry::carry;
use sharenum_ledger::{Channel, HubRole, routes};
use sharenum_sync::wire::Verdict;

/// A workshop with one seat that the bus knows too.
async fn one_seat(region: &TestHub, bus: &TestHub, url: &str) -> (Phone, DocumentId) {
    let mut host = region.member(200);
    let to = routes::for_members([host.member()]);
    let event = host.create(None, to, &workshop(1, region.hub.member()));
    host.sync(&region.hub).unwrap();
    carry(&bus.hub, &client(), url, BUDGET).await.unwrap();
    (host, event)
}

fn guest(region: &TestHub, host: &Phone, event: DocumentId, seed: u8) -> (Phone, DocumentId) {
    let mut guest = region.member(seed);
    guest.origins.insert(event, host.origins[&event].clone());
    let to = routes::for_members([guest.member(), host.member()]);
    let seat = guest.create(Some(event), to, &registration(RequestStatus::Asked));
    (guest, seat)
}

fn told(phone: &mut Phone, region: &TestHub, seat: &DocumentId) -> (Outcome, Option<u32>) {
    phone.sync(&region.hub).unwrap();
    let decisions = phone.answers::<Decision>(seat);
    assert_eq!(decisions.len(), 1, "one decision per request");
    (decisions[0].outcome.clone(), decisions[0].position)
}

#[tokio::test(flavor = "multi_thread")]
async fn on_a_bus_without_a_clock_who_came_first_is_first() {
    let region = region();
    let served = serve(&region.hub, None).await;
    // It boots in 1970 each time.
    let dead_clock = TestClock::new();
    dead_clock.set(0);
    let bus = bus(&region, &served.url, &dead_clock).await;
    let (host, event) = one_seat(&region, &bus, &served.url).await;
    let mut guests: Vec<_> = (1..=6).map(|seed| guest(&region, &host, event, seed)).collect();
    // Against the order of their document ids, which is what is left when all times are equal.
    guests.sort_by_key(|(_, seat)| std::cmp::Reverse(*seat));
    for (guest, _) in &mut guests {
        guest.sync(&bus.hub).unwrap();
        let joined = bus.hub.certificate().claims().issued;
        assert!(guest.receipts[0].at >= joined, "the region's word is a floor");
    }
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    let places: Vec<_> =
        guests.iter_mut().map(|(guest, seat)| told(guest, &region, seat)).collect();
    let mut expected = vec![(Outcome::Confirmed, None)];
    expected.extend((1..=5).map(|place| (Outcome::Waiting, Some(place))));
    assert_eq!(places, expected);
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_receipt_states_places_only_where_they_are_true() {
    let region = region();
    let (mut phone, mut other) = (region.member(1), region.member(2));
    let need = |phone: &mut Phone| {
        let own = Channel::Member(phone.member());
        phone.create(None, vec![own], &ticket("Help", 20));
        phone.outbox.last().unwrap().clone()
    };
    let first = need(&mut phone);
    phone.sync(&region.hub).unwrap();
    assert_eq!(phone.receipts[0].first_seq, 1);
    need(&mut other);
    other.sync(&region.hub).unwrap();
    // The answer was lost: the first is offered again, with a new one.
    let third = need(&mut phone);
    phone.outbox = vec![first.clone(), third.clone()];
    phone.sync(&region.hub).unwrap();
    let receipt = phone.receipts.last().unwrap();
    assert_eq!(receipt.chunks, [first.0, third.0]);
    assert_eq!(receipt.first_seq, 0, "they do not follow each other in the log");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_bus_keeps_everybodys_place_on_the_way_home() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let (host, event) = one_seat(&region, &bus, &served.url).await;
    let (mut holder, seat) = guest(&region, &host, event, 1);
    holder.sync(&region.hub).unwrap();
    assert_eq!(told(&mut holder, &region, &seat), (Outcome::Confirmed, None));
    // More receipts than one request may carry.
    let mut aboard = Vec::new();
    for seed in 2..72 {
        let (mut guest, seat) = guest(&region, &host, event, seed);
        region.clock.advance(1_000);
        guest.sync(&bus.hub).unwrap();
        aboard.push((guest, seat));
    }
    region.clock.advance(1_000);
    let (mut late, late_seat) = guest(&region, &host, event, 100);
    late.sync(&region.hub).unwrap();
    assert_eq!(told(&mut late, &region, &late_seat), (Outcome::Waiting, Some(1)));
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    for (place, (guest, seat)) in (1..).zip(&mut aboard) {
        assert_eq!(told(guest, &region, seat), (Outcome::Waiting, Some(place)));
    }
    assert_eq!(told(&mut late, &region, &late_seat), (Outcome::Waiting, Some(71)));
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_a_region_decided_stands_when_its_file_was_lost() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let (host, event) = one_seat(&region, &bus, &served.url).await;
    // Two meet the bus in one order, and the region in the other.
    let (mut first, first_seat) = guest(&region, &host, event, 1);
    first.sync(&region.hub).unwrap();
    assert_eq!(told(&mut first, &region, &first_seat), (Outcome::Confirmed, None));
    region.clock.advance(1_000);
    let (mut second, second_seat) = guest(&region, &host, event, 2);
    second.sync(&region.hub).unwrap();
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    served.stop().await;

    let TestHub { folder, clock, hub } = region;
    drop(std::sync::Arc::into_inner(hub));
    for file in ["hub.sqlite", "hub.sqlite-wal", "hub.sqlite-shm"] {
        let _ = std::fs::remove_file(folder.path().join(file));
    }
    clock.advance(DAY);
    let hub = Hub::open(folder.path(), HubRole::Region, options(&clock)).unwrap();
    let region = TestHub { folder, clock, hub: std::sync::Arc::new(hub) };
    let served = serve(&region.hub, None).await;
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    assert_eq!(told(&mut first, &region, &first_seat), (Outcome::Confirmed, None));
    assert_eq!(told(&mut second, &region, &second_seat), (Outcome::Waiting, Some(1)));

    // And it goes on from there.
    first.edit(first_seat, None, &registration(RequestStatus::Cancelled));
    first.sync(&region.hub).unwrap();
    assert_eq!(told(&mut first, &region, &first_seat), (Outcome::Released, None));
    assert_eq!(told(&mut second, &region, &second_seat), (Outcome::Confirmed, None));
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_bus_hands_nothing_to_another_bus() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let one = bus(&region, &served.url, &region.clock).await;
    let other = bus(&region, &served.url, &region.clock).await;
    let mut phone = region.member(1);
    let own = Channel::Member(phone.member());
    phone.create(None, vec![own], &ticket("Help", 20));
    phone.sync(&one.hub).unwrap();
    assert_eq!(*phone.last_verdict(), Verdict::Accepted);
    let wrong = serve(&other.hub, None).await;
    let error = carry(&one.hub, &client(), &wrong.url, BUDGET).await.unwrap_err();
    assert!(error.to_string().contains("not the region's hub"), "{error}");
    assert_eq!(one.hub.status().unwrap().totals.uncarried, 1);
    assert_eq!(other.hub.status().unwrap().totals.documents, 0);
    carry(&one.hub, &client(), &served.url, BUDGET).await.unwrap();
    assert_eq!(one.hub.status().unwrap().totals.uncarried, 0);
    wrong.stop().await;
    served.stop().await;
}
