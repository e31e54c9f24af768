//! Joining, carrying, and what comes back.

mod common;

use std::sync::Arc;

use common::*;
use sharenum_companion::*;
use sharenum_ledger::{Kind, Refusal};
use sharenum_sync::{SyncError, SyncLimits};
use zeroize::Zeroizing;

#[test]
fn an_invitation_that_cannot_be_used_says_what_to_do() {
    let region = Region::new();
    let engine = region.open(&region.file("new.db"), [77; 32]);
    assert_eq!(engine.state(), State::NotJoined);
    assert_eq!(engine.profile().unwrap_err().code(), "not-joined");
    assert_eq!(engine.open_ticket(new_ticket("Pont", 20)).unwrap_err().code(), "not-joined");
    for typed in
        ["", "   ", "é!", "sharenum://join?code=A", "https://hub.example", &"A".repeat(200)]
    {
        let error = engine.join_request(typed).err().unwrap();
        assert_eq!(error.code(), "invitation", "{typed}");
    }
    let link = JoinLink { hub: "https://hub.example".into(), code: "AB-12".into(), region: None };
    engine.join_request(&link.to_string()).unwrap();
}

#[test]
fn a_phone_joins_once_and_only_with_its_own_seed() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let error = phone.engine.join_request("CODE").err().unwrap();
    assert_eq!(error.code(), "already-joined");
    drop(phone.engine);
    let key = FileKey::from_bytes([5; 48]);
    let clock: Arc<dyn Clock> = region.clock.clone();
    let other_seed = Zeroizing::new([66; 32]);
    let error = CompanionEngine::open(&phone.path, &key, other_seed, Arc::clone(&clock));
    assert_eq!(error.unwrap_err().code(), "other-identity");
    let other_key = FileKey::from_bytes([6; 48]);
    let seed = Zeroizing::new(phone.seed);
    assert!(CompanionEngine::open(&phone.path, &other_key, seed, clock).is_err());
    assert!(matches!(region.open(&phone.path, phone.seed).state(), State::Joined { .. }));
}

#[test]
fn nothing_new_is_one_request() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let summary = region.sync(&phone);
    assert!(summary.finished);
    assert_eq!((summary.requests, summary.chunks_sent, summary.chunks_received), (1, 0, 0));
}

#[test]
fn a_view_says_how_far_it_has_travelled() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let ticket = phone.ask("Un pont", 20);
    let delivery = || phone.engine.ticket(&ticket).unwrap().item.common.delivery;
    assert_eq!(delivery(), Delivery::OnThisPhone);
    assert_eq!(phone.engine.sync_status().unwrap().undelivered.on_this_phone, 1);

    let folder = tempfile::tempdir().unwrap();
    let bus = Relay::bus(folder.path(), region.clock.clone());
    let events = phone.engine.subscribe();
    sync_with(&phone.engine, &bus, "http://bus.test");
    assert_eq!(delivery(), Delivery::WithBus);
    let status = phone.engine.sync_status().unwrap();
    assert_eq!((status.undelivered.on_this_phone, status.undelivered.with_bus), (0, 1));
    assert_eq!(status.hubs.len(), 2);
    assert!(std::iter::from_fn(|| events.try_next()).any(|event| event == Event::Delivery));

    // The bus carried it home; the phone still waits for the region's own receipt.
    region.relay.carry_from(&bus);
    assert_eq!(delivery(), Delivery::WithBus);
    region.sync(&phone);
    assert_eq!(delivery(), Delivery::Received);
    assert_eq!(phone.engine.sync_status().unwrap().undelivered, Undelivered::default());
}

#[test]
fn what_is_not_carried_home_is_listed_document_by_document() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let outgoing = |phone: &Phone, request: &PageRequest| {
        let found = phone.engine.outgoing(request).unwrap();
        let rows = found.items.into_iter().map(|row| (row.kind.unwrap(), row.title, row.delivery));
        (rows.collect::<Vec<_>>(), found.next, found.total)
    };
    assert_eq!(outgoing(&author, &page()).2, 0);
    let ticket = author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    let proposal = helper.engine.propose(&ticket, "Avec la classe").unwrap();
    helper.engine.send_message(&proposal, "Mardi ?").unwrap();
    let folder = tempfile::tempdir().unwrap();
    let bus = Relay::bus(folder.path(), region.clock.clone());
    sync_with(&helper.engine, &bus, "http://bus.test");
    let second = helper.engine.send_message(&proposal, "Jeudi ?").unwrap();

    let (rows, next, total) = outgoing(&helper, &page());
    let titled = |kind, delivery| (kind, "Un pont".to_owned(), delivery);
    let expected = [
        titled(Kind::Proposal, Delivery::WithBus),
        titled(Kind::Message, Delivery::WithBus),
        titled(Kind::Message, Delivery::OnThisPhone),
    ];
    assert_eq!((rows.as_slice(), next, total), (expected.as_slice(), None, 3));
    let (rows, next, _) = outgoing(&helper, &page().of(2));
    assert_eq!(rows, expected[..2]);
    let (rows, next, _) = outgoing(&helper, &page().of(2).after(next.unwrap()));
    assert_eq!((rows.as_slice(), next), (&expected[2..], None));
    assert_eq!(helper.engine.outgoing(&page()).unwrap().items[2].document, second);
    region.settle(&[&helper]);
    assert_eq!(outgoing(&helper, &page()).2, 0);
}

