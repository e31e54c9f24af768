//! Whom a hub believes, and for how long.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]

mod common;

use common::*;
use sharenum_domain::{Decision, DocumentId, Outcome, RequestStatus, Role};
use sharenum_hub::HubError;
use sharenum_hub::carry::carry;
use sharenum_ledger::{Author, Channel, Chunk, Document, Kind, Refusal, policy, routes};
use sharenum_sync::SyncError;
use sharenum_sync::wire::Verdict;

fn own(phone: &Phone) -> Vec<Channel> {
    vec![Channel::Member(phone.member())]
}

fn guest(region: &TestHub, host: &Phone, event: DocumentId, seed: u8) -> (Phone, DocumentId) {
    let mut guest = region.member(seed);
    guest.origins.insert(event, host.origins[&event].clone());
    let to = routes::for_members([guest.member(), host.member()]);
    let seat = guest.create(Some(event), to, &registration(RequestStatus::Asked));
    (guest, seat)
}

fn published(region: &TestHub) -> (Phone, DocumentId) {
    let mut host = region.member(200);
    let to = routes::for_members([host.member()]);
    let event = host.create(None, to, &workshop(1, region.hub.member()));
    host.sync(&region.hub).unwrap();
    (host, event)
}

fn told(phone: &mut Phone, region: &TestHub, seat: &DocumentId) -> (Outcome, Option<u32>) {
    phone.sync(&region.hub).unwrap();
    phone.sync(&region.hub).unwrap();
    let decision = phone.answers::<Decision>(seat)[0].clone();
    (decision.outcome, decision.position)
}

#[test]
fn a_role_that_was_taken_away_does_not_come_back_with_a_renewal() {
    let region = region();
    let roles = [Role::Member, Role::Coordinator];
    let mut phone = region.member_with(1, &roles, Some("762217"));
    // The same device joins again, with less; the app still shows the old certificate.
    region.member(1);
    region.clock.advance(2 * DAY);
    phone.wants_renewal = true;
    phone.sync(&region.hub).unwrap();
    let renewed = phone.certificate.claims();
    assert_eq!((phone.renewals, renewed.school), (1, None));
    assert!(!renewed.roles.contains(Role::Coordinator));
}

#[test]
fn an_old_certificate_opens_only_what_the_newest_opens() {
    let region = region();
    let mut phone = region.member_with(1, &[Role::Member], Some("762217"));
    phone.follow(Channel::School("762217".parse().unwrap()));
    phone.sync(&region.hub).unwrap();
    region.member(1);
    let refused = phone.sync(&region.hub).unwrap_err();
    assert_eq!(refused.code(), "channel-refused");
    phone.channels.pop();
    phone.create(None, own(&phone), &ticket("Help", 20));
    phone.sync(&region.hub).unwrap();
    assert!(phone.outbox.is_empty(), "its changes still come in");
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_certificate_gives_custody_on_a_bus_and_opens_no_school() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let school = "762217".parse().unwrap();
    let mut teacher = region.member_with(1, &[Role::Member], Some("762217"));
    let session = teacher.create(None, vec![Channel::School(school)], &help_session(school));
    teacher.sync(&bus.hub).unwrap();
    region.hub.publish_catalogue(&[tool("scratch")]).unwrap();
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();

    let mut late = region.member_with(2, &[Role::Member], Some("762217"));
    late.follow(Channel::School(school));
    region.clock.advance(90 * DAY);
    late.create(None, own(&late), &ticket("Help", 20));
    assert!(late.sync(&bus.hub).unwrap().finished);
    assert_eq!(*late.last_verdict(), Verdict::Accepted);
    assert!(!late.has(&session), "nobody vouches for the school any more");
    assert!(late.cursors.keys().any(|(_, channel)| *channel == Channel::Region));
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_revoked_device_cannot_reuse_its_old_numbers() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let mut phone = region.member(1);
    phone.create(None, own(&phone), &ticket("At home", 20));
    phone.sync(&region.hub).unwrap();
    phone.create(None, own(&phone), &ticket("Aboard, before", 20));
    phone.sync(&bus.hub).unwrap();
    region.clock.advance(1_000);
    region.hub.revoke(phone.key.device(), 9).unwrap();
    region.clock.advance(1_000);

    // Whoever has the key now numbers what they write from where it was.
    phone.create(None, own(&phone), &ticket("Stolen", 20));
    let stolen = phone.outbox.pop().unwrap();
    let mut carrier = region.member(2);
    assert_eq!(region.hub.last_seq_of(&phone.key.device()).unwrap(), 1);
    carrier.outbox.push(stolen.clone());
    carrier.sync(&region.hub).unwrap();
    let Verdict::Refused { code, .. } = &carrier.verdicts[&stolen.0] else { panic!("not refused") };
    assert_eq!(code, Refusal::Revoked.code());

    // The bus is a witness for what it took before the revocation.
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    let totals = bus.hub.status().unwrap().totals;
    assert_eq!((totals.uncarried, totals.refused_upstream), (0, 0));

    // It has heard of the revocation by now, and passes nothing stolen on to phones.
    carrier.sync(&bus.hub).unwrap();
    assert!(matches!(carrier.verdicts[&stolen.0], Verdict::Refused { .. }));
    assert_eq!(bus.hub.status().unwrap().totals.uncarried, 0);
    served.stop().await;
}

