//! When a phone says what.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use common::told::*;
use common::*;
use jiff::SignedDuration;
use jiff::civil::{date, time};
use sharenum_companion::*;
use sharenum_domain::*;

#[test]
fn news_sounds_once_and_a_revision_again_under_the_same_id() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    assert_eq!(plan(&helper, PARIS), [""; 0]);
    let ticket = author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(plan(&author, PARIS), [""; 0], "one's own edit");
    let first = hand_over(&helper, PARIS);
    let [one] = &first[..] else { panic!("{first:?}") };
    assert_eq!((one.id, one.at, one.ring), (helper.alerts()[0].id, start(), Ring::Sound));
    assert_eq!(one.kind, NotificationKind::Alert(AlertKind::TicketNearby));
    assert_eq!((one.subject, &one.group), (Some(ticket), &NotificationGroup::Nearby));
    assert_eq!(one.actions, [Action::Propose, Action::MarkRead]);
    let NotificationContent::Alert(alert) = &one.content else { panic!("{one:?}") };
    assert_eq!(**alert, helper.alerts()[0]);
    // It waits to be read, and does not sound again: today or in half a year.
    for hours in [0, 1, 24, 24 * 180, 1] {
        region.pass(hours);
        assert_eq!(hand_over(&helper, PARIS), [], "after {hours} more hours");
    }
    let edit = TicketEdit { title: Some("Un viaduc".into()), ..TicketEdit::default() };
    author.engine.edit_ticket(&ticket, edit).unwrap();
    region.settle(&[&author, &helper]);
    let again = hand_over(&helper, PARIS);
    assert_eq!(
        again.iter().map(|one| (one.id, one.ring)).collect::<Vec<_>>(),
        [(one.id, Ring::Sound)]
    );
    // What was never handed over is news until it is read.
    author.ask("Deux ponts", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(plan(&helper, PARIS).len(), 1);
    helper.engine.mark_all_alerts_read().unwrap();
    assert_eq!(plan(&helper, PARIS), [""; 0]);
}

#[test]
fn a_clock_that_is_set_back_brings_nothing_a_second_time() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(hand_over(&helper, PARIS).len(), 1);
    region.pass(-2);
    assert_eq!(hand_over(&helper, PARIS), []);
    assert_eq!(hand_over(&helper, PARIS), []);
    assert_eq!(helper.engine.unread_alerts().unwrap(), 1);
}

#[test]
fn a_title_is_replaced_without_a_sound_where_it_decides_nothing() {
    let mut region = Region::new();
    let (guest, organiser) = two(&mut region);
    let workshop = organise(&organiser, "2026-12-01T14:00[Europe/Paris]/90");
    region.settle(&[&organiser, &guest]);
    let seat = guest.engine.ask_seat(&workshop).unwrap();
    region.settle(&[&guest, &organiser]);
    region.relay.decide(&seat, Outcome::Waiting, &[]);
    region.settle(&[&guest, &organiser]);
    let decided = hand_over(&guest, PARIS);
    assert_eq!(decided.iter().map(line).collect::<Vec<_>>(), ["seat_decided 2026-11-02T08:00:00Z"]);
    let edit = WorkshopEdit { title: Some("Un viaduc".into()), ..WorkshopEdit::default() };
    organiser.engine.edit_workshop(&workshop, edit).unwrap();
    region.settle(&[&organiser, &guest]);
    let replaced = hand_over(&guest, PARIS);
    assert_eq!(
        replaced.iter().map(line).collect::<Vec<_>>(),
        ["seat_decided 2026-11-02T08:00:00Z replaced"]
    );
    assert_eq!(replaced[0].id, decided[0].id);
    assert_eq!(plan(&guest, PARIS), [""; 0]);
}

