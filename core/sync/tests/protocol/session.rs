//! A whole sync: what is sent, what is kept, and when it ends.

use std::collections::BTreeSet;

use sharenum_domain::MemberId;
use sharenum_ledger::{Channel, HubRole};
use sharenum_sync::wire::{ProblemCode, path};
use sharenum_sync::{Step, SyncError, SyncLimits};

use crate::support::hub::FakeHub;
use crate::support::phone::Phone;
use crate::support::{area, drive, session, sync};

#[test]
fn a_first_sync_opens_a_session_uploads_and_reads_to_the_end() {
    let mut hub = FakeHub::region();
    hub.post(&Channel::Region, "catalogue");
    let mut phone = Phone::new(7);
    phone.write("ticket", 500);

    let summary = sync(&mut phone, &mut hub).unwrap();

    assert!(summary.finished);
    assert_eq!(hub.paths(), [path::CHALLENGE, path::SESSION, path::EXCHANGE]);
    assert_eq!(summary.requests, 3);
    assert_eq!((summary.chunks_sent, summary.chunks_received), (1, 1));
    assert_eq!(summary.role, Some(HubRole::Region));
    assert_eq!(summary.hub, Some(MemberId::from([200; 16])));
    assert!(phone.outbox.is_empty());
    assert_eq!(phone.received.len(), 1);
}

#[test]
fn a_sync_with_nothing_new_is_one_request_of_at_most_300_bytes_each_way() {
    let mut hub = FakeHub::region();
    let school = Channel::School("762217".parse().unwrap());
    let channels = [Channel::Region, area(), school, Channel::Member(MemberId::from([7; 16]))];
    for channel in &channels {
        hub.post(channel, "something");
    }
    let mut phone = Phone::new(7).following(channels);
    sync(&mut phone, &mut hub).unwrap();

    let summary = sync(&mut phone, &mut hub).unwrap();

    assert!(summary.finished);
    assert_eq!(summary.requests, 1);
    assert!(summary.bytes_sent <= 300, "{} bytes sent", summary.bytes_sent);
    assert!(summary.bytes_received <= 300, "{} bytes received", summary.bytes_received);
}

#[test]
fn fifty_changes_go_up_and_news_comes_down_in_one_exchange() {
    let mut hub = FakeHub::region();
    let mut phone = Phone::new(7);
    sync(&mut phone, &mut hub).unwrap();
    hub.post(&Channel::Region, "news");
    for at in 0..50 {
        phone.write(&format!("change {at}"), 400);
    }

    let summary = sync(&mut phone, &mut hub).unwrap();

    assert_eq!(summary.requests, 1);
    assert_eq!((summary.chunks_sent, summary.chunks_received), (50, 1));
    assert!(phone.outbox.is_empty());
}

#[test]
fn a_long_upload_goes_before_the_first_page() {
    let mut hub = FakeHub::region();
    hub.post(&Channel::Region, "news");
    let mut phone = Phone::new(7);
    for at in 0..10 {
        phone.write(&format!("photo description {at}"), 90_000);
    }

    let summary = sync(&mut phone, &mut hub).unwrap();

    assert!(summary.finished && phone.outbox.is_empty());
    let exchanges: Vec<_> =
        hub.requests.iter().filter(|(path, ..)| *path == path::EXCHANGE).collect();
    let first_pull = exchanges.iter().position(|(_, request, ..)| !request.pull.is_empty());
    let chunks_before: usize = exchanges
        .iter()
        .take(first_pull.unwrap())
        .map(|(_, request, ..)| request.chunks.len())
        .sum();
    assert!(chunks_before >= 8, "{chunks_before} chunks before the first page");
    assert!(exchanges.iter().all(|(_, _, bytes, _)| *bytes <= 300_000));
    assert_eq!(phone.received.len(), 1);
}

#[test]
fn a_chunk_larger_than_the_upload_size_goes_alone() {
    let mut hub = FakeHub::region();
    let mut phone = Phone::new(7);
    phone.write("guide", 90_000);
    phone.write("note", 10);
    let limits = SyncLimits { upload_bytes: 1_000, ..SyncLimits::default() };

    drive(&mut session(limits), &mut phone, &mut hub).unwrap();

    assert!(phone.outbox.is_empty());
}

