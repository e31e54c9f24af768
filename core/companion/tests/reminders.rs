//! What a member is reminded of.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::collections::BTreeSet;

use common::told::*;
use common::*;
use jiff::civil::date;
use sharenum_companion::*;
use sharenum_domain::*;

#[test]
fn who_has_a_seat_is_reminded_of_it_and_who_has_none_is_not() {
    let mut region = Region::new();
    let (guest, organiser) = two(&mut region);
    let workshop = organise(&organiser, "2027-03-28T09:00[Europe/Paris]/90");
    region.settle(&[&organiser, &guest]);
    // The clocks go forward in the night between.
    let both = ["day_before 2027-03-27T17:00:00Z", "hour_before 2027-03-28T06:00:00Z"];
    assert_eq!(plan(&organiser, PARIS), both);
    // An hour of the workshop's own zone, wherever the phone is.
    assert_eq!(plan(&organiser, MONTREAL), both);
    let seat = guest.engine.ask_seat(&workshop).unwrap();
    guest.engine.mark_all_alerts_read().unwrap();
    for (outcome, expected) in [
        (None, &[][..]),
        (Some(Outcome::Waiting), &[]),
        (Some(Outcome::Confirmed), &both),
        (Some(Outcome::Refused), &[]),
        (Some(Outcome::Confirmed), &both),
    ] {
        if let Some(outcome) = outcome {
            region.pass(1);
            region.settle(&[&guest, &organiser]);
            region.relay.decide(&seat, outcome, &[]);
        }
        region.settle(&[&guest, &organiser]);
        guest.engine.mark_all_alerts_read().unwrap();
        assert_eq!(plan(&guest, PARIS), expected);
    }
    let planned = hand_over(&guest, PARIS);
    assert_eq!(planned[0].subject, Some(workshop));
    assert_eq!(planned[0].group, NotificationGroup::Agenda);
    let NotificationContent::Reminder { title, place, when } = &planned[0].content else {
        panic!()
    };
    assert_eq!((&**title, &**place), ("Un pont", "Collège Saint-Exupéry"));
    assert_eq!(*when, Appointment::At(slot("2027-03-28T09:00")));

    // Another date: the same reminders, at another time.
    move_to(&organiser, &workshop, "2027-01-12T14:00");
    region.settle(&[&organiser, &guest]);
    guest.engine.mark_all_alerts_read().unwrap();
    let moved = guest.engine.notification_plan(PARIS, 64).unwrap();
    let lines: Vec<_> = moved.iter().map(line).collect();
    assert_eq!(lines, ["day_before 2027-01-11T17:00:00Z", "hour_before 2027-01-12T12:00:00Z"]);
    let ids =
        |planned: &[PlannedNotification]| planned.iter().map(|one| one.id).collect::<Vec<_>>();
    assert_eq!(ids(&moved), ids(&planned));
    assert!(moved.iter().all(|one| one.id < 0));

    prefer(&guest, |preferences| {
        preferences.muted_reminders = BTreeSet::from([ReminderKind::HourBefore]);
    });
    assert_eq!(plan(&guest, PARIS), ["day_before 2027-01-11T17:00:00Z"]);
    guest.engine.cancel_seat(&seat).unwrap();
    assert_eq!(plan(&guest, PARIS), [""; 0]);
    organiser.engine.cancel_workshop(&workshop).unwrap();
    assert_eq!(plan(&organiser, PARIS), [""; 0]);
}

#[test]
fn a_reminder_comes_once_late_if_the_phone_was_off_and_never_of_what_has_begun() {
    let mut region = Region::new();
    let (_, organiser) = two(&mut region);
    let workshop = organise(&organiser, "2026-11-04T14:00[Europe/Paris]/90");
    let (evening, hour) = ("day_before 2026-11-03T17:00:00Z", "hour_before 2026-11-04T12:00:00Z");
    assert_eq!(plan(&organiser, PARIS), [evening, hour]);
    pass_until(&region, "2026-11-03T19:00:00Z");
    assert_eq!(plan(&organiser, PARIS), ["day_before 2026-11-03T19:00:00Z", hour]);
    prefer(&organiser, |preferences| preferences.quiet = quiet("19:30-06:00"));
    assert_eq!(plan(&organiser, PARIS), ["day_before 2026-11-04T05:00:00Z", hour]);
    hand_over(&organiser, PARIS);
    pass_until(&region, "2026-11-04T06:00:00Z");
    assert_eq!(plan(&organiser, PARIS), [hour], "said at six");
    pass_until(&region, "2026-11-04T12:30:00Z");
    assert_eq!(plan(&organiser, PARIS), [""; 0], "handed over, so said at noon");
    // Moved by its own organiser: a new start, of which it is an hour before.
    move_to(&organiser, &workshop, "2026-11-04T15:00");
    assert_eq!(plan(&organiser, PARIS), ["hour_before 2026-11-04T13:00:00Z"]);
    pass_until(&region, "2026-11-04T13:59:00Z");
    assert_eq!(plan(&organiser, PARIS), ["hour_before 2026-11-04T13:59:00Z"]);
    pass_until(&region, "2026-11-04T14:00:00Z");
    assert_eq!(plan(&organiser, PARIS), [""; 0]);
}