#[test]
fn a_lost_answer_makes_no_duplicate() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let reader = region.teacher(2, 1, &[(PRINTER, expert())]);
    let ticket = phone.ask("Un pont", 20);
    let lost = phone.engine.sync_over("http://region.test", SyncLimits::default(), |request| {
        region.relay.answer(request);
        Err(SyncError::CutShort)
    });
    assert_eq!(lost.unwrap_err().code(), "cut-short");
    let delivery = || phone.engine.ticket(&ticket).unwrap().item.common.delivery;
    assert_eq!(delivery(), Delivery::OnThisPhone);
    region.settle(&[&phone, &reader]);
    assert_eq!(delivery(), Delivery::Received);
    assert_eq!(reader.engine.tickets(TicketFilter::All, &page()).unwrap().total, 1);
    assert_eq!(reader.alerts().len(), 1);
}

#[test]
fn a_refused_push_stays_editable_and_is_sent_anew() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let reader = region.teacher(2, 1, &[(PRINTER, expert())]);
    let ticket = phone.ask("Un pont", 20);
    region.relay.refuse.set(Some(Refusal::TooLarge));
    let summary = region.sync(&phone);
    assert_eq!(summary.refused[0].code, "too-large");
    region.relay.refuse.set(None);

    let item = phone.engine.ticket(&ticket).unwrap().item;
    assert_eq!(item.common.delivery, Delivery::OnThisPhone);
    assert_eq!(item.common.refused.unwrap().phrase(), Refusal::TooLarge.phrase());
    for action in [Action::Edit, Action::SendAgain, Action::Discard] {
        assert!(item.common.actions.contains(&action), "{action:?}");
    }
    let refused = phone.engine.refused().unwrap();
    assert_eq!((refused.len(), &*refused[0].code), (1, "too-large"));
    assert_eq!(refused[0].title, "Un pont");
    assert_eq!(phone.engine.sync_status().unwrap().undelivered.refused, 1);
    // It is held back until its author decides.
    assert_eq!(region.sync(&phone).chunks_sent, 0);

    let edit = TicketEdit { title: Some("Un petit pont".into()), ..TicketEdit::default() };
    let anew = phone.engine.edit_ticket(&ticket, edit).unwrap();
    assert_eq!(phone.engine.ticket(&anew).unwrap().item.common.refused, None);
    assert_eq!(phone.engine.refused().unwrap(), []);
    region.settle(&[&phone, &reader]);
    assert_eq!(phone.engine.ticket(&anew).unwrap().item.common.delivery, Delivery::Received);
    assert_eq!(reader.alerts()[0].title, "Un petit pont");
    let mine = phone.engine.tickets(TicketFilter::Mine, &page()).unwrap();
    assert_eq!((mine.total, &*mine.items[0].title), (1, "Un petit pont"));
}

#[test]
fn what_was_refused_has_the_title_of_what_it_belongs_to() {
    let mut region = Region::new();
    let author = region.teacher(1, 0, &[(PRINTER, novice())]);
    let helper = region.teacher(2, 1, &[(PRINTER, expert())]);
    let ticket = author.ask("Un pont", 20);
    region.settle(&[&author, &helper]);
    let proposal = helper.engine.propose(&ticket, "Je viens").unwrap();
    region.settle(&[&author, &helper]);
    helper.engine.send_message(&proposal, "Mardi ?").unwrap();
    helper.engine.edit_proposal(&proposal, "Je viens volontiers").unwrap();
    region.relay.refuse.set(Some(Refusal::TooLarge));
    region.sync(&helper);
    let refused = helper.engine.refused().unwrap();
    let refused: Vec<_> = refused.iter().map(|view| (view.kind, &*view.title)).collect();
    let expected = [(Some(Kind::Message), "Un pont"), (Some(Kind::Proposal), "Un pont")];
    assert_eq!(refused, expected);
}