#[test]
fn pages_follow_one_another_until_the_end_of_every_channel() {
    let mut hub = FakeHub::region();
    for at in 0..35 {
        hub.post(&Channel::Region, &format!("region {at}"));
        hub.post(&area(), &format!("area {at}"));
    }
    let mut phone = Phone::new(7).following([Channel::Region, area()]);

    let summary = sync(&mut phone, &mut hub).unwrap();

    assert_eq!(phone.received.len(), 70);
    assert_eq!(phone.pages, 8);
    assert_eq!(summary.requests, 2 + 4);
}

#[test]
fn a_session_that_the_hub_forgot_is_opened_anew_once() {
    let mut hub = FakeHub::region();
    let mut phone = Phone::new(7);
    sync(&mut phone, &mut hub).unwrap();
    hub.sessions.clear();
    hub.requests.clear();
    phone.write("ticket", 100);

    let summary = sync(&mut phone, &mut hub).unwrap();

    let expected = [path::EXCHANGE, path::CHALLENGE, path::SESSION, path::EXCHANGE];
    assert_eq!(hub.paths(), expected);
    assert_eq!(summary.chunks_sent, 1);
    assert!(phone.outbox.is_empty());
    assert_eq!(phone.epoch_changes, 0);
}

#[test]
fn a_lost_answer_is_asked_for_again_without_harm() {
    let mut hub = FakeHub::region();
    let mut phone = Phone::new(7);
    sync(&mut phone, &mut hub).unwrap();
    phone.write("ticket", 100);
    let mut session = session(SyncLimits::default());

    let Step::Send(lost) = session.next(&mut phone).unwrap() else { panic!("nothing to send") };
    hub.answer(&lost);
    assert_eq!(phone.outbox.len(), 1);
    let Step::Send(again) = session.next(&mut phone).unwrap() else { panic!("nothing to send") };
    assert_eq!(lost, again);
    session.reply(&mut phone, hub.answer(&again)).unwrap();

    assert!(phone.outbox.is_empty());
    assert_eq!(hub.chunks.len(), 1);
}

#[test]
fn a_lost_answer_is_made_good_by_the_next_sync() {
    let mut hub = FakeHub::region();
    let mut phone = Phone::new(7);
    phone.write("ticket", 100);
    hub.tamper_http = Some(Box::new(|reply| reply.body.truncate(reply.body.len() / 2)));
    assert!(matches!(sync(&mut phone, &mut hub), Err(SyncError::CutShort)));
    hub.tamper_http = None;

    sync(&mut phone, &mut hub).unwrap();

    assert!(phone.outbox.is_empty());
    assert_eq!(hub.chunks.len(), 1);
}

#[test]
fn a_restored_hub_is_offered_everything_again() {
    for forgets_sessions in [false, true] {
        let mut hub = FakeHub::region();
        hub.post(&Channel::Region, "catalogue");
        let mut phone = Phone::new(7);
        phone.write("ticket", 100);
        sync(&mut phone, &mut hub).unwrap();

        hub.epoch = [99; 8];
        hub.chunks.clear();
        if forgets_sessions {
            hub.sessions.clear();
        }
        let summary = sync(&mut phone, &mut hub).unwrap();

        assert!(summary.finished);
        assert_eq!(phone.epoch_changes, 1);
        assert_eq!(hub.chunks.len(), 1, "the ticket is back");
        assert!(phone.outbox.is_empty());
        assert_eq!(phone.received.len(), 1, "what came again is not there twice");

        let quiet = sync(&mut phone, &mut hub).unwrap();
        assert_eq!((quiet.requests, phone.epoch_changes), (1, 1));
    }
}

#[test]
fn a_restored_hub_is_noticed_even_when_it_had_nothing_to_read() {
    let mut hub = FakeHub::region();
    let mut phone = Phone::new(7);
    phone.write("ticket", 100);
    sync(&mut phone, &mut hub).unwrap();

    hub.epoch = [99; 8];
    hub.sessions.clear();
    hub.chunks.clear();
    sync(&mut phone, &mut hub).unwrap();

    assert_eq!((phone.epoch_changes, hub.chunks.len()), (1, 1));
}

#[test]
fn a_log_that_was_cut_back_is_read_again_and_offered_everything() {
    let mut hub = FakeHub::region();
    for at in 0..5 {
        hub.post(&Channel::Region, &format!("entry {at}"));
    }
    let mut phone = Phone::new(7);
    phone.write("ticket", 100);
    sync(&mut phone, &mut hub).unwrap();

    hub.channels.get_mut(&Channel::Region).unwrap().truncate(2);
    hub.post(&Channel::Region, "another third");
    hub.chunks.clear();
    let summary = sync(&mut phone, &mut hub).unwrap();

    assert!(summary.finished);
    assert_eq!(phone.epoch_changes, 1);
    assert_eq!(hub.chunks.len(), 1);
    assert_eq!(phone.received.len(), 6);
}

