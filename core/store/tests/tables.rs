//! The tables that screens read: same log, same rows.
#![allow(clippy::unwrap_used, reason = "tests")]

mod common;

use common::everything::{create, establishment, everything, reader, slug};
use common::{Phone, SCHOOL};
use proptest::prelude::*;
use sharenum_domain::{Outcome, Place, Position, RadiusKm, Role};
use sharenum_ledger::{Channel, DirectoryPage, Document, routes};
use sharenum_store::queries::agenda;
use sharenum_store::queries::establishments::PlaceIndex;
use sharenum_store::{StoreError, Touched, origin};

#[test]
fn every_kind_has_its_rows() {
    let (phones, chunks) = everything();
    let reader = reader(&phones, &chunks);
    for table in [
        "profile",
        "profile_tool",
        "card",
        "ticket",
        "ticket_tool",
        "proposal",
        "message",
        "plan",
        "plan_date",
        "plan_vote",
        "workshop",
        "workshop_tool",
        "registration",
        "booking",
        "decision",
        "check_in",
        "help_session",
        "co_signature",
        "tool",
        "training",
        "training_tool",
        "guide",
        "guide_tool",
        "resource",
        "resource_host",
        "establishment",
        "place",
    ] {
        assert_eq!(reader.count(&format!("SELECT count(*) FROM {table}")), 1, "{table}");
    }
    assert_eq!(reader.count("SELECT count(*) FROM check_in_entry"), 2);
    assert_eq!(reader.count("SELECT count(*) FROM document WHERE unreadable IS NOT NULL"), 0);
    assert_eq!(reader.text("SELECT alternatives FROM decision").unwrap(), "2026-12-03 2026-12-01");
    assert_eq!(
        reader.count(
            "SELECT count(*) FROM co_signature AS c
             JOIN help_session AS h ON h.document = c.session AND h.state_hash = c.state_hash"
        ),
        1
    );
}

#[test]
fn rows_written_anew_from_the_log_are_the_same() {
    let (phones, chunks) = everything();
    let reader = reader(&phones, &chunks);
    let before = reader.digest();
    reader.store.write(|tx| tx.rebuild()).unwrap();
    assert_eq!(reader.digest(), before);
    assert_eq!(reader.count("SELECT count(*) FROM search"), 3);
}

#[test]
fn chunks_in_one_transaction_make_the_same_tables_as_chunks_one_by_one() {
    let (phones, chunks) = everything();
    let one_by_one = reader(&phones, &chunks);
    let at_once = reader(&phones, &[]);
    let (_, touched) = at_once
        .store
        .write(|tx| {
            for chunk in &chunks {
                tx.admit(chunk, &sharenum_store::Source::Channel(Channel::Region))?;
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
    assert_eq!(at_once.digest(), one_by_one.digest());
    let documents = usize::try_from(at_once.count("SELECT count(*) FROM document")).unwrap();
    assert_eq!(touched.len(), documents, "each document once");
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 8, ..ProptestConfig::default() })]

    #[test]
    fn any_order_and_any_repetition_gives_the_same_tables(seed in any::<u64>()) {
        let (phones, chunks) = everything();
        let expected = reader(&phones, &chunks);
        let mut shuffled = [chunks.clone(), chunks[..chunks.len() / 2].to_vec()].concat();
        let mut state = seed;
        for at in (1..shuffled.len()).rev() {
            // Knuth's constants: any order will do, but the same for the same seed.
            state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let other = usize::try_from(state >> 33).unwrap() % (at + 1);
            shuffled.swap(at, other);
        }
        let found = reader(&phones, &shuffled);
        prop_assert_eq!(found.digest(), expected.digest());
        prop_assert_eq!(found.count("SELECT count(*) FROM waiting"), 0);
    }
}

#[test]
fn a_search_without_accents_finds_words_with_them() {
    let (phones, chunks) = everything();
    let reader = reader(&phones, &chunks);
    let found = |words: &str| {
        reader.count(&format!("SELECT count(*) FROM search WHERE search MATCH '{words}'"))
    };
    assert_eq!(found("decoupe"), 3, "ticket, guide and workshop");
    assert_eq!(found("DÉCOUPE"), 3);
    assert_eq!(found("securite AND eleves"), 1);
    assert_eq!(found("introuvable"), 0);
}

