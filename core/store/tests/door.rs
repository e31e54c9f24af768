//! The one door: order of arrival, duplicates, refusals.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::{Phone, certificate, root};
use sharenum_domain::Role;
use sharenum_ledger::{Certificate, Channel, DeviceKey, Refusal};
use sharenum_store::{Admitted, MAX_FOREIGN, StoreError, quarantined};

fn expert() -> Phone {
    Phone::joined(3, &[Role::Member])
}

fn teacher() -> Phone {
    Phone::joined(2, &[Role::Member])
}

/// A teacher's ticket with a later edit, an expert's proposal, and messages of both: each chunk
/// with whose it is.
fn conversation() -> (Phone, Phone, Vec<Vec<u8>>) {
    let (teacher, expert) = (teacher(), expert());
    teacher.meet(&expert);
    expert.meet(&teacher);
    let ticket = teacher.ticket("Découpe laser");
    teacher.retitle(ticket, "Découpe laser en 4e");
    for chunk in teacher.chunks() {
        expert.receive(&chunk);
    }
    let proposal = expert.propose(ticket, teacher.member);
    expert.say(proposal, teacher.member, "Bonjour");
    for chunk in expert.chunks() {
        teacher.receive(&chunk);
    }
    teacher.say(proposal, expert.member, "Merci");
    teacher.retitle(ticket, "Découpe laser, 4e B");
    let chunks = [teacher.chunks(), expert.chunks()].concat();
    (teacher, expert, chunks)
}

#[test]
fn a_child_that_arrives_before_its_parent_waits_and_is_not_lost() {
    let (teacher, expert, chunks) = conversation();
    let reader = Phone::joined(4, &[Role::Member]);
    reader.meet(&teacher);
    reader.meet(&expert);
    for chunk in chunks.iter().rev() {
        reader.receive(chunk);
    }
    assert_eq!(reader.count("SELECT count(*) FROM waiting"), 0);
    assert_eq!(reader.count("SELECT count(*) FROM message"), 2);
    assert_eq!(reader.text("SELECT title FROM ticket").unwrap(), "Découpe laser, 4e B");
}

#[test]
fn what_waits_survives_a_start() {
    let (teacher, expert, chunks) = conversation();
    let reader = Phone::joined(4, &[Role::Member]);
    let Phone { store, folder, .. } = reader;
    for chunk in &chunks {
        let source = sharenum_store::Source::Channel(Channel::Region);
        let (admitted, _) = store.write(|tx| tx.admit(chunk, &source)).unwrap();
        assert_eq!(admitted, Admitted::Waiting);
    }
    drop(store);
    let store = common::open(&folder.path().join("phone.db")).unwrap();
    let (_, touched) = store
        .write(|tx| {
            tx.add_certificate(&expert.certificate)?;
            tx.add_certificate(&teacher.certificate)
        })
        .unwrap();
    // Ticket, proposal, two messages.
    assert_eq!(touched.len(), 4);
}

#[test]
fn a_change_that_arrives_before_its_dependencies_shows_once_they_came() {
    let teacher = teacher();
    let ticket = teacher.ticket("one");
    teacher.retitle(ticket, "two");
    teacher.retitle(ticket, "three");
    let chunks = teacher.chunks();
    let reader = expert();
    reader.meet(&teacher);
    assert_eq!(reader.receive(&chunks[0]).0, Admitted::Accepted);
    assert_eq!(reader.receive(&chunks[2]).0, Admitted::Accepted);
    assert_eq!(reader.text("SELECT title FROM ticket").unwrap(), "one");
    reader.receive(&chunks[1]);
    assert_eq!(reader.text("SELECT title FROM ticket").unwrap(), "three");
    assert_eq!(reader.digest(), teacher.digest());
}

#[test]
fn the_same_chunk_again_changes_nothing() {
    let teacher = teacher();
    teacher.ticket("one");
    let reader = expert();
    reader.meet(&teacher);
    let chunk = &teacher.chunks()[0];
    assert_eq!(reader.receive(chunk).0, Admitted::Accepted);
    let (again, touched) = reader.receive(chunk);
    assert_eq!((again, touched.len()), (Admitted::AlreadyThere, 0));
    assert_eq!(reader.count("SELECT count(*) FROM chunk"), 1);
}

