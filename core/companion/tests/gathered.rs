//! What is told at once: the digest, and what comes after the most of a day.

#![allow(clippy::unwrap_used, clippy::panic, reason = "tests")]

mod common;

use std::collections::BTreeSet;
use std::num::NonZeroU16;

use common::told::*;
use common::*;
use jiff::civil::time;
use sharenum_companion::*;

#[test]
fn what_happens_nearby_is_told_at_once_in_the_evening() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    prefer(&helper, |preferences| preferences.digest = Setting::On(time(18, 30, 0, 0)));
    assert_eq!(plan(&helper, PARIS), [""; 0], "nothing makes no digest");
    let first = author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    // One is said by itself, which says more.
    let alone = hand_over(&helper, PARIS);
    assert_eq!(alone.iter().map(line).collect::<Vec<_>>(), ["ticket_nearby 2026-11-02T17:30:00Z"]);
    assert_eq!(alone[0].subject, Some(first));
    author.ask("Deux ponts", 20);
    organise(&author, "2026-12-01T14:00[Europe/Paris]/90");
    // It begins before the digest comes.
    organise(&author, "2026-11-02T15:00[Europe/Paris]/90");
    region.settle(&[&author, &helper]);
    let digest = "digest of 3 2026-11-02T17:30:00Z";
    assert_eq!(plan(&helper, PARIS), ["workshop_nearby 2026-11-02T08:00:00Z", digest]);
    // Answers to one's own things do not wait.
    let mut mine = new_ticket("Mon pont", 20);
    mine.training.shown.insert(slug("impression-lyon"));
    let (ticket, _) = helper.engine.open_ticket(mine).unwrap();
    region.settle(&[&helper, &author]);
    prefer(&author, |preferences| preferences.digest = Setting::On(time(18, 30, 0, 0)));
    let author_skill = tools(&[(PRINTER, expert())]);
    author.engine.set_profile(Some(schools()[0].code), author_skill).unwrap();
    author.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&[&author, &helper]);
    let planned = hand_over(&helper, PARIS);
    let now = "2026-11-02T08:00:00Z";
    let expected =
        [format!("proposal_received {now}"), format!("workshop_nearby {now}"), digest.to_owned()];
    assert_eq!(planned.iter().map(line).collect::<Vec<_>>(), expected);
    let NotificationContent::Several { titles, .. } = &planned[2].content else { panic!() };
    let titles: BTreeSet<_> = titles.iter().map(String::as_str).collect();
    assert_eq!(titles, BTreeSet::from(["Un pont", "Deux ponts"]));

    pass_until(&region, "2026-11-02T17:30:00Z");
    assert_eq!(plan(&helper, PARIS), [""; 0]);
    author.ask("Demain", 20);
    author.ask("Demain aussi", 20);
    pass_until(&region, "2026-11-03T20:00:00Z");
    region.settle(&[&author, &helper]);
    assert_eq!(plan(&helper, PARIS), ["digest of 2 2026-11-04T17:30:00Z"]);
    // A digest that did not come is made up for, with what came since, and follows quiet hours.
    pass_until(&region, "2026-11-04T20:00:00Z");
    author.ask("Encore", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(plan(&helper, PARIS), ["digest of 3 2026-11-04T20:00:00Z"]);
    let planned = helper.engine.notification_plan(PARIS, 1).unwrap();
    let NotificationContent::Several { titles, .. } = &planned[0].content else { panic!() };
    assert_eq!(titles[0], "Encore", "the newest first");
    prefer(&helper, |preferences| preferences.quiet = quiet("20:00-06:00"));
    assert_eq!(plan(&helper, PARIS), ["digest of 3 2026-11-05T05:00:00Z"]);
    prefer(&helper, |preferences| preferences.digest = Setting::Off);
    assert_eq!(plan(&helper, PARIS), vec!["ticket_nearby 2026-11-05T05:00:00Z"; 3]);
}

#[test]
fn beyond_the_most_of_a_day_the_rest_is_gathered_without_a_sound() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    prefer(&helper, |preferences| {
        preferences.most_per_day = Setting::On(NonZeroU16::new(2).unwrap());
    });
    for n in 0..5 {
        author.ask(&format!("Besoin {n}"), 20);
    }
    region.settle(&[&author, &helper]);
    let near = "ticket_nearby 2026-11-02T08:00:00Z";
    let more = hand_over(&helper, PARIS);
    let lines: Vec<_> = more.iter().map(line).collect();
    assert_eq!(lines, [near, near, "more of 3 2026-11-02T08:00:00Z silently"]);
    // Later on the same day, all that is unread under the same id.
    region.pass(3);
    author.ask("Besoin 5", 20);
    region.settle(&[&author, &helper]);
    helper.engine.mark_alert_read(more[2].says[0].id).unwrap();
    let later = hand_over(&helper, PARIS);
    let lines: Vec<_> = later.iter().map(line).collect();
    assert_eq!(lines, ["more of 3 2026-11-02T11:00:00Z silently"]);
    assert_eq!(later[0].id, more[2].id);
    // The next day begins anew, at midnight on the phone's clocks.
    pass_until(&region, "2026-11-02T23:00:00Z");
    author.ask("Besoin 6", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(plan(&helper, PARIS), ["ticket_nearby 2026-11-02T23:00:00Z"]);
    assert_eq!(plan(&helper, MONTREAL), ["more of 4 2026-11-02T23:00:00Z silently"]);
}

