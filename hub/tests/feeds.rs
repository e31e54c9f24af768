//! What a phone that follows a channel is told.

#![allow(clippy::unwrap_used, reason = "tests and what only they use")]

mod common;

use common::*;
use sharenum_domain::area_of;
use sharenum_ledger::{Channel, DirectoryPage, routes};
use sharenum_sync::SyncError;
use sharenum_sync::wire::Cursor;

fn macon() -> Channel {
    Channel::Area(area_of(&position()))
}

fn far() -> Channel {
    Channel::Area(area_of(&sharenum_domain::Position::new(48.85, 2.35).unwrap()))
}

#[test]
fn a_ticket_reaches_those_who_follow_its_area_and_nobody_else() {
    let region = region();
    let (mut asks, mut near, mut away) = (region.member(1), region.member(2), region.member(3));
    near.follow(macon());
    away.follow(far());
    let to = routes::for_ticket(&position(), ticket("", 20).radius, asks.member());
    let need = asks.create(None, to, &ticket("Help", 20));
    asks.sync(&region.hub).unwrap();
    near.sync(&region.hub).unwrap();
    away.sync(&region.hub).unwrap();
    assert!(near.has(&need) && !away.has(&need));
    assert_eq!(near.read::<sharenum_domain::Ticket>(&need).title, "Help");
}

#[test]
fn what_leaves_a_channel_is_removed_there_and_not_shown_to_newcomers() {
    let region = region();
    let (mut asks, mut near) = (region.member(1), region.member(2));
    near.follow(macon());
    let own = Channel::Member(asks.member());
    let need = asks.create(None, vec![macon(), own.clone()], &ticket("Help", 20));
    asks.sync(&region.hub).unwrap();
    near.sync(&region.hub).unwrap();
    assert!(near.has(&need));

    asks.edit(need, Some(vec![far(), own]), &ticket("Help elsewhere", 20));
    asks.sync(&region.hub).unwrap();
    near.sync(&region.hub).unwrap();
    assert_eq!(near.removed, [need]);
    assert!(!near.has(&need));
    let mut newcomer = region.member(3);
    newcomer.follow(macon());
    newcomer.sync(&region.hub).unwrap();
    assert!(!newcomer.has(&need), "its content is no longer served there");
    let mut away = region.member(4);
    away.follow(far());
    away.sync(&region.hub).unwrap();
    assert_eq!(away.chunks[&need].len(), 2, "the whole document, from its first chunk");
}

#[test]
fn what_comes_back_to_a_channel_comes_back_whole() {
    let region = region();
    let (mut asks, mut near) = (region.member(1), region.member(2));
    near.follow(macon());
    let own = Channel::Member(asks.member());
    let need = asks.create(None, vec![macon(), own.clone()], &ticket("One", 20));
    asks.edit(need, Some(vec![far(), own.clone()]), &ticket("Two", 20));
    asks.edit(need, Some(vec![macon(), own]), &ticket("Three", 20));
    asks.sync(&region.hub).unwrap();
    near.sync(&region.hub).unwrap();
    assert_eq!(near.read::<sharenum_domain::Ticket>(&need).title, "Three");
}

#[test]
fn a_participant_keeps_the_document_whatever_its_routes_become() {
    let region = region();
    let (mut asks, mut helps) = (region.member(1), region.member(2));
    let (me, you) = (Channel::Member(asks.member()), Channel::Member(helps.member()));
    let need = asks.create(None, vec![me.clone()], &ticket("Help", 20));
    let offer = {
        helps.origins.insert(need, asks.origins[&need].clone());
        helps.create(Some(need), vec![me, you.clone()], &proposal())
    };
    helps.edit(
        offer,
        Some(vec![you]),
        &sharenum_domain::Proposal { text: "changed".to_owned(), ..proposal() },
    );
    asks.sync(&region.hub).unwrap();
    helps.sync(&region.hub).unwrap();
    asks.sync(&region.hub).unwrap();
    assert!(asks.removed.is_empty());
    assert_eq!(asks.chunks[&offer].len(), 2);
}

#[test]
fn the_routes_of_a_document_do_not_depend_on_the_order_of_arrival() {
    let one = region();
    let mut asks = one.member(1);
    let own = Channel::Member(asks.member());
    let need = asks.create(None, vec![macon(), own.clone()], &ticket("One", 20));
    asks.edit(need, Some(vec![far(), own.clone()]), &ticket("Two", 20));
    asks.edit(need, Some(vec![macon(), far(), own]), &ticket("Three", 20));
    asks.outbox.swap(1, 2);
    asks.sync(&one.hub).unwrap();
    let mut near = one.member(2);
    near.follow(macon());
    near.follow(far());
    near.sync(&one.hub).unwrap();
    assert!(near.has(&need) && near.removed.is_empty());
    let mut far_only = one.member(3);
    far_only.follow(far());
    far_only.sync(&one.hub).unwrap();
    assert_eq!(far_only.chunks[&need].len(), 3);
}

