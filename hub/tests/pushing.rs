//! What a hub says to each change it is handed.

mod common;

use common::*;
use sharenum_domain::Role;
use sharenum_ledger::{Channel, Chunk, HubRole, Kind};
use sharenum_sync::wire::{self, ExchangeRequest, MAX_REQUEST_BYTES, Verdict, path};

fn to_self(phone: &Phone) -> Vec<Channel> {
    vec![Channel::Member(phone.member())]
}

#[test]
fn an_accepted_change_gets_the_regions_receipt_and_leaves_the_outbox() {
    let region = region();
    let mut phone = region.member(1);
    let routes = to_self(&phone);
    phone.create(None, routes, &ticket("Help", 20));
    let (id, _) = phone.outbox[0].clone();
    phone.sync(&region.hub).unwrap();
    assert_eq!(phone.verdicts[&id], Verdict::Accepted);
    let receipt = &phone.receipts[0];
    assert_eq!((receipt.role, receipt.hub), (HubRole::Region, region.hub.member()));
    assert_eq!(receipt.chunks, [id]);
    assert!(phone.outbox.is_empty());
}

#[test]
fn a_retry_after_a_lost_answer_makes_no_duplicate() {
    let region = region();
    let mut phone = region.member(1);
    let routes = to_self(&phone);
    phone.create(None, routes, &ticket("Help", 20));
    let lost = phone.outbox.clone();
    phone.sync(&region.hub).unwrap();
    for _ in 0..8 {
        phone.outbox = lost.clone();
        phone.sync(&region.hub).unwrap();
        assert_eq!(phone.verdicts[&lost[0].0], Verdict::AlreadyThere);
        assert!(phone.outbox.is_empty(), "the receipt came again");
    }
    let totals = region.hub.status().unwrap().totals;
    assert_eq!((totals.documents, totals.chunks), (1, 1));
}

#[test]
fn a_child_waits_for_its_parent_and_then_both_are_there() {
    let region = region();
    let (mut asks, mut helps) = (region.member(1), region.member(2));
    let routes = to_self(&asks);
    let need = asks.create(None, routes, &ticket("Help", 20));
    helps.origins.insert(need, asks.origins[&need].clone());
    let both = vec![Channel::Member(asks.member()), Channel::Member(helps.member())];
    let offer = helps.create(Some(need), both, &proposal());

    helps.sync(&region.hub).unwrap();
    assert_eq!(*helps.last_verdict(), Verdict::Waiting);
    assert_eq!(helps.outbox.len(), 1, "no receipt, so it is offered again");
    assert_eq!(region.hub.status().unwrap().totals.waiting, 1);

    let region = region.restart();
    asks.sync(&region.hub).unwrap();
    let totals = region.hub.status().unwrap().totals;
    assert_eq!((totals.waiting, totals.documents), (0, 2));
    helps.sync(&region.hub).unwrap();
    assert!(helps.outbox.is_empty());
    asks.sync(&region.hub).unwrap();
    assert!(asks.has(&offer));
}

#[test]
fn a_refused_change_says_why_and_stays_with_its_author() {
    let region = region();
    let mut tablet = region.member_with(1, &[Role::Brigade], None);
    let routes = to_self(&tablet);
    tablet.create(None, routes, &ticket("A tablet asks", 20));
    let summary = tablet.sync(&region.hub).unwrap();
    assert_eq!(summary.refused.len(), 1);
    let Verdict::Refused { code, detail } = tablet.last_verdict() else {
        panic!("{:?}", tablet.last_verdict())
    };
    assert_eq!(code, "role-may-not");
    assert!(!detail.is_empty());
    assert_eq!(tablet.outbox.len(), 1);
    let totals = region.hub.status().unwrap().totals;
    assert_eq!((totals.chunks, totals.quarantined), (0, 1));
}

#[test]
fn one_bad_change_does_not_stop_the_good_ones() {
    let region = region();
    let mut phone = region.member(1);
    let routes = to_self(&phone);
    phone.create(None, routes.clone(), &ticket("One", 20));
    let mut forged = phone.outbox[0].1.clone();
    let last = forged.len() - 1;
    forged[last] ^= 1;
    phone.create(None, routes, &ticket("Two", 20));
    let (second, bytes) = phone.outbox.pop().unwrap();
    phone.outbox[0].1 = forged;
    phone.outbox.push((second, bytes));
    phone.sync(&region.hub).unwrap();
    assert_eq!(phone.verdicts[&second], Verdict::Accepted);
    assert!(matches!(&phone.verdicts[&phone.outbox[0].0],
        Verdict::Refused { code, .. } if code == "bad-signature"));
}

#[test]
fn a_request_of_ten_megabytes_is_refused_before_it_is_read() {
    let region = region();
    let phone = region.member(1);
    let reply = region.hub.handle(path::EXCHANGE, None, &vec![0x42; 10 * MAX_REQUEST_BYTES]);
    assert_eq!(reply.status, 413);
    let huge = ExchangeRequest { chunks: vec![vec![0; 97 * 1024]], ..ExchangeRequest::default() };
    let reply = region.hub.handle(path::EXCHANGE, None, &wire::encode(&huge));
    assert!((400..500).contains(&reply.status));
    assert!(phone.outbox.is_empty());
}

#[test]
fn a_restart_keeps_everything() {
    let region = region();
    let mut phone = region.member(1);
    let routes = to_self(&phone);
    let first = phone.create(None, routes, &ticket("Help", 20));
    phone.sync(&region.hub).unwrap();
    let before = region.hub.status().unwrap();
    let (epoch, member) = (region.hub.epoch(), region.hub.member());
    let region = region.restart();
    let after = region.hub.status().unwrap();
    assert_eq!((region.hub.epoch(), region.hub.member()), (epoch, member));
    assert_eq!(after.totals, before.totals);
    let mut second = region.member(1);
    second.sync(&region.hub).unwrap();
    assert!(second.has(&first), "the same device, reinstalled");
    let chunk = Chunk::decode(&second.chunks[&first][0]).unwrap();
    assert_eq!(chunk.header().kind, Kind::Ticket);
}

#[test]
fn the_clock_of_a_box_that_boots_in_1970_does_not_go_back() {
    let region = region();
    let mut phone = region.member(1);
    let routes = to_self(&phone);
    phone.create(None, routes.clone(), &ticket("Before", 20));
    phone.sync(&region.hub).unwrap();
    region.clock.set(0);
    let region = region.restart();
    phone.create(None, routes, &ticket("After", 20));
    phone.sync(&region.hub).unwrap();
    let times: Vec<_> = phone.receipts.iter().map(|receipt| receipt.at).collect();
    assert!(times.is_sorted() && times.len() == 2, "{times:?}");
}

#[test]
fn a_file_without_its_keys_is_left_alone() {
    let region = region();
    let TestHub { folder, clock, hub } = region;
    drop(hub);
    std::fs::remove_file(folder.path().join("keys.toml")).unwrap();
    let opened = sharenum_hub::Hub::open(folder.path(), HubRole::Region, options(&clock));
    let error = opened.err().unwrap();
    assert_eq!(error.exit_code(), 78);
    assert!(error.to_string().contains("keys.toml"), "{error}");
    assert!(!folder.path().join("keys.toml").exists());
}