#[test]
fn a_seat_asked_for_by_a_stolen_phone_goes_to_the_next() {
    let region = region();
    let (host, event) = published(&region);
    let (mut thief, seat) = guest(&region, &host, event, 1);
    assert_eq!(told(&mut thief, &region, &seat), (Outcome::Confirmed, None));
    let (mut next, next_seat) = guest(&region, &host, event, 2);
    assert_eq!(told(&mut next, &region, &next_seat), (Outcome::Waiting, Some(1)));
    region.hub.revoke(thief.key.device(), 0).unwrap();
    assert_eq!(told(&mut next, &region, &next_seat), (Outcome::Confirmed, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn the_receipts_of_a_revoked_box_put_nobody_first() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    let (host, event) = published(&region);
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    let (mut holder, seat) = guest(&region, &host, event, 1);
    assert_eq!(told(&mut holder, &region, &seat), (Outcome::Confirmed, None));
    let (mut favoured, favoured_seat) = guest(&region, &host, event, 2);
    favoured.keeps_custody = true;
    favoured.sync(&bus.hub).unwrap();
    assert_eq!(favoured.custody.len(), 1);
    region.clock.advance(1_000);
    let (mut honest, honest_seat) = guest(&region, &host, event, 3);
    assert_eq!(told(&mut honest, &region, &honest_seat), (Outcome::Waiting, Some(1)));
    region.hub.revoke(bus.hub.certificate().device(), 0).unwrap();
    assert_eq!(told(&mut favoured, &region, &favoured_seat), (Outcome::Waiting, Some(2)));
    served.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_was_revoked_is_not_met() {
    let region = region();
    let served = serve(&region.hub, None).await;
    let bus = bus(&region, &served.url, &region.clock).await;
    region.hub.revoke(region.hub.certificate().device(), 1_000).unwrap();
    carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap();
    let error = carry(&bus.hub, &client(), &served.url, BUDGET).await.unwrap_err();
    assert!(matches!(error, HubError::Sync(SyncError::HubRevoked)), "{error:?}");
    served.stop().await;
}

#[test]
fn a_document_takes_only_so_many_changes() {
    let region = region();
    let mut phone = region.member(1);
    let need = phone.create(None, own(&phone), &ticket("Help", 20));
    let origin = phone.origins[&need].clone();
    let mut replica = phone.replica(&need);
    let most = policy(Kind::Ticket).max_changes;
    for n in 2..=most as u64 + 1 {
        let author =
            Author { key: &phone.key, certificate: phone.certificate.id(), incarnation: 1 };
        let content = ticket(&format!("Help {n}"), 20).to_fields();
        let bytes = author.change(n, &origin, &mut replica, None, &content).unwrap().unwrap();
        phone.outbox.push((Chunk::decode(&bytes).unwrap().id(), bytes));
    }
    let first = phone.outbox[0].clone();
    let last = phone.outbox.last().unwrap().0;
    phone.sync(&region.hub).unwrap();
    let Verdict::Refused { code, .. } = &phone.verdicts[&last] else { panic!("not refused") };
    assert_eq!(code, Refusal::TooManyChanges.code());
    assert_eq!(region.hub.status().unwrap().totals.chunks, most as u64);
    phone.outbox = vec![first.clone()];
    phone.sync(&region.hub).unwrap();
    assert_eq!(phone.verdicts[&first.0], Verdict::AlreadyThere, "a retry is no change");
}

#[test]
fn a_clock_that_jumped_years_ahead_is_not_believed_and_leaves_no_trace() {
    let region = region();
    let before = region.clock.clone();
    region.clock.advance(10 * 365 * DAY);
    let region = region.restart();
    let mut phone = region.member(1);
    phone.create(None, own(&phone), &ticket("Help", 20));
    phone.sync(&region.hub).unwrap();
    assert!(phone.receipts[0].at.as_millisecond() < MONDAY + DAY);
    let status = region.hub.status().unwrap();
    assert!(status.time.as_millisecond() < MONDAY + DAY);
    assert_eq!(status.clock.as_millisecond(), MONDAY + 10 * 365 * DAY);
    before.set(MONDAY + DAY);
    let region = region.restart();
    phone.sync(&region.hub).unwrap();
    assert_eq!(region.hub.status().unwrap().time.as_millisecond(), MONDAY + DAY);
}

#[test]
fn a_region_that_was_off_for_years_is_started_with_trust_in_its_clock() {
    let region = region();
    let TestHub { folder, clock, hub } = region;
    drop(std::sync::Arc::into_inner(hub));
    clock.advance(500 * DAY);
    let open = |trust_clock| {
        let options = sharenum_hub::HubOptions { trust_clock, ..options(&clock) };
        sharenum_hub::Hub::open(folder.path(), sharenum_ledger::HubRole::Region, options).unwrap()
    };
    let time = |hub: &sharenum_hub::Hub| hub.status().unwrap().time.as_millisecond();
    assert!(time(&open(false)) < MONDAY + DAY);
    assert_eq!(time(&open(true)), MONDAY + 500 * DAY);
    assert_eq!(time(&open(false)), MONDAY + 500 * DAY, "its certificate is new");
}