#[test]
fn a_bus_takes_custody_and_the_region_still_gets_the_chunk() {
    let mut phone = Phone::new(7);
    let id = phone.write("ticket", 100);

    let mut bus = FakeHub::bus();
    let summary = sync(&mut phone, &mut bus).unwrap();
    assert_eq!(summary.role, Some(HubRole::Bus));
    assert_eq!(phone.outbox.len(), 1, "a bus is not the region");
    assert_eq!(phone.with_bus, BTreeSet::from([id]));

    // The same address in this test, as every bus box may have the same one.
    let summary = sync(&mut phone, &mut FakeHub::region()).unwrap();
    assert_eq!(summary.role, Some(HubRole::Region));
    assert!(phone.outbox.is_empty());
    assert_eq!(phone.epoch_changes, 0, "another hub is not a restored one");
}

#[test]
fn another_hub_that_knows_the_same_token_is_noticed_by_its_signature() {
    let mut phone = Phone::new(7);
    sync(&mut phone, &mut FakeHub::bus()).unwrap();
    phone.write("ticket", 100);
    let mut region = FakeHub::region();
    region.sessions.insert(phone.saved.values().next().unwrap().token);

    let summary = sync(&mut phone, &mut region).unwrap();

    assert_eq!(summary.role, Some(HubRole::Region));
    assert!(phone.outbox.is_empty());
}

#[test]
fn a_refused_chunk_is_reported_and_the_others_are_delivered() {
    let mut hub = FakeHub::region();
    hub.refuses = Some("bad");
    let mut phone = Phone::new(7);
    phone.write("good", 50);
    let bad = phone.write("bad", 50);
    phone.write("good too", 50);

    let summary = sync(&mut phone, &mut hub).unwrap();

    assert_eq!(summary.refused.len(), 1);
    assert_eq!((summary.refused[0].chunk, summary.refused[0].code.as_str()), (bad, "bad-routes"));
    assert_eq!(phone.refused, [(bad, "bad-routes".to_owned())]);
    assert_eq!(hub.chunks.len(), 2);
}

#[test]
fn a_chunk_that_waits_at_the_hub_is_sent_once_in_a_session() {
    let mut hub = FakeHub::region();
    hub.waits = Some("child");
    let mut phone = Phone::new(7);
    phone.write("child", 50);

    let summary = sync(&mut phone, &mut hub).unwrap();

    assert!(summary.finished);
    assert_eq!(summary.chunks_sent, 1);
    assert_eq!(phone.outbox.len(), 1, "it stays until a receipt names it");
}

#[test]
fn custody_receipts_are_handed_over_once_in_a_session() {
    let mut hub = FakeHub::region();
    let mut bus = Phone::new(8);
    bus.custody = vec![b"a receipt".to_vec()];

    let summary = sync(&mut bus, &mut hub).unwrap();

    assert!(summary.finished);
    assert_eq!(hub.custody, [b"a receipt".to_vec()]);
}

#[test]
fn a_spent_budget_ends_unfinished_and_the_next_sync_goes_on() {
    let mut hub = FakeHub::region();
    for at in 0..35 {
        hub.post(&Channel::Region, &format!("entry {at}"));
    }
    let mut phone = Phone::new(7);
    let limits = SyncLimits { max_requests: 4, ..SyncLimits::default() };

    let first = drive(&mut session(limits), &mut phone, &mut hub).unwrap();
    assert!(!first.finished);
    assert_eq!((first.requests, phone.received.len()), (4, 20));

    let second = sync(&mut phone, &mut hub).unwrap();
    assert!(second.finished);
    assert_eq!((second.requests, second.chunks_received), (2, 15));
}

#[test]
fn a_hub_that_takes_small_requests_only_gets_small_ones() {
    let mut hub = FakeHub::region();
    hub.max_body = 40_000;
    let mut phone = Phone::new(7);
    for at in 0..20 {
        phone.write(&format!("change {at}"), 10_000);
    }

    let summary = sync(&mut phone, &mut hub).unwrap();

    assert!(summary.finished && phone.outbox.is_empty());
    // Three too large ones, then as full as they may be, and one that reads.
    assert_eq!(hub.requests.len(), 2 + 3 + 7 + 1);
}