#[test]
fn who_has_answered_is_invited_no_longer() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    prefer(&helper, |preferences| preferences.quiet = quiet("08:30-18:00"));
    let ticket = author.ask("Un pont", 20);
    let workshop = organise(&author, "2026-12-01T14:00[Europe/Paris]/90");
    region.settle(&[&author, &helper]);
    assert_eq!(plan(&helper, PARIS).len(), 2, "put off until the evening");
    helper.engine.propose(&ticket, "Je viens").unwrap();
    assert_eq!(plan(&helper, PARIS), ["workshop_nearby 2026-11-02T17:00:00Z"]);
    helper.engine.ask_seat(&workshop).unwrap();
    assert_eq!(plan(&helper, PARIS), [""; 0]);
    assert_eq!(helper.engine.unread_alerts().unwrap(), 0);
}

#[test]
fn quiet_hours_put_sounds_off_until_their_end() {
    for (hours, zone, now, expected) in [
        ("22:00-07:00", PARIS, "2026-11-02T20:59:00Z", "2026-11-02T20:59:00Z"),
        ("22:00-07:00", PARIS, "2026-11-02T21:00:00Z", "2026-11-03T06:00:00Z"),
        ("22:00-07:00", PARIS, "2026-11-03T00:00:00Z", "2026-11-03T06:00:00Z"),
        ("22:00-07:00", PARIS, "2026-11-03T06:00:00Z", "2026-11-03T06:00:00Z"),
        ("12:00-14:00", PARIS, "2026-11-02T12:30:00Z", "2026-11-02T13:00:00Z"),
        // On a journey they follow the phone.
        ("22:00-07:00", MONTREAL, "2026-11-03T00:00:00Z", "2026-11-03T00:00:00Z"),
        ("22:00-07:00", MONTREAL, "2026-11-03T05:00:00Z", "2026-11-03T12:00:00Z"),
    ] {
        let mut region = Region::new();
        let (author, helper) = two(&mut region);
        prefer(&helper, |preferences| preferences.quiet = quiet(hours));
        pass_until(&region, now);
        author.ask("Un pont", 20);
        region.settle(&[&author, &helper]);
        assert_eq!(plan(&helper, zone), [format!("ticket_nearby {expected}")], "{hours} at {now}");
    }
}

#[test]
fn what_was_put_off_comes_when_it_was_handed_over_for_and_moves_with_the_phone() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    prefer(&helper, |preferences| {
        preferences.quiet = quiet("22:00-07:00");
        preferences.most_per_day = Setting::On(NonZeroU16::new(2).unwrap());
    });
    pass_until(&region, "2026-11-03T00:00:00Z");
    author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    let morning = ["ticket_nearby 2026-11-03T06:00:00Z"];
    hand_over(&helper, PARIS);
    assert_eq!(plan(&helper, PARIS), morning, "handed over, and not said yet");
    // It is evening in Montréal: the plan before gives way.
    assert_eq!(plan(&helper, MONTREAL), ["ticket_nearby 2026-11-03T00:00:00Z"]);
    hand_over(&helper, PARIS);
    author.ask("Deux ponts", 20);
    author.ask("Trois ponts", 20);
    region.settle(&[&author, &helper]);
    // What is still to come takes none of the day's places twice.
    let [at, more] = [morning[0], "more of 1 2026-11-03T06:00:00Z silently"];
    assert_eq!(plan(&helper, PARIS), [at, at, more]);
    hand_over(&helper, PARIS);
    pass_until(&region, "2026-11-03T06:00:00Z");
    assert_eq!(plan(&helper, PARIS), [""; 0], "no app had to run at seven");
}

#[test]
fn what_quiet_hours_would_make_useless_is_shown_without_a_sound() {
    let mut region = Region::new();
    let (guest, organiser) = two(&mut region);
    prefer(&guest, |preferences| preferences.quiet = quiet("22:00-07:00"));
    pass_until(&region, "2026-11-02T22:00:00Z");
    let early = organise(&organiser, "2026-11-03T06:30[Europe/Paris]/60");
    region.settle(&[&organiser, &guest]);
    assert_eq!(plan(&guest, PARIS), ["workshop_nearby 2026-11-02T22:00:00Z silently"]);
    pass_until(&region, "2026-11-03T05:30:00Z");
    assert_eq!(plan(&guest, PARIS), [""; 0], "it has begun");
    assert_eq!(guest.alerts()[0].document, early, "it is in the list all the same");
}