#[test]
fn a_forged_copy_that_waits_does_not_keep_the_true_one_out() {
    let teacher = teacher();
    teacher.ticket("one");
    let reader = expert();
    let chunk = teacher.chunks().remove(0);
    let mut forged = chunk.clone();
    *forged.last_mut().unwrap() ^= 1;
    assert_eq!(reader.receive(&forged).0, Admitted::Waiting);
    assert_eq!(reader.receive(&chunk).0, Admitted::Waiting);
    reader.meet(&teacher);
    assert_eq!(reader.count("SELECT count(*) FROM ticket"), 1);
    // The two come out of the room in the order of their hashes: the forged one is refused, or is
    // nothing new behind the true one.
    let refused = reader.store.read(quarantined).unwrap();
    assert!(refused.iter().all(|one| one.code == Refusal::BadSignature.code()));
    assert_eq!(reader.count("SELECT count(*) FROM chunk"), 1);
    assert_eq!(reader.count("SELECT count(*) FROM waiting"), 0);
}

#[test]
fn a_certificate_of_another_region_is_refused_and_the_rest_goes_on() {
    let reader = expert();
    let other = DeviceKey::from_seed([99; 32]);
    let claims = {
        let bytes = certificate(&other, reader.member, &[Role::Member]);
        let ours = Certificate::decode_verified(&bytes, &root().public()).unwrap();
        sharenum_ledger::Claims { region: other.public().region(), ..ours.claims().clone() }
    };
    let foreign = Certificate::issue(&other, &claims).unwrap();
    let (admitted, _) = reader.store.write(|tx| tx.add_certificate(foreign.bytes())).unwrap();
    assert_eq!(admitted, Admitted::Refused(Refusal::OtherRegion));
}

#[test]
fn nothing_enters_before_the_phone_joined() {
    let folder = tempfile::tempdir().unwrap();
    let store = common::open(&folder.path().join("phone.db")).unwrap();
    let source = sharenum_store::Source::Channel(Channel::Region);
    let refused = store.write(|tx| tx.admit(b"anything", &source));
    assert!(matches!(refused, Err(StoreError::NotJoined)));
}

#[test]
fn rubbish_is_quarantined_within_bounds_and_oldest_goes_first() {
    let reader = expert();
    for number in 0..MAX_FOREIGN + 20 {
        let (admitted, _) = reader.receive(format!("rubbish {number}").as_bytes());
        assert!(matches!(admitted, Admitted::Refused(_)));
    }
    let (admitted, _) = reader.receive(&vec![0; 10 * 1024 * 1024]);
    assert_eq!(admitted, Admitted::Refused(Refusal::TooLarge));
    let kept = reader.store.read(quarantined).unwrap();
    assert_eq!(kept.len(), 1, "ten megabytes push out what is older");
    for number in 0..3 {
        reader.receive(format!("more rubbish {number}").as_bytes());
    }
    assert_eq!(reader.store.read(quarantined).unwrap().len(), 3);
}

#[test]
fn an_edit_by_somebody_else_is_refused_and_kept_with_its_reason() {
    let (teacher, _, _) = conversation();
    let stranger = Phone::joined(5, &[Role::Member]);
    stranger.meet(&teacher);
    for chunk in teacher.chunks() {
        stranger.receive(&chunk);
    }
    let ticket = stranger.text("SELECT hex(document) FROM ticket").unwrap().to_lowercase();
    let edit = stranger.store.write(|tx| {
        tx.edit(&stranger.key, &ticket.parse().unwrap(), None, |t: sharenum_domain::Ticket| {
            Ok::<_, StoreError>(sharenum_domain::Ticket { title: "mine".to_owned(), ..t })
        })
    });
    assert!(matches!(edit, Err(StoreError::Refused(Refusal::NotAWriter))));
    assert_eq!(stranger.count("SELECT count(*) FROM outbox"), 0);
    assert_eq!(stranger.text("SELECT title FROM ticket").unwrap(), "Découpe laser, 4e B");
}

