//! Seats and days have one holder.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]

mod common;

use common::*;
use sharenum_domain::{Decision, DocumentId, Outcome, RequestStatus, WorkshopStatus};
use sharenum_ledger::{Channel, routes};

struct Story {
    region: TestHub,
    host: Phone,
    workshop: DocumentId,
}

fn a_workshop_with(seats: u32) -> Story {
    let region = region();
    let mut host = region.member(1);
    let to = routes::for_members([host.member()]);
    let workshop = host.create(None, to, &workshop(seats, region.hub.member()));
    host.sync(&region.hub).unwrap();
    Story { region, host, workshop }
}

impl Story {
    fn guest(&self, seed: u8) -> (Phone, DocumentId) {
        let mut guest = self.region.member(seed);
        guest.origins.insert(self.workshop, self.host.origins[&self.workshop].clone());
        let to = routes::for_members([guest.member(), self.host.member()]);
        let seat = guest.create(Some(self.workshop), to, &registration(RequestStatus::Asked));
        (guest, seat)
    }
}

/// What the hub decided of a request, as its author sees it.
fn decision(phone: &mut Phone, story: &TestHub, request: &DocumentId) -> Decision {
    phone.sync(&story.hub).unwrap();
    phone.sync(&story.hub).unwrap();
    let decisions = phone.answers::<Decision>(request);
    assert_eq!(decisions.len(), 1, "one decision per request");
    decisions[0].clone()
}

#[test]
fn three_ask_for_two_seats_and_a_cancellation_promotes_the_one_who_waits() {
    let mut story = a_workshop_with(2);
    let (mut first, seat_1) = story.guest(2);
    let (mut second, seat_2) = story.guest(3);
    let (mut third, seat_3) = story.guest(4);
    for guest in [&mut first, &mut second, &mut third] {
        guest.sync(&story.region.hub).unwrap();
        story.region.clock.advance(1_000);
    }
    assert_eq!(decision(&mut first, &story.region, &seat_1).outcome, Outcome::Confirmed);
    assert_eq!(decision(&mut second, &story.region, &seat_2).outcome, Outcome::Confirmed);
    let waits = decision(&mut third, &story.region, &seat_3);
    assert_eq!((waits.outcome, waits.position), (Outcome::Waiting, Some(1)));
    story.host.sync(&story.region.hub).unwrap();
    assert_eq!(story.host.answers::<Decision>(&seat_3).len(), 1, "the publisher knows too");

    first.edit(seat_1, None, &registration(RequestStatus::Cancelled));
    assert_eq!(decision(&mut first, &story.region, &seat_1).outcome, Outcome::Released);
    let promoted = decision(&mut third, &story.region, &seat_3);
    assert_eq!((promoted.outcome, promoted.position), (Outcome::Confirmed, None));
    assert_eq!(decision(&mut second, &story.region, &seat_2).outcome, Outcome::Confirmed);
}

#[test]
fn decisions_are_the_same_after_a_restart_and_are_not_made_twice() {
    let story = a_workshop_with(1);
    let (mut first, seat_1) = story.guest(2);
    first.sync(&story.region.hub).unwrap();
    let before = story.region.hub.status().unwrap().totals;
    let region = story.region.restart();
    let again = first.chunks[&seat_1].clone();
    first.outbox = again
        .into_iter()
        .map(|bytes| (sharenum_ledger::Chunk::decode(&bytes).unwrap().id(), bytes))
        .collect();
    first.sync(&region.hub).unwrap();
    assert_eq!(region.hub.status().unwrap().totals.chunks, before.chunks);

    let mut second = region.member(3);
    second.origins.insert(story.workshop, story.host.origins[&story.workshop].clone());
    let to = routes::for_members([second.member(), story.host.member()]);
    let seat_2 = second.create(Some(story.workshop), to, &registration(RequestStatus::Asked));
    assert_eq!(decision(&mut second, &region, &seat_2).outcome, Outcome::Waiting);
    assert_eq!(decision(&mut first, &region, &seat_1).outcome, Outcome::Confirmed);
}