#[test]
fn a_limit_cuts_the_latest_and_they_come_next_time() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    organise(&helper, "2026-12-01T14:00[Europe/Paris]/90");
    for n in 0..4 {
        author.ask(&format!("Besoin {n}"), 20);
    }
    region.settle(&[&author, &helper]);
    let whole = helper.engine.notification_plan(PARIS, 64).unwrap();
    assert_eq!(whole.len(), 6);
    for limit in 0..6 {
        let cut = helper.engine.notification_plan(PARIS, limit).unwrap();
        assert_eq!(cut, whole[..limit]);
    }
    let says: Vec<Saying> = whole[..3].iter().flat_map(|one| one.says.clone()).collect();
    helper.engine.notifications_scheduled(&says).unwrap();
    assert_eq!(helper.engine.notification_plan(PARIS, 64).unwrap(), whole[3..]);
}

#[test]
fn what_is_over_is_taken_away() {
    let mut region = Region::new();
    region.relay.publish_bus(&[]);
    let (author, helper) = two(&mut region);
    let both = [&author, &helper];
    let [kept, read, cancelled] = ["Un", "Deux", "Trois"].map(|title| author.ask(title, 20));
    let workshop = organise(&author, "2026-11-03T14:00[Europe/Paris]/90");
    region.settle(&both);
    let planned = hand_over(&helper, PARIS);
    let id = |document| planned.iter().find(|one| one.subject == Some(document)).unwrap().id;
    assert_eq!(over(&helper), [0; 0]);
    helper.engine.mark_alert_read(id(read)).unwrap();
    author.engine.set_ticket_status(&cancelled, &TicketStatus::Cancelled).unwrap();
    region.settle(&both);
    let ids = |found: Vec<i64>| found.into_iter().collect::<BTreeSet<_>>();
    assert_eq!(ids(over(&helper)), BTreeSet::from([id(read), id(cancelled)]));
    assert!(planned.iter().any(|one| one.subject == Some(kept)));

    // Reminders, of what is called off, moved or begun.
    let seat = helper.engine.ask_seat(&workshop).unwrap();
    region.settle(&both);
    region.relay.decide(&seat, Outcome::Confirmed, &[]);
    region.settle(&both);
    helper.engine.mark_all_alerts_read().unwrap();
    pass_until(&region, "2026-11-02T17:00:00Z");
    let reminders = hand_over(&helper, PARIS);
    assert_eq!(reminders.len(), 2);
    hand_over(&author, PARIS);
    let [evening, hour] = [reminders[0].id, reminders[1].id];
    assert!(!over(&helper).contains(&evening));
    move_to(&author, &workshop, "2026-11-03T15:00");
    region.settle(&both);
    assert!(over(&helper).contains(&evening), "it says another hour");
    pass_until(&region, "2026-11-03T13:00:00Z");
    let due = hand_over(&author, PARIS);
    assert_eq!(due.iter().map(line).collect::<Vec<_>>(), ["hour_before 2026-11-03T13:00:00Z"]);
    assert!(over(&author).contains(&evening) && !over(&author).contains(&hour));
    pass_until(&region, "2026-11-03T14:00:00Z");
    assert!(over(&author).contains(&hour), "it has begun");
    // A week later it is not spoken of any more.
    region.pass(24 * 8);
    over(&author);
    assert_eq!(over(&author), [0; 0]);
}

#[test]
fn muted_kinds_and_what_is_too_far_away_are_not_planned() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    author.ask("Un pont", 20);
    organise(&author, "2026-12-01T14:00[Europe/Paris]/90");
    region.settle(&[&author, &helper]);
    let now = "2026-11-02T08:00:00Z";
    let both: BTreeSet<_> = plan(&helper, PARIS).into_iter().collect();
    let expected = [format!("ticket_nearby {now}"), format!("workshop_nearby {now}")];
    assert_eq!(both, BTreeSet::from(expected));
    prefer(&helper, |preferences| {
        preferences.muted = BTreeSet::from([AlertKind::TicketNearby]);
    });
    assert_eq!(plan(&helper, PARIS), [format!("workshop_nearby {now}")]);
    prefer(&helper, |preferences| preferences.nearer_than = Some(km(5)));
    assert_eq!(plan(&helper, PARIS), [""; 0]);
}