#[test]
fn a_digest_is_taken_away_when_all_of_it_was_read() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    prefer(&helper, |preferences| preferences.digest = Setting::On(time(18, 30, 0, 0)));
    for n in 0..3 {
        author.ask(&format!("Besoin {n}"), 20);
    }
    region.settle(&[&author, &helper]);
    let digest = hand_over(&helper, PARIS);
    pass_until(&region, "2026-11-02T18:00:00Z");
    for saying in &digest[0].says {
        assert_eq!(over(&helper), [0; 0]);
        helper.engine.mark_alert_read(saying.id).unwrap();
    }
    assert_eq!(over(&helper), [digest[0].id]);
}

#[test]
fn what_comes_at_the_hour_of_the_digest_is_in_it_and_what_came_unplanned_joins_it() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    prefer(&helper, |preferences| preferences.digest = Setting::On(time(18, 30, 0, 0)));
    author.ask("Un", 20);
    author.ask("Deux", 20);
    region.settle(&[&author, &helper]);
    let digest = hand_over(&helper, PARIS);
    // It came in time, and the app was killed before it planned.
    pass_until(&region, "2026-11-02T17:30:00Z");
    author.ask("Trois", 20);
    region.settle(&[&author, &helper]);
    region.pass(1);
    let joined = hand_over(&helper, PARIS);
    let lines: Vec<_> = joined.iter().map(line).collect();
    assert_eq!(lines, ["digest of 3 2026-11-02T18:30:00Z"]);
    assert_eq!(joined[0].id, digest[0].id);
    let NotificationContent::Several { titles, .. } = &joined[0].content else { panic!() };
    assert_eq!(titles[0], "Trois", "the newest first");
    author.ask("Quatre", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(plan(&helper, PARIS), ["ticket_nearby 2026-11-03T17:30:00Z"]);
}

#[test]
fn what_cannot_wait_for_the_end_of_quiet_hours_brings_no_digest_with_it() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    prefer(&helper, |preferences| {
        preferences.digest = Setting::On(time(12, 0, 0, 0));
        preferences.quiet = quiet("22:00-07:00");
    });
    organise(&author, "2026-11-03T06:30[Europe/Paris]/30");
    region.settle(&[&author, &helper]);
    pass_until(&region, "2026-11-02T19:00:00Z");
    author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    pass_until(&region, "2026-11-02T22:00:00Z");
    let expected =
        ["workshop_nearby 2026-11-02T22:00:00Z silently", "ticket_nearby 2026-11-03T11:00:00Z"];
    assert_eq!(plan(&helper, PARIS), expected);
}

#[test]
fn what_is_personal_takes_the_places_of_the_day_first() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, expert())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    region.settle(&[&author, &helper]);
    prefer(&author, |preferences| {
        preferences.most_per_day = Setting::On(NonZeroU16::new(1).unwrap());
    });
    let ticket = author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    organise(&helper, "2026-12-01T14:00[Europe/Paris]/90");
    region.settle(&[&helper, &author]);
    region.pass(1);
    helper.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&[&helper, &author]);
    let expected =
        ["proposal_received 2026-11-02T09:00:00Z", "more of 1 2026-11-02T09:00:00Z silently"];
    assert_eq!(plan(&author, PARIS), expected);
}

#[test]
fn what_was_said_among_others_is_not_replaced_by_itself() {
    let mut region = Region::new();
    let (author, helper) = two(&mut region);
    prefer(&helper, |preferences| {
        preferences.most_per_day = Setting::On(NonZeroU16::new(1).unwrap());
    });
    author.ask("Un", 20);
    author.ask("Deux", 20);
    region.settle(&[&author, &helper]);
    let more = hand_over(&helper, PARIS);
    let among = more[1].says[0].id;
    let alert = helper.alerts().into_iter().find(|alert| alert.id == among).unwrap();
    for (title, expected) in [("Autre", vec![more[1].id]), (&*alert.title, Vec::new())] {
        let edit = TicketEdit { title: Some(title.to_owned()), ..TicketEdit::default() };
        author.engine.edit_ticket(&alert.document, edit).unwrap();
        region.settle(&[&author, &helper]);
        let ids: Vec<i64> = hand_over(&helper, PARIS).iter().map(|one| one.id).collect();
        assert_eq!(ids, expected, "{title}");
    }
    // What comes under the same id is not taken away, though all it said before was read.
    helper.engine.mark_all_alerts_read().unwrap();
    author.ask("Trois", 20);
    region.settle(&[&author, &helper]);
    assert_eq!(plan(&helper, PARIS), ["more of 1 2026-11-02T08:00:00Z silently"]);
    assert!(!over(&helper).contains(&more[1].id));
}