#[test]
fn a_chunk_that_no_request_can_carry_is_an_error_and_stays() {
    let mut hub = FakeHub::region();
    hub.max_body = 5_000;
    let mut phone = Phone::new(7);
    phone.write("guide", 50_000);

    assert!(matches!(sync(&mut phone, &mut hub), Err(SyncError::TooLarge)));
    assert_eq!(phone.outbox.len(), 1);
    assert_eq!(hub.requests.len(), 3, "nothing smaller can be tried");
}

#[test]
fn a_certificate_is_renewed_at_the_region_and_not_on_a_bus() {
    let mut phone = Phone::new(7);
    let old = phone.certificate.id();
    phone.wants_renewal = true;

    let mut bus = FakeHub::bus();
    sync(&mut phone, &mut bus).unwrap();
    assert!(!bus.paths().contains(&path::RENEW));
    assert_eq!(phone.certificate.id(), old);

    let mut region = FakeHub::region();
    sync(&mut phone, &mut region).unwrap();
    assert!(region.paths().contains(&path::RENEW));
    assert_ne!(phone.certificate.id(), old);
}

#[test]
fn another_members_or_devices_certificate_is_no_renewal() {
    for renewed in [(8, 8), (8, 7), (7, 8)] {
        let mut phone = Phone::new(7);
        phone.wants_renewal = true;
        let old = phone.certificate.id();
        let mut hub = FakeHub::region();
        hub.renewal = Ok(renewed);

        let result = sync(&mut phone, &mut hub);

        assert!(matches!(result, Err(SyncError::BadReply { .. })), "{renewed:?}");
        assert_eq!(phone.certificate.id(), old);
    }
}

#[test]
fn a_renewal_that_the_hub_cannot_give_now_waits_for_the_next_sync() {
    for (refusal, stops) in [
        (ProblemCode::Busy, None),
        (ProblemCode::StorageFull, None),
        (ProblemCode::Revoked, Some("revoked")),
        (ProblemCode::OtherRegion, Some("other-region")),
    ] {
        let mut hub = FakeHub::region();
        hub.renewal = Err(refusal);
        let mut phone = Phone::new(7);
        phone.wants_renewal = true;
        phone.write("ticket", 100);

        let result = sync(&mut phone, &mut hub);

        let asked = hub.paths().iter().filter(|path| **path == path::RENEW).count();
        assert_eq!(asked, 1, "{refusal:?}");
        assert_eq!(result.as_ref().err().map(SyncError::code), stops);
        assert_eq!(phone.outbox.is_empty(), stops.is_none(), "{refusal:?}");
        assert!(phone.wants_renewal);
    }
}

#[test]
fn a_session_runs_over_any_transport_and_stops_where_it_fails() {
    let mut hub = FakeHub::region();
    let mut phone = Phone::new(7);
    phone.write("ticket", 100);
    let broken = session(SyncLimits::default()).run(&mut phone, |_| Err(SyncError::CutShort));
    assert!(matches!(broken, Err(SyncError::CutShort)));
    assert_eq!(phone.outbox.len(), 1);

    let whole = session(SyncLimits::default()).run(&mut phone, |request| Ok(hub.answer(&request)));
    let summary = whole.unwrap();
    assert!(summary.finished && phone.outbox.is_empty());
    assert_eq!((summary.requests, summary.chunks_sent), (3, 1));
}

#[test]
fn a_storage_that_fails_stops_the_sync_with_its_own_words() {
    let mut phone = Phone::new(7);
    phone.broken = true;
    let error = sync(&mut phone, &mut FakeHub::region()).unwrap_err();
    assert!(error.to_string().contains("the disk is full"), "{error}");
    assert_eq!(error.code(), "local");
}

#[test]
fn two_requests_with_the_same_content_differ() {
    let mut hub = FakeHub::region();
    let mut phone = Phone::new(7).following([]);
    phone.write("a", 90_000);
    phone.write("b", 90_000);
    phone.write("c", 90_000);
    sync(&mut phone, &mut hub).unwrap();
    let nonces: BTreeSet<_> = hub
        .requests
        .iter()
        .filter(|(path, ..)| *path == path::EXCHANGE)
        .map(|(_, request, ..)| request.nonce)
        .collect();
    let exchanges = hub.paths().iter().filter(|path| **path == path::EXCHANGE).count();
    assert_eq!(nonces.len(), exchanges);
}