#[test]
fn more_seats_promote_and_fewer_take_none_away() {
    let mut story = a_workshop_with(1);
    let (mut first, seat_1) = story.guest(2);
    let (mut second, seat_2) = story.guest(3);
    first.sync(&story.region.hub).unwrap();
    story.region.clock.advance(1_000);
    second.sync(&story.region.hub).unwrap();
    let home = story.region.hub.member();
    story.host.edit(story.workshop, None, &workshop(2, home));
    story.host.sync(&story.region.hub).unwrap();
    assert_eq!(decision(&mut second, &story.region, &seat_2).outcome, Outcome::Confirmed);
    story.host.edit(story.workshop, None, &workshop(0, home));
    story.host.sync(&story.region.hub).unwrap();
    assert_eq!(decision(&mut first, &story.region, &seat_1).outcome, Outcome::Confirmed);
    assert_eq!(decision(&mut second, &story.region, &seat_2).outcome, Outcome::Confirmed);
}

#[test]
fn nobody_waits_for_a_workshop_that_was_cancelled() {
    let mut story = a_workshop_with(1);
    let (mut first, seat_1) = story.guest(2);
    let (mut second, seat_2) = story.guest(3);
    first.sync(&story.region.hub).unwrap();
    story.region.clock.advance(1_000);
    second.sync(&story.region.hub).unwrap();
    let mut cancelled = workshop(1, story.region.hub.member());
    cancelled.status = vec![WorkshopStatus::Cancelled];
    story.host.edit(story.workshop, None, &cancelled);
    story.host.sync(&story.region.hub).unwrap();
    let told = decision(&mut second, &story.region, &seat_2);
    assert_eq!((told.outcome, told.reason.as_str()), (Outcome::Refused, "workshop-cancelled"));
    assert_eq!(decision(&mut first, &story.region, &seat_1).outcome, Outcome::Confirmed);
}

#[test]
fn a_workshop_of_another_home_is_not_decided_here() {
    let region = region();
    let mut host = region.member(1);
    let to = routes::for_members([host.member()]);
    let elsewhere = host.create(None, to, &workshop(5, [9; 16].into()));
    host.sync(&region.hub).unwrap();
    let mut guest = region.member(2);
    guest.origins.insert(elsewhere, host.origins[&elsewhere].clone());
    let to = routes::for_members([guest.member(), host.member()]);
    let seat = guest.create(Some(elsewhere), to, &registration(RequestStatus::Asked));
    guest.sync(&region.hub).unwrap();
    guest.sync(&region.hub).unwrap();
    assert!(guest.answers::<Decision>(&seat).is_empty());
}

/// A region with a bus, and two schools that want the same day.
fn with_a_bus() -> (TestHub, DocumentId, Phone, Phone) {
    let region = region();
    let driver = region.member(9);
    let entry = bus_resource(region.hub.member(), &[driver.member()]);
    region.hub.publish_catalogue(&[entry]).unwrap();
    let (resource, _) = region.hub.catalogue().unwrap().remove(0);
    let (mut one, mut two) = (region.member(1), region.member(2));
    one.sync(&region.hub).unwrap();
    two.sync(&region.hub).unwrap();
    (region, resource, one, two)
}

fn ask(phone: &mut Phone, resource: DocumentId, day: jiff::civil::Date) -> DocumentId {
    let to = vec![Channel::Member(phone.member())];
    phone.create(Some(resource), to, &booking(day, RequestStatus::Asked))
}