#[test]
fn a_day_of_the_bus_is_spoken_of_the_evening_before_unless_a_workshop_on_it_is() {
    let mut region = Region::new();
    region.relay.publish_bus(&[]);
    let (_, organiser) = two(&mut region);
    let day = date(2026, 12, 2);
    let booking = organiser.engine.ask_bus_day(&slug(BUS), day, "Un pont").unwrap();
    region.settle(&[&organiser]);
    assert_eq!(plan(&organiser, PARIS), [""; 0]);
    region.relay.decide(&booking, Outcome::Confirmed, &[]);
    region.settle(&[&organiser]);
    organiser.engine.mark_all_alerts_read().unwrap();
    assert_eq!(plan(&organiser, PARIS), ["day_before 2026-12-01T17:00:00Z"]);
    // A date is a date, also elsewhere.
    assert_eq!(plan(&organiser, MONTREAL), ["day_before 2026-12-01T23:00:00Z"]);
    let workshop =
        NewWorkshop { booking: Some(booking), ..new_workshop("Un pont", "2026-12-02T10:00") };
    let workshop = organiser.engine.publish_workshop(workshop).unwrap();
    region.settle(&[&organiser]);
    let both = ["day_before 2026-12-01T17:00:00Z", "hour_before 2026-12-02T08:00:00Z"];
    assert_eq!(plan(&organiser, PARIS), both);
    let subjects: BTreeSet<_> =
        hand_over(&organiser, PARIS).into_iter().map(|one| one.subject).collect();
    assert_eq!(subjects, BTreeSet::from([Some(workshop)]));
    organiser.engine.cancel_workshop(&workshop).unwrap();
    assert_eq!(plan(&organiser, PARIS), ["day_before 2026-12-01T17:00:00Z"]);
    // What was said in Paris is not said again on arrival.
    hand_over(&organiser, PARIS);
    pass_until(&region, "2026-12-01T18:00:00Z");
    assert_eq!(plan(&organiser, MONTREAL), [""; 0]);
    let later = organiser.engine.ask_bus_day(&slug(BUS), date(2026, 12, 9), "Une tour").unwrap();
    region.settle(&[&organiser]);
    region.relay.decide(&later, Outcome::Confirmed, &[]);
    region.settle(&[&organiser]);
    organiser.engine.mark_all_alerts_read().unwrap();
    assert_eq!(plan(&organiser, PARIS), ["day_before 2026-12-08T17:00:00Z"]);
    organiser.engine.cancel_bus_day(&later).unwrap();
    assert_eq!(plan(&organiser, PARIS), [""; 0]);
}

#[test]
fn a_late_reminder_leaves_the_night_alone() {
    let mut region = Region::new();
    let (_, organiser) = two(&mut region);
    organise(&organiser, "2026-11-04T08:00[Europe/Paris]/90");
    prefer(&organiser, |preferences| preferences.quiet = quiet("22:00-07:00"));
    pass_until(&region, "2026-11-03T22:00:00Z");
    // At seven it would come with the other one.
    let expected = ["day_before 2026-11-03T22:00:00Z silently", "hour_before 2026-11-04T06:00:00Z"];
    assert_eq!(plan(&organiser, PARIS), expected);
}

#[test]
fn a_reminder_waits_for_no_hour_that_the_next_one_has() {
    let mut region = Region::new();
    let (_, organiser) = two(&mut region);
    organise(&organiser, "2026-11-04T14:00[Europe/Paris]/90");
    pass_until(&region, "2026-11-04T11:59:00Z");
    let hour = "hour_before 2026-11-04T12:00:00Z";
    assert_eq!(plan(&organiser, PARIS), ["day_before 2026-11-04T11:59:00Z", hour]);
    pass_until(&region, "2026-11-04T12:00:00Z");
    assert_eq!(plan(&organiser, PARIS), [hour]);
}

#[test]
fn what_was_learned_in_the_evening_is_not_reminded_of_in_the_same_breath() {
    let mut region = Region::new();
    let (guest, organiser) = two(&mut region);
    let workshop = organise(&organiser, "2026-11-04T14:00[Europe/Paris]/90");
    region.settle(&[&organiser, &guest]);
    let seat = guest.engine.ask_seat(&workshop).unwrap();
    region.settle(&[&guest, &organiser]);
    pass_until(&region, "2026-11-03T18:00:00Z");
    region.relay.decide(&seat, Outcome::Confirmed, &[]);
    region.settle(&[&guest, &organiser]);
    let expected = ["seat_decided 2026-11-03T18:00:00Z", "hour_before 2026-11-04T12:00:00Z"];
    assert_eq!(plan(&guest, PARIS), expected);
    hand_over(&guest, PARIS);
    region.pass(1);
    move_to(&organiser, &workshop, "2026-11-04T15:00");
    region.settle(&[&guest, &organiser]);
    let expected = ["workshop_changed 2026-11-03T19:00:00Z", "hour_before 2026-11-04T13:00:00Z"];
    assert_eq!(plan(&guest, PARIS), expected);
}

#[test]
fn what_the_region_refused_is_not_reminded_of() {
    let mut region = Region::new();
    let (_, organiser) = two(&mut region);
    organise(&organiser, "2026-11-04T14:00[Europe/Paris]/90");
    assert_eq!(plan(&organiser, PARIS).len(), 2, "before anybody has said a word");
    region.relay.refuse.set(Some(sharenum_ledger::Refusal::TooLarge));
    region.sync(&organiser);
    assert_eq!(plan(&organiser, PARIS), [""; 0]);
}