#[test]
fn places_are_found_by_their_distance_and_leave_with_their_page() {
    let hub = Phone::joined(9, &[Role::RegionHub]);
    let near = |places: &PlaceIndex| -> Vec<String> {
        let centre = Position::new(46.3, 4.8).unwrap();
        let found = places.within(&centre, RadiusKm::new(30).unwrap());
        found.iter().map(|near| near.code.to_string()).collect()
    };
    let load = || hub.store.read(PlaceIndex::load).unwrap();
    let is_current = |places: &PlaceIndex| hub.store.read(|conn| places.is_current(conn)).unwrap();
    let nothing = load();
    assert!(near(&nothing).is_empty() && is_current(&nothing));

    let establishments =
        vec![establishment(SCHOOL, "Near", 46.31), establishment("762217", "Far", 45.0)];
    let document = create(&hub, &DirectoryPage { establishments }, None, routes::for_region());
    assert!(!is_current(&nothing));
    let before = load();
    assert_eq!(near(&before), [SCHOOL]);
    let edit = |change: fn(&mut DirectoryPage)| {
        let edit = |mut page| {
            change(&mut page);
            Ok::<_, StoreError>(page)
        };
        hub.store.write(|tx| tx.edit(&hub.key, &document, None, edit)).unwrap();
    };
    edit(|page| drop(page.establishments.remove(0)));
    assert!(!is_current(&before));
    let after = load();
    assert!(near(&after).is_empty());
    // Something else in the file changes nothing about the places.
    hub.revoke(&sharenum_ledger::DeviceKey::from_seed([77; 32]), 1);
    assert!(is_current(&after));
    // A school that moves, and nothing else.
    edit(|page| page.establishments[0] = establishment("762217", "Far", 46.3));
    assert!(!is_current(&after));
    assert_eq!(near(&load()), ["762217"]);
}

#[test]
fn of_a_school_with_two_buildings_the_nearest_counts_and_of_two_pages_the_greater() {
    let hub = Phone::joined(9, &[Role::RegionHub]);
    let at = |lat: f64| Place { position: Position::new(lat, 4.8).unwrap(), label: String::new() };
    let page = |lats: &[f64], academy: &str| {
        let mut school = establishment(SCHOOL, "Two buildings", 0.0);
        school.places = lats.iter().map(|lat| at(*lat)).collect();
        school.academy.name = academy.to_owned();
        let nearer = establishment("762217", "Nearer", 46.301);
        DirectoryPage { establishments: vec![school, nearer] }
    };
    let one = create(&hub, &page(&[46.5, 46.4, 46.45], "One"), None, routes::for_region());
    let two = create(&hub, &page(&[46.42, 46.43], "Two"), None, routes::for_region());
    let (km, academy) = if one > two { (11.1, "One") } else { (13.3, "Two") };
    let places = hub.store.read(PlaceIndex::load).unwrap();
    let centre = Position::new(46.3, 4.8).unwrap();
    let found = places.within(&centre, RadiusKm::MAX);
    let codes: Vec<_> = found.iter().map(|near| near.code.to_string()).collect();
    assert_eq!(codes, ["762217", SCHOOL]);
    assert!((found[1].km - km).abs() < 0.1, "{}", found[1].km);
    assert_eq!(found[1].academy, academy);
    assert_eq!(places.within(&centre, RadiusKm::new(5).unwrap()).len(), 1);
}

#[test]
fn of_two_pages_that_name_a_school_every_phone_shows_the_same() {
    let hub = Phone::joined(9, &[Role::RegionHub]);
    for name in ["First import", "Second import"] {
        let page = DirectoryPage { establishments: vec![establishment(SCHOOL, name, 46.3)] };
        create(&hub, &page, None, routes::for_region());
    }
    let mut chunks = hub.chunks();
    let hub = vec![hub];
    let one = reader(&hub, &chunks).text("SELECT name FROM establishment");
    chunks.reverse();
    assert_eq!(reader(&hub, &chunks).text("SELECT name FROM establishment"), one);
}

#[test]
fn content_of_a_newer_app_keeps_its_log_and_stops_nobody() {
    use sharenum_ledger::{Fields, Kind, Unreadable};

    /// A ticket as a later version might write it.
    struct NewerTicket;
    impl Document for NewerTicket {
        const KIND: Kind = Kind::Ticket;
        fn to_fields(&self) -> Fields {
            Fields::new().with("hologram", 3_u32)
        }
        fn from_fields(_: &Fields) -> Result<Self, Unreadable> {
            Ok(Self)
        }
    }

    let teacher = Phone::joined(2, &[Role::Member]);
    let newer = create(&teacher, &NewerTicket, None, routes::for_author(teacher.member));
    teacher.ticket("plain");
    let reader = reader(std::slice::from_ref(&teacher), &teacher.chunks());
    assert_eq!(reader.text("SELECT title FROM ticket").unwrap(), "plain");
    assert!(reader.text("SELECT max(unreadable) FROM document").unwrap().contains("newer version"));
    assert!(reader.store.read(|conn| origin(conn, &newer)).unwrap().is_some());
    assert_eq!(reader.count("SELECT count(*) FROM chunk"), 2);
}