#[test]
fn what_an_older_bus_refuses_is_offered_to_the_region_all_the_same() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let ticket = phone.ask("Un pont", 20);
    let folder = tempfile::tempdir().unwrap();
    let bus = Relay::bus(folder.path(), region.clock.clone());
    bus.refuse.set(Some(Refusal::UnknownKind));
    sync_with(&phone.engine, &bus, "http://bus.test");
    let common = || phone.engine.ticket(&ticket).unwrap().item.common;
    assert_eq!((common().refused, common().delivery), (None, Delivery::OnThisPhone));
    region.sync(&phone);
    assert_eq!(common().delivery, Delivery::Received);
}

#[test]
fn a_refused_push_can_be_sent_again_or_given_up() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let (again, never) = (phone.ask("Encore", 20), phone.ask("Jamais", 20));
    region.relay.refuse.set(Some(Refusal::RoleMayNot));
    region.sync(&phone);
    region.relay.refuse.set(None);
    assert_eq!(phone.engine.refused().unwrap().len(), 2);
    let again = phone.engine.resubmit(&again).unwrap();
    phone.engine.discard(&never).unwrap();
    region.sync(&phone);
    assert_eq!(phone.engine.ticket(&again).unwrap().item.common.delivery, Delivery::Received);
    assert_eq!(phone.engine.ticket(&never).unwrap_err().code(), "not-found");
    assert_eq!(phone.engine.tickets(TicketFilter::Mine, &page()).unwrap().total, 1);
    assert_eq!(phone.engine.refused().unwrap(), []);
}

#[test]
fn weeks_offline_lose_nothing_and_the_certificate_is_renewed() {
    let mut region = Region::new();
    let phone = region.teacher(1, 0, &[(PRINTER, novice())]);
    let reader = region.teacher(2, 1, &[(PRINTER, expert())]);
    let expires = |phone: &Phone| phone.engine.sync_status().unwrap().certificate_expires;
    let before = expires(&phone);
    for n in 0..21 {
        region.pass(24);
        phone.ask(&format!("Jour {n}"), 20);
    }
    assert!(phone.engine.sync_status().unwrap().renewal_due);
    region.settle(&[&phone, &reader]);
    assert!(expires(&phone) > before);
    assert!(!phone.engine.sync_status().unwrap().renewal_due);
    assert_eq!(reader.alerts().len(), 21);
    phone.ask("Avec le nouveau certificat", 20);
    region.settle(&[&phone, &reader]);
    assert_eq!(reader.alerts().len(), 22);
}

#[test]
fn the_same_ticket_edited_on_its_authors_two_phones_merges() {
    let mut region = Region::new();
    let first = region.teacher(1, 0, &[(PRINTER, novice())]);
    let second = region.teacher(1, 0, &[(PRINTER, novice())]);
    let ticket = first.ask("Un pont", 20);
    region.settle(&[&first, &second]);
    let edit = TicketEdit { title: Some("Un viaduc".into()), ..TicketEdit::default() };
    first.engine.edit_ticket(&ticket, edit).unwrap();
    let edit = TicketEdit { need: Some("Trois classes".into()), ..TicketEdit::default() };
    second.engine.edit_ticket(&ticket, edit).unwrap();
    region.settle(&[&first, &second]);
    for phone in [&first, &second] {
        let item = phone.engine.ticket(&ticket).unwrap().item;
        assert_eq!((&*item.title, &*item.need), ("Un viaduc", "Trois classes"));
        assert!(item.common.mine);
    }
}

#[test]
fn one_sync_brings_everything_to_a_members_next_phone() {
    let mut region = Region::new();
    let first = region.teacher(1, 1, &[(PRINTER, expert())]);
    let author = region.teacher(2, 0, &[(PRINTER, novice())]);
    let ticket = author.ask("Un pont", 20);
    region.settle(&[&author, &first]);
    // The profile arrives with this sync, and says which area to follow.
    let next = region.joined(1, Some(schools()[1].code), &[sharenum_domain::Role::Member]);
    assert_eq!(next.engine.profile().unwrap().missing, None);
    assert_eq!(next.ticket_actions(&ticket), [Action::Propose]);
    assert_eq!(next.alerts()[0].state, AlertState::Listed);
    assert_eq!(region.sync(&next).requests, 1);
}

#[test]
fn the_engine_and_its_sync_cross_threads() {
    fn crosses<T: Send + Sync + Clone>(_: &T) {}
    fn is_sent<T: Send>(_: T) {}
    let region = Region::new();
    let engine = region.open(&region.file("new.db"), [77; 32]);
    crosses(&engine);
    is_sent(engine.sync("http://region.test", std::time::Duration::ZERO));
    is_sent(engine.join(None, "CODE"));
    is_sent(engine.subscribe());
}