#[test]
fn a_zone_that_is_not_known_is_named() {
    let mut region = Region::new();
    let (author, _) = two(&mut region);
    for zone in ["", "Mars/Olympus_Mons", "CEST"] {
        let error = author.engine.notification_plan(zone, 1).unwrap_err();
        assert!(
            matches!(&error, EngineError::Input(input) if input.field == Field::Zone),
            "{error:?}"
        );
    }
}

#[test]
fn preferences_outlive_the_app_and_keep_what_a_newer_one_wrote() {
    let mut region = Region::new();
    let (_, phone) = two(&mut region);
    let preferences = AlertPreferences {
        muted: BTreeSet::from([AlertKind::from("of_a_newer_app")]),
        nearer_than: Some(km(30)),
        muted_reminders: BTreeSet::from([ReminderKind::from("week_before")]),
        quiet: quiet("22:00-07:00"),
        digest: Setting::On(time(18, 30, 0, 0)),
        most_per_day: Setting::Unknown("3 on weekdays".to_owned()),
    };
    phone.engine.set_alert_preferences(&preferences).unwrap();
    let Phone { engine, path, seed, .. } = phone;
    drop(engine);
    assert_eq!(region.open(&path, seed).alert_preferences().unwrap(), preferences);
    let newer = AlertPreferences {
        quiet: Setting::Unknown("22:00-07:00 weekends 23:00-09:00".to_owned()),
        digest: Setting::Unknown("weekly".to_owned()),
        most_per_day: Setting::On(NonZeroU16::new(7).unwrap()),
        ..AlertPreferences::default()
    };
    let engine = region.open(&path, seed);
    engine.set_alert_preferences(&newer).unwrap();
    assert_eq!(engine.alert_preferences().unwrap(), newer);
    // A shell that does not know them shows them as off, and hands them back so.
    let shown = AlertPreferences {
        quiet: Setting::Off,
        digest: Setting::Off,
        nearer_than: Some(km(30)),
        ..newer.clone()
    };
    engine.set_alert_preferences(&shown).unwrap();
    let kept = AlertPreferences { nearer_than: Some(km(30)), ..newer };
    assert_eq!(engine.alert_preferences().unwrap(), kept);
    let chosen = AlertPreferences { quiet: quiet("22:00-07:00"), ..kept };
    engine.set_alert_preferences(&chosen).unwrap();
    let off = AlertPreferences { quiet: Setting::Off, ..chosen };
    engine.set_alert_preferences(&off).unwrap();
    assert_eq!(engine.alert_preferences().unwrap(), off, "what this app knows is turned off");
    region.clock.advance(SignedDuration::from_hours(1));
    assert_eq!(engine.notification_plan(PARIS, 8).unwrap(), []);
}

#[test]
fn an_answer_about_a_day_is_of_use_until_it_is_over() {
    let mut region = Region::new();
    region.relay.publish_bus(&[]);
    let (_, organiser) = two(&mut region);
    let day = date(2026, 11, 4);
    let booking = organiser.engine.ask_bus_day(&slug(BUS), day, "Un pont").unwrap();
    region.settle(&[&organiser]);
    region.relay.decide(&booking, Outcome::Refused, &[]);
    region.settle(&[&organiser]);
    pass_until(&region, "2026-11-04T22:59:00Z");
    assert_eq!(plan(&organiser, PARIS), ["booking_decided 2026-11-04T22:59:00Z"]);
    region.pass(1);
    assert_eq!(plan(&organiser, PARIS), [""; 0]);
    assert_eq!(plan(&organiser, MONTREAL).len(), 1, "there the day goes on");
}
