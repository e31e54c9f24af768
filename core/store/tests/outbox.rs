//! What goes out, what comes back, and what the region refuses.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{Phone, instant};
use sharenum_domain::{MemberId, Role, Ticket};
use sharenum_ledger::{Channel, ChunkId, HubRole, Receipt};
use sharenum_store::{
    Edited, KnownHub, SavedCursor, StoreError, cursors, hubs, outbox_counts, outgoing, quarantined,
    routes,
};

const REGION: [u8; 16] = [100; 16];
const BUS: [u8; 16] = [101; 16];

fn teacher() -> Phone {
    Phone::joined(2, &[Role::Member])
}

fn offered(phone: &Phone, role: HubRole) -> Vec<ChunkId> {
    let page = phone.store.read(|conn| outgoing(conn, role, 0, usize::MAX)).unwrap();
    page.chunks.into_iter().map(|(id, _)| id).collect()
}

fn acknowledge(phone: &Phone, role: HubRole, chunks: &[ChunkId]) {
    let hub = MemberId::from(if role == HubRole::Bus { BUS } else { REGION });
    let receipt =
        Receipt { hub, role, at: instant(common::NOW), first_seq: 1, chunks: chunks.to_vec() };
    let bytes = format!("{receipt:?}");
    phone.store.write(|tx| tx.acknowledge(&receipt, bytes.as_bytes())).unwrap();
}

fn counts(phone: &Phone) -> (u64, u64) {
    phone.store.read(outbox_counts).unwrap()
}

fn refuse(phone: &Phone, chunk: &ChunkId) {
    let (known, touched) =
        phone.store.write(|tx| tx.refuse_own(chunk, "role-may-not", "ask a colleague")).unwrap();
    assert!(known);
    assert_eq!(touched.len(), 1, "screens are told");
}

#[test]
fn a_chunk_is_forgotten_on_the_regional_receipt_only() {
    let phone = teacher();
    phone.ticket("one");
    assert_eq!(counts(&phone), (1, 0));
    let chunks = offered(&phone, HubRole::Bus);
    acknowledge(&phone, HubRole::Bus, &chunks);
    assert_eq!(counts(&phone), (0, 1));
    assert!(offered(&phone, HubRole::Bus).is_empty(), "the bus has it");
    assert_eq!(offered(&phone, HubRole::Region), chunks, "the region is still offered it");
    let page = phone.store.read(|conn| outgoing(conn, HubRole::Region, 0, usize::MAX)).unwrap();
    assert_eq!(page.receipts.len(), 1, "with the proof of when the bus took it");
    acknowledge(&phone, HubRole::Region, &chunks);
    assert_eq!(counts(&phone), (0, 0));
    assert_eq!(phone.count("SELECT count(*) FROM receipt"), 0);
    assert_eq!(phone.count("SELECT count(*) FROM ticket"), 1);
}

#[test]
fn a_receipt_for_unknown_chunks_or_the_same_again_is_harmless() {
    let phone = teacher();
    phone.ticket("one");
    let chunks = offered(&phone, HubRole::Region);
    acknowledge(&phone, HubRole::Region, &[ChunkId::from([9; 32])]);
    assert_eq!(counts(&phone), (1, 0));
    acknowledge(&phone, HubRole::Region, &chunks);
    acknowledge(&phone, HubRole::Region, &chunks);
    acknowledge(&phone, HubRole::Bus, &chunks);
    assert_eq!(counts(&phone), (0, 0));
}

#[test]
fn pages_hold_at_least_one_chunk_and_every_chunk_once_with_its_certificate() {
    let phone = teacher();
    for number in 0..5 {
        phone.ticket(&format!("number {number}"));
    }
    let (mut after, mut seen) = (0, Vec::new());
    loop {
        let page = phone.store.read(|conn| outgoing(conn, HubRole::Region, after, 1)).unwrap();
        if page.chunks.is_empty() {
            break;
        }
        assert_eq!((page.chunks.len(), page.certificates.len()), (1, 1));
        after = page.last;
        seen.extend(page.chunks.into_iter().map(|(id, _)| id));
    }
    assert_eq!(seen, offered(&phone, HubRole::Region));
}