#[test]
fn a_channel_of_others_is_refused_and_not_passed_over_in_silence() {
    let region = region();
    let (mut curious, other) = (region.member(1), region.member(2));
    let closed = [Channel::Member(other.member()), Channel::School(school()), Channel::Everything];
    for channel in closed {
        curious.channels = vec![channel];
        let refused = curious.sync(&region.hub);
        assert!(
            matches!(&refused, Err(SyncError::Refused { code, .. }) if code == "channel-refused"),
            "{refused:?}"
        );
    }
    let mut colleague =
        region.member_with(3, &[sharenum_domain::Role::Member], Some(&school().to_string()));
    colleague.follow(Channel::School(school()));
    colleague.sync(&region.hub).unwrap();
}

#[test]
fn a_cursor_of_another_log_leads_to_a_reset_and_never_to_silence() {
    let region = region();
    let mut phone = region.member(1);
    let own = Channel::Member(phone.member());
    let need = phone.create(None, vec![own.clone()], &ticket("Help", 20));
    phone.sync(&region.hub).unwrap();
    let key = (region.hub.member(), own.clone());
    let good = phone.cursors[&key].clone();
    let strange = [
        Cursor { epoch: [9; 8], ..good.clone() },
        Cursor { checksum: [9; 8], ..good.clone() },
        Cursor { seq: good.seq + 1_000, ..good.clone() },
    ];
    for cursor in strange {
        phone.chunks.clear();
        phone.resets = 0;
        phone.cursors.insert(key.clone(), cursor);
        phone.sync(&region.hub).unwrap();
        assert_eq!(phone.resets, 1);
        assert!(phone.has(&need));
        assert_eq!(phone.cursors[&key], good);
    }
}

#[test]
fn a_long_channel_comes_in_pages_and_is_complete() {
    let region = region();
    let mut asks = region.member(1);
    let mut needs = Vec::new();
    for n in 0..200 {
        let mut long = ticket(&format!("Need {n}"), 20);
        long.need = "x".repeat(1_900);
        needs.push(asks.create(None, vec![macon()], &long));
    }
    asks.sync(&region.hub).unwrap();
    let mut near = region.member(2);
    near.follow(macon());
    let summary = near.sync(&region.hub).unwrap();
    assert!(summary.finished && summary.requests >= 5, "{summary:?}");
    assert!(needs.iter().all(|need| near.has(need)));
    assert!(summary.bytes_received / u64::from(summary.requests) < 140 * 1024);
}

#[test]
fn a_full_page_does_not_hide_the_channels_behind_it() {
    let region = region();
    let mut asks = region.member(1);
    for n in 0..100 {
        let mut long = ticket(&format!("Need {n}"), 20);
        long.need = "x".repeat(1_900);
        asks.create(None, vec![macon()], &long);
    }
    asks.sync(&region.hub).unwrap();
    region.hub.publish_catalogue(&[tool("scratch"), tool("microbit")]).unwrap();
    let mut near = region.member(2);
    near.channels.insert(0, macon());
    let summary = near.sync(&region.hub).unwrap();
    assert!(summary.finished);
    assert_eq!(near.chunks.len(), 102);
}

#[test]
fn what_a_region_publishes_reaches_everybody_once() {
    let region = region();
    let mut phone = region.member(1);
    let entries = [tool("scratch"), tool("microbit")];
    let first = region.hub.publish_catalogue(&entries).unwrap();
    assert_eq!((first.added, first.changed, first.unchanged), (2, 0, 0));
    let again = region.hub.publish_catalogue(&entries).unwrap();
    assert_eq!((again.added, again.changed, again.unchanged), (0, 0, 2));
    phone.sync(&region.hub).unwrap();
    assert_eq!(phone.chunks.len(), 2);
    assert_eq!(region.hub.catalogue().unwrap().len(), 2);
}

#[test]
fn a_directory_is_published_in_pages_and_again_only_where_it_changed() {
    let region = region();
    let mut phone = region.member(1);
    let all: Vec<_> = (0..1_000).map(establishment).collect();
    let first = region.hub.publish_directory(all.clone()).unwrap();
    assert!(first.added > 2 && first.changed == 0, "{first:?}");
    let again = region.hub.publish_directory(all.clone()).unwrap();
    assert_eq!((again.added, again.changed, again.unchanged), (0, 0, first.added));
    let fewer = region.hub.publish_directory(all[..10].to_vec()).unwrap();
    assert_eq!((fewer.added, fewer.changed), (0, first.added), "the other pages are empty now");
    phone.sync(&region.hub).unwrap();
    let pages = phone.chunks.keys().map(|page| phone.read::<DirectoryPage>(page).establishments);
    assert_eq!(pages.flatten().collect::<Vec<_>>(), all[..10]);
}