#[test]
fn a_revocation_has_the_same_effect_before_and_after_what_it_concerns() {
    let hub = Phone::joined(9, &[Role::RegionHub]);
    let (teacher, expert, chunks) = conversation();
    // The ticket's first chunk still counts, all that the teacher wrote later does not.
    hub.revoke(&teacher.key, 1);
    let revocation = hub.chunks().remove(0);
    let read = |order: &[&[u8]]| {
        let reader = Phone::joined(4, &[Role::Member]);
        for other in [&hub, &teacher, &expert] {
            reader.meet(other);
        }
        for bytes in order {
            reader.receive(bytes);
        }
        assert_eq!(reader.text("SELECT title FROM ticket").unwrap(), "Découpe laser");
        assert_eq!(reader.count("SELECT count(*) FROM message"), 1);
        reader.digest()
    };
    let chunks: Vec<&[u8]> = chunks.iter().map(Vec::as_slice).collect();
    let first = read(&[&[revocation.as_slice()], chunks.as_slice()].concat());
    let last = read(&[chunks.as_slice(), &[revocation.as_slice()]].concat());
    assert_eq!(first, last);
}

#[test]
fn what_hangs_on_a_revoked_document_goes_with_it_and_comes_back_with_it() {
    let hub = Phone::joined(9, &[Role::RegionHub]);
    let (teacher, expert, chunks) = conversation();
    let reader = Phone::joined(4, &[Role::Member]);
    for other in [&hub, &teacher, &expert] {
        reader.meet(other);
    }
    for bytes in &chunks {
        reader.receive(bytes);
    }
    let before = reader.digest();
    let document = hub.revoke(&teacher.key, 0);
    reader.receive(&hub.chunks()[0]);
    assert_eq!(reader.count("SELECT count(*) FROM ticket"), 0);
    assert_eq!(reader.count("SELECT count(*) FROM proposal"), 0);
    assert_eq!(reader.count("SELECT count(*) FROM search"), 0);
    // The region admits what the device wrote after all.
    hub.store
        .write(|tx| {
            tx.edit(&hub.key, &document, None, |r: sharenum_ledger::Revocation| {
                Ok::<_, StoreError>(sharenum_ledger::Revocation { last_seq: 1000, ..r })
            })
        })
        .unwrap();
    reader.receive(&hub.chunks()[1]);
    let after = reader.digest();
    for (document, lines) in before.iter() {
        assert_eq!(after.get(document), Some(lines));
    }
}

#[test]
fn what_an_older_app_could_not_read_is_judged_again_after_an_update() {
    let teacher = teacher();
    teacher.ticket("from the future");
    let Phone { store, folder, .. } = expert();
    store.write(|tx| tx.add_certificate(&teacher.certificate)).unwrap();
    // As an older version would have left it.
    store
        .write(|tx| {
            tx.conn().execute(
                "INSERT INTO quarantine (id, own, channel, code, reason, received_at, bytes)
                 VALUES (x'01', 0, ?1, 'unknown-kind', 'update the app', 0, ?2)",
                rusqlite::params![Channel::Region.to_bytes(), teacher.chunks()[0]],
            )?;
            tx.conn().execute("UPDATE meta SET value = '0.0.1' WHERE key = 'version'", [])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    drop(store);
    let store = common::open(&folder.path().join("phone.db")).unwrap();
    let title: String = store
        .read(|conn| {
            Ok::<_, StoreError>(conn.query_row("SELECT title FROM ticket", [], |row| row.get(0))?)
        })
        .unwrap();
    assert_eq!(title, "from the future");
    assert!(store.read(quarantined).unwrap().is_empty());
}

#[test]
fn a_device_that_claims_an_impossible_number_is_judged_like_any_other() {
    let (teacher, reader) = (teacher(), expert());
    reader.meet(&teacher);
    teacher
        .store
        .write(|tx| {
            let sql = "UPDATE meta SET value = ?1 WHERE key = 'next_seq'";
            tx.conn().execute(sql, [i64::MAX - 1])?;
            Ok::<_, StoreError>(())
        })
        .unwrap();
    teacher.ticket("one");
    assert_eq!(reader.receive(&teacher.chunks()[0]).0, Admitted::Accepted);
}