#[test]
fn two_schools_ask_for_one_day_and_the_other_is_offered_the_nearest_free_ones() {
    let (region, resource, mut one, mut two) = with_a_bus();
    let second = ask(&mut two, resource, wednesday());
    let first = ask(&mut one, resource, wednesday());
    one.sync(&region.hub).unwrap();
    region.clock.advance(1_000);
    two.sync(&region.hub).unwrap();
    assert_eq!(decision(&mut one, &region, &first).outcome, Outcome::Confirmed);
    let refused = decision(&mut two, &region, &second);
    assert_eq!((refused.outcome, refused.reason.as_str()), (Outcome::Refused, "day-taken"));
    assert_eq!(refused.alternatives.len(), 3);
    assert!(!refused.alternatives.contains(&wednesday()));

    // The day falls free: who was refused stays so, a new request gets it.
    one.edit(first, None, &booking(wednesday(), RequestStatus::Cancelled));
    assert_eq!(decision(&mut one, &region, &first).outcome, Outcome::Released);
    assert_eq!(decision(&mut two, &region, &second).outcome, Outcome::Refused);
    let third = ask(&mut two, resource, wednesday());
    assert_eq!(decision(&mut two, &region, &third).outcome, Outcome::Confirmed);
}

#[test]
fn a_day_that_is_past_when_its_request_arrives_is_refused() {
    let (region, resource, mut one, _) = with_a_bus();
    let late = ask(&mut one, resource, jiff::civil::date(2026, 10, 30));
    let told = decision(&mut one, &region, &late);
    assert_eq!((told.outcome, told.reason.as_str()), (Outcome::Refused, "day-past"));
    let today = jiff::civil::date(2026, 11, 2);
    assert!(told.alternatives.iter().all(|day| *day >= today));
}

#[test]
fn another_day_in_a_decided_request_gives_the_first_one_back() {
    let (region, resource, mut one, mut two) = with_a_bus();
    let thursday = jiff::civil::date(2026, 12, 3);
    let first = ask(&mut one, resource, wednesday());
    let told = decision(&mut one, &region, &first);
    assert_eq!((told.outcome, told.day), (Outcome::Confirmed, Some(wednesday())));
    let second = ask(&mut two, resource, thursday);
    assert_eq!(decision(&mut two, &region, &second).outcome, Outcome::Confirmed);

    // One edit must not make a second holder of Thursday.
    one.edit(first, None, &booking(thursday, RequestStatus::Asked));
    let told = decision(&mut one, &region, &first);
    assert_eq!((told.outcome, told.day), (Outcome::Released, Some(wednesday())));
    assert_eq!(decision(&mut two, &region, &second).outcome, Outcome::Confirmed);
    let third = ask(&mut two, resource, wednesday());
    assert_eq!(decision(&mut two, &region, &third).outcome, Outcome::Confirmed);
}

#[test]
fn a_member_with_two_phones_gets_one_seat() {
    let story = a_workshop_with(2);
    let (mut phone, first) = story.guest(2);
    let order = sharenum_hub::invitation::InvitationOrder {
        roles: vec![sharenum_domain::Role::Member],
        school: None,
        member: Some(phone.member()),
        days: 14,
    };
    let code = story.region.hub.invite(&order).unwrap().code.to_string();
    let mut tablet = Phone::join(&story.region.hub, &code, 3).unwrap();
    assert_eq!(tablet.member(), phone.member());
    tablet.origins.insert(story.workshop, story.host.origins[&story.workshop].clone());
    let to = routes::for_members([tablet.member()]);
    let again = tablet.create(Some(story.workshop), to, &registration(RequestStatus::Asked));
    let (mut other, seat) = story.guest(4);
    for guest in [&mut phone, &mut tablet, &mut other] {
        guest.sync(&story.region.hub).unwrap();
        story.region.clock.advance(1_000);
    }
    assert_eq!(decision(&mut phone, &story.region, &first).outcome, Outcome::Confirmed);
    let told = decision(&mut tablet, &story.region, &again);
    assert_eq!((told.outcome, told.reason.as_str()), (Outcome::Refused, "already-asked"));
    assert_eq!(decision(&mut other, &story.region, &seat).outcome, Outcome::Confirmed);
}