#[test]
fn another_epoch_means_that_everything_own_is_offered_again() {
    let phone = teacher();
    let other = Phone::joined(3, &[Role::Member]);
    other.ticket("not ours");
    phone.meet(&other);
    phone.receive(&other.chunks()[0]);
    phone.ticket("one");
    phone.ticket("two");
    let chunks = offered(&phone, HubRole::Region);
    acknowledge(&phone, HubRole::Region, &chunks);
    phone.store.write(|tx| tx.epoch_changed(&MemberId::from(REGION), HubRole::Region)).unwrap();
    assert_eq!(offered(&phone, HubRole::Region), chunks);

    acknowledge(&phone, HubRole::Bus, &chunks);
    phone.store.write(|tx| tx.epoch_changed(&MemberId::from([5; 16]), HubRole::Bus)).unwrap();
    assert_eq!(counts(&phone), (0, 2), "another bus");
    phone.store.write(|tx| tx.epoch_changed(&MemberId::from(BUS), HubRole::Bus)).unwrap();
    assert_eq!(counts(&phone), (2, 0));
}

#[test]
fn a_refused_document_stays_visible_with_its_reason_and_is_held_back() {
    let phone = teacher();
    let ticket = phone.ticket("one");
    phone.retitle(ticket, "two");
    let chunks = offered(&phone, HubRole::Region);
    refuse(&phone, &chunks[0]);
    assert_eq!(phone.text("SELECT title FROM ticket").unwrap(), "two");
    assert_eq!(phone.text("SELECT refused FROM document").unwrap(), "ask a colleague");
    assert!(offered(&phone, HubRole::Region).is_empty(), "what follows could not be read");
    let kept = phone.store.read(quarantined).unwrap();
    assert_eq!((kept.len(), kept[0].own, kept[0].chunk), (1, true, Some(chunks[0])));
    phone.store.write(|tx| tx.epoch_changed(&MemberId::from(REGION), HubRole::Region)).unwrap();
    assert!(offered(&phone, HubRole::Region).is_empty());
}

#[test]
fn a_refused_first_change_is_sent_again_as_a_new_document_and_own_answers_follow() {
    let phone = teacher();
    let other = Phone::joined(3, &[Role::Member]);
    let theirs = other.ticket("theirs");
    phone.meet(&other);
    phone.receive(&other.chunks()[0]);
    let proposal = phone.propose(theirs, other.member);
    phone.say(proposal, other.member, "Bonjour");
    refuse(&phone, &offered(&phone, HubRole::Region)[0]);

    let (edited, touched) = phone.store.write(|tx| tx.resubmit(&phone.key, &proposal)).unwrap();
    assert!(edited.changed && edited.document != proposal);
    assert_eq!(touched.iter().filter(|t| t.removed).count(), 2);
    assert_eq!(phone.count("SELECT count(*) FROM proposal"), 1);
    assert_eq!(
        phone.count("SELECT count(*) FROM message JOIN proposal ON proposal.document = parent"),
        1
    );
    assert_eq!(phone.text("SELECT max(refused) FROM document"), None);
    assert!(phone.store.read(quarantined).unwrap().is_empty());

    // And others can read it.
    other.meet(&phone);
    for chunk in phone.chunks() {
        other.receive(&chunk);
    }
    assert_eq!(other.text("SELECT body FROM message").unwrap(), "Bonjour");
    assert_eq!(other.count("SELECT count(*) FROM waiting"), 0);
}

#[test]
fn an_edit_of_a_refused_document_sends_it_again() {
    let phone = teacher();
    let ticket = phone.ticket("one");
    refuse(&phone, &offered(&phone, HubRole::Region)[0]);
    let Edited { document, changed } = phone.retitle(ticket, "two");
    assert!(changed && document != ticket);
    assert_eq!(phone.text("SELECT title FROM ticket").unwrap(), "two");
    assert_eq!(offered(&phone, HubRole::Region).len(), 1);
}

#[test]
fn a_refused_later_change_is_written_anew_on_what_was_accepted() {
    let phone = teacher();
    let reader = Phone::joined(3, &[Role::Member]);
    reader.meet(&phone);
    let ticket = phone.ticket("one");
    let first = offered(&phone, HubRole::Region);
    reader.receive(&phone.chunks()[0]);
    acknowledge(&phone, HubRole::Region, &first);
    phone.retitle(ticket, "two");
    phone.retitle(ticket, "three");
    refuse(&phone, &offered(&phone, HubRole::Region)[0]);

    let (edited, _) = phone.store.write(|tx| tx.resubmit(&phone.key, &ticket)).unwrap();
    assert_eq!(edited, Edited { document: ticket, changed: true });
    assert_eq!(phone.text("SELECT title FROM ticket").unwrap(), "three");
    assert_eq!(offered(&phone, HubRole::Region).len(), 1);
    for chunk in phone.chunks() {
        reader.receive(&chunk);
    }
    assert_eq!(reader.digest(), phone.digest());
}