#[test]
fn a_document_leaves_with_its_last_channel_unless_its_member_takes_part() {
    let (area, other) = (Channel::Area(1), Channel::Area(2));
    let teacher = Phone::joined(2, &[Role::Member]);
    let document = teacher.ticket("one");
    let chunk = teacher.chunks().remove(0);
    let reader = Phone::joined(4, &[Role::Member]);
    reader.meet(&teacher);
    reader.receive_from(area.clone(), &chunk);
    reader.receive_from(other.clone(), &chunk);
    let remove = |phone: &Phone, channel: &Channel| -> (bool, Vec<Touched>) {
        phone.store.write(|tx| tx.remove_document(channel, &document)).unwrap()
    };
    assert!(!remove(&reader, &area).0, "another channel still brings it");
    let (left, touched) = remove(&reader, &other);
    assert!(left && touched[0].removed);
    for table in ["ticket", "search", "chunk", "document", "document_writer"] {
        assert_eq!(reader.count(&format!("SELECT count(*) FROM {table}")), 0, "{table}");
    }
    // It may come back.
    reader.receive_from(area.clone(), &chunk);
    assert_eq!(reader.count("SELECT count(*) FROM ticket"), 1);
    // An answer of one's own keeps it, as does having written it.
    reader.propose(document, teacher.member);
    assert!(!remove(&reader, &area).0);
    assert!(!remove(&teacher, &area).0);
    assert_eq!(reader.count("SELECT count(*) FROM ticket"), 1);
}

#[test]
fn touched_says_whose_change_it_was() {
    let phone = Phone::joined(2, &[Role::Member]);
    let second = Phone::device(2, 20, &[Role::Member]);
    let stranger = Phone::joined(3, &[Role::Member]);
    phone.meet(&second);
    phone.meet(&stranger);
    second.ticket("from the other phone");
    stranger.ticket("from somebody else");
    assert!(phone.receive(&second.chunks()[0]).1[0].own);
    assert!(!phone.receive(&stranger.chunks()[0]).1[0].own);
}

#[test]
fn edits_on_two_phones_of_a_member_merge() {
    let phone = Phone::joined(2, &[Role::Member]);
    let second = Phone::device(2, 20, &[Role::Member]);
    phone.meet(&second);
    second.meet(&phone);
    let document = phone.ticket("one");
    second.receive(&phone.chunks()[0]);
    phone.retitle(document, "from the first");
    second
        .store
        .write(|tx| {
            tx.edit(&second.key, &document, None, |t: sharenum_domain::Ticket| {
                let need = "Autre besoin".to_owned();
                Ok::<_, StoreError>(sharenum_domain::Ticket { need, ..t })
            })
        })
        .unwrap();
    let (first, other) = (phone.chunks(), second.chunks());
    other.iter().for_each(|chunk| drop(phone.receive(chunk)));
    first.iter().for_each(|chunk| drop(second.receive(chunk)));
    assert_eq!(phone.digest(), second.digest());
    assert_eq!(
        phone.text("SELECT title || need FROM ticket").unwrap(),
        "from the firstAutre besoin"
    );
}

#[test]
fn a_decision_counts_for_the_day_it_was_made_for() {
    let (phones, chunks) = everything();
    let reader = reader(&phones, &chunks);
    let on = |day: &str| {
        let day = day.parse().unwrap();
        let rows = reader.store.read(|conn| agenda::bookings_on(conn, &slug("busnum"), day));
        rows.unwrap().remove(0).decision.map(|decision| (decision.outcome, decision.day))
    };
    let change = |sql: &str| {
        let done = reader.store.write(|tx| Ok::<_, StoreError>(tx.conn().execute(sql, [])?));
        assert_eq!(done.unwrap().0, 1);
    };
    let wednesday = Some("2026-12-02".parse().unwrap());
    change("UPDATE decision SET outcome = 'confirmed'");
    assert_eq!(on("2026-12-02"), Some((Outcome::Confirmed, wednesday)));
    // Its author moves it; the hub has not said anything about Friday.
    change("UPDATE booking SET day = '2026-12-04'");
    assert_eq!(on("2026-12-04"), None);
    change("UPDATE decision SET outcome = 'released'");
    assert_eq!(on("2026-12-04"), Some((Outcome::Released, wednesday)));
}