#[test]
fn who_got_a_refused_change_from_a_bus_still_sees_what_took_its_place() {
    let phone = teacher();
    let reader = Phone::joined(3, &[Role::Member]);
    reader.meet(&phone);
    // Several, because without care chance would decide between the two.
    for number in 0..6 {
        let ticket = phone.ticket(&format!("one {number}"));
        acknowledge(&phone, HubRole::Region, &offered(&phone, HubRole::Region));
        phone.retitle(ticket, "two");
        reader.receive_own(&phone, ticket);
        refuse(&phone, &offered(&phone, HubRole::Region)[0]);
        let edit = phone.store.write(|tx| {
            tx.edit(&phone.key, &ticket, None, |ticket: Ticket| {
                Ok::<_, StoreError>(Ticket { need: "Nouveau besoin".to_owned(), ..ticket })
            })
        });
        assert_eq!(edit.unwrap().0, Edited { document: ticket, changed: true });
        reader.receive_own(&phone, ticket);
    }
    let shown = "SELECT count(*) FROM ticket WHERE need = 'Nouveau besoin'";
    assert_eq!(reader.count(shown), 6);
}

#[test]
fn resubmitting_what_was_not_refused_changes_nothing() {
    let phone = teacher();
    let ticket = phone.ticket("one");
    let (edited, touched) = phone.store.write(|tx| tx.resubmit(&phone.key, &ticket)).unwrap();
    assert_eq!(edited, Edited { document: ticket, changed: false });
    assert!(touched.is_empty());
}

#[test]
fn discarding_goes_back_to_what_was_accepted() {
    let phone = teacher();
    let ticket = phone.ticket("one");
    let first = offered(&phone, HubRole::Region);
    acknowledge(&phone, HubRole::Region, &first);
    phone.retitle(ticket, "two");
    phone.retitle(ticket, "three");
    refuse(&phone, &offered(&phone, HubRole::Region)[0]);
    assert!(phone.store.write(|tx| tx.discard(&ticket)).unwrap().0);
    assert_eq!(phone.text("SELECT title FROM ticket").unwrap(), "one");
    assert!(!phone.store.write(|tx| tx.discard(&ticket)).unwrap().0);
    // It can be edited again, and nobody mistakes the new change for the old one.
    phone.retitle(ticket, "four");
    assert_eq!(phone.text("SELECT title FROM ticket").unwrap(), "four");
}

#[test]
fn discarding_a_document_that_nobody_accepted_takes_it_away() {
    let phone = teacher();
    let ticket = phone.ticket("one");
    refuse(&phone, &offered(&phone, HubRole::Region)[0]);
    let (_, touched) = phone.store.write(|tx| tx.discard(&ticket)).unwrap();
    assert!(touched.iter().all(|touched| touched.removed));
    for table in ["ticket", "ticket_tool", "search", "chunk", "outbox", "quarantine", "document"] {
        assert_eq!(phone.count(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
}

#[test]
fn an_edit_that_changes_nothing_writes_nothing() {
    let phone = teacher();
    let ticket = phone.ticket("one");
    let Edited { changed, .. } = phone.retitle(ticket, "one");
    assert!(!changed);
    assert_eq!(offered(&phone, HubRole::Region).len(), 1);
    let unknown = phone
        .store
        .write(|tx| tx.edit(&phone.key, &[9; 32].into(), None, Ok::<Ticket, StoreError>));
    assert!(matches!(unknown, Err(StoreError::UnknownDocument(_))));
}

#[test]
fn two_edits_in_one_transaction_build_on_one_another() {
    let phone = teacher();
    let ticket = phone.ticket("one");
    phone
        .store
        .write(|tx| {
            for title in ["two", "three"] {
                tx.edit(&phone.key, &ticket, None, |ticket: Ticket| {
                    Ok::<_, StoreError>(Ticket { title: title.to_owned(), ..ticket })
                })?;
            }
            let title: String = {
                tx.fold()?;
                tx.conn().query_row("SELECT title FROM ticket", [], |r| r.get(0))?
            };
            assert_eq!(title, "three");
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(offered(&phone, HubRole::Region).len(), 3);
}

#[test]
fn hubs_and_cursors_are_kept() {
    let phone = teacher();
    let hub = KnownHub {
        member: Some(MemberId::from(BUS)),
        epoch: Some([1; 8]),
        certificate: Some(vec![1, 2]),
        session: Some(([3; 16], instant(common::NOW))),
        last_contact: Some(instant(common::NOW)),
        ..KnownHub::new("http://192.0.2.1", HubRole::Bus)
    };
    let cursor = SavedCursor { channel: Channel::Region, epoch: [1; 8], seq: 42, checksum: [2; 8] };
    let bus = MemberId::from(BUS);
    phone
        .store
        .write(|tx| {
            tx.save_hub(&hub)?;
            tx.set_cursor(&bus, &SavedCursor { seq: 41, ..cursor.clone() })?;
            tx.set_cursor(&bus, &cursor)
        })
        .unwrap();
    assert_eq!(phone.store.read(hubs).unwrap(), [hub]);
    assert_eq!(phone.store.read(|conn| cursors(conn, &bus)).unwrap(), [cursor]);
    assert!(phone.store.read(|conn| cursors(conn, &MemberId::from(REGION))).unwrap().is_empty());
    phone.store.write(|tx| tx.forget_hub("http://192.0.2.1")).unwrap();
    assert!(phone.store.read(hubs).unwrap().is_empty());
}

#[test]
fn a_restored_file_with_a_new_incarnation_repeats_no_change() {
    let phone = teacher();
    let reader = Phone::joined(3, &[Role::Member]);
    reader.meet(&phone);
    let ticket = phone.ticket("one");
    let backup = tempfile::tempdir().unwrap();
    for part in ["phone.db", "phone.db-wal", "phone.db.mark"] {
        std::fs::copy(phone.folder.path().join(part), backup.path().join(part)).unwrap();
    }
    phone.retitle(ticket, "lost with the old phone");

    let restored = common::open(&backup.path().join("phone.db")).unwrap();
    let root = common::root().public();
    restored.write(|tx| tx.set_identity(&root, &phone.certificate, 77)).unwrap();
    restored
        .write(|tx| {
            tx.edit(&phone.key, &ticket, None, |ticket: Ticket| {
                Ok::<_, StoreError>(Ticket { need: "Nouveau besoin".to_owned(), ..ticket })
            })
        })
        .unwrap();
    let page = restored.read(|conn| outgoing(conn, HubRole::Region, 0, usize::MAX)).unwrap();
    for chunk in phone.chunks() {
        reader.receive(&chunk);
    }
    for (_, chunk) in page.chunks {
        reader.receive(&chunk);
    }
    let shown = reader.text("SELECT title || ', ' || need FROM ticket").unwrap();
    assert_eq!(shown, "lost with the old phone, Nouveau besoin");
}

#[test]
fn a_document_goes_where_its_newest_chunk_says_on_every_phone() {
    let (phone, reader) = (teacher(), Phone::joined(3, &[Role::Member]));
    reader.meet(&phone);
    let card = sharenum_domain::Card {
        name: "A. Membre".to_owned(),
        mail: "a.membre@example.org".to_owned(),
        school: None,
    };
    let member = |number: u8| Channel::Member(MemberId::from([number; 16]));
    let (card, _) = phone
        .store
        .write(|tx| tx.create(&phone.key, &card, vec![], None, vec![member(2)]))
        .unwrap();
    let share = |routes: Vec<Channel>| {
        let edit = phone.store.write(|tx| {
            tx.edit(&phone.key, &card, Some(routes), Ok::<sharenum_domain::Card, StoreError>)
        });
        edit.unwrap().0.changed
    };
    assert!(share(vec![member(3), member(2)]), "nothing but the routes changes");
    assert!(!share(vec![member(2), member(3)]), "they are these already");
    assert!(share(vec![member(2), member(3), member(4)]));
    for chunk in phone.chunks().iter().rev() {
        reader.receive(chunk);
    }
    for phone in [&phone, &reader] {
        let found = phone.store.read(|conn| routes(conn, &card)).unwrap();
        assert_eq!(found, [member(2), member(3), member(4)]);
    }
}
