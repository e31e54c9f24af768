//! The policy table through its one door.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Device, Region};
use jiff::Timestamp;
use sharenum_domain::{
    Card, CoSignature, Direction, DocumentId, HelpSession, MemberId, Message, Pedagogy, Position,
    Proposal, ProposalStatus, Pseudonym, RadiusKm, Role, Slug, Ticket, TicketStatus, TrainingStep,
};
use sharenum_ledger::{
    Admission, Channel, Chunk, Document, Fields, Kind, MAX_CHUNK_BYTES, Refusal, Replica, Scalar,
    WaitsFor, admit, admit_chunk, routes,
};

const SCHOOL: &str = "762217";

fn at() -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap()
}

fn ticket() -> Ticket {
    Ticket {
        direction: Direction::Request,
        title: "Premiers robots".into(),
        need: "Faire programmer un trajet".into(),
        pedagogy: Pedagogy {
            class_level: "6e".into(),
            learning_goal: "Décrire un déplacement".into(),
            tried: "Un tutoriel".into(),
            obstacle: "Trop de groupes".into(),
        },
        training: TrainingStep { shown: [].into(), reason: "Aucune date".into() },
        tools: [Slug::new("thymio").unwrap()].into(),
        school: SCHOOL.parse().unwrap(),
        school_name: "École de la Lancée".into(),
        academy: "762000".into(),
        centre: Position::new(45.599_475, -73.537_091).unwrap(),
        radius: RadiusKm::new(20).unwrap(),
        status: vec![TicketStatus::Open],
        accepted: [].into(),
        created: at(),
    }
}

fn proposal() -> Proposal {
    Proposal {
        text: "Je peux venir".into(),
        status: ProposalStatus::Offered,
        school: None,
        school_name: "Collège voisin".into(),
        created: at(),
    }
}

fn message() -> Message {
    Message { body: "Mardi ?".into(), created: at() }
}

fn ticket_chunk(device: &Device) -> Vec<u8> {
    let ticket = ticket();
    device.create(&ticket, None, routes::for_ticket(&ticket.centre, ticket.radius, device.member()))
}

#[test]
fn an_admitted_ticket_reads_back_as_it_was_written() {
    let region = Region::new(1);
    let teacher = region.device(10, &[Role::Member], Some(SCHOOL));
    let permitted = region.admit(&ticket_chunk(&teacher)).unwrap();
    let fields = Replica::from_log([permitted.payload()]).fields();
    assert_eq!(Ticket::from_fields(&fields).unwrap(), ticket());
    assert_eq!(permitted.origin().creator, teacher.member());
}

#[test]
fn a_flipped_bit_anywhere_is_never_admitted() {
    let region = Region::new(1);
    let teacher = region.device(10, &[Role::Member], Some(SCHOOL));
    let chunk = ticket_chunk(&teacher);
    for at in 0..chunk.len() {
        let mut bytes = chunk.clone();
        bytes[at] ^= 0x10;
        let verdict = admit(&bytes, &region);
        assert!(!matches!(verdict, Admission::Permitted(_)), "byte {at}");
    }
}

#[test]
fn a_chunk_signed_by_another_device_is_refused() {
    let region = Region::new(1);
    let teacher = region.device(10, &[Role::Member], Some(SCHOOL));
    let thief = region.device(11, &[Role::Member], Some(SCHOOL));
    let forged = Device {
        key: sharenum_ledger::DeviceKey::from_seed([11; 32]),
        certificate: teacher.certificate.clone(),
        seq: 0.into(),
    };
    assert_eq!(region.admit(&ticket_chunk(&forged)).unwrap_err(), Refusal::BadSignature);
    assert!(region.admit(&ticket_chunk(&thief)).is_ok());
}

#[test]
fn a_signature_that_was_looked_at_beforehand_must_fit_all_the_same() {
    let region = Region::new(1);
    let teacher = region.device(10, &[Role::Member], Some(SCHOOL));
    let other = region.device(11, &[Role::Member], Some(SCHOOL));
    let bytes = ticket_chunk(&teacher);
    let spoilt = {
        let mut bytes = bytes.clone();
        *bytes.last_mut().unwrap() ^= 1;
        bytes
    };
    // By whichever certificates it was looked at, in whichever order: the verdict is the door's.
    for looked_at in [vec![], vec![&teacher], vec![&other], vec![&other, &teacher, &other]] {
        for (bytes, fits) in [(&bytes, true), (&spoilt, false)] {
            let mut chunk = Chunk::decode(bytes).unwrap();
            for device in &looked_at {
                Chunk::check_signatures(&mut [(&mut chunk, &device.certificate)]);
            }
            let verdict = admit_chunk(chunk, &region);
            match verdict {
                Admission::Permitted(_) => assert!(fits),
                Admission::Refused(refusal) => {
                    assert_eq!((fits, refusal), (false, Refusal::BadSignature))
                }
                Admission::Waits(..) => panic!("{verdict:?}"),
            }
        }
    }
}

#[test]
fn one_bad_signature_on_a_page_is_refused_and_the_others_are_not() {
    let region = Region::new(1);
    let teacher = region.device(10, &[Role::Member], Some(SCHOOL));
    // More than are looked at together, so that one part holds and another does not.
    let mut page: Vec<_> =
        (0..200).map(|_| Chunk::decode(&ticket_chunk(&teacher)).unwrap()).collect();
    let bad = 150;
    let mut bytes = page[bad].bytes().to_vec();
    *bytes.last_mut().unwrap() ^= 1;
    page[bad] = Chunk::decode(&bytes).unwrap();
    let mut cited: Vec<_> = page.iter_mut().map(|chunk| (chunk, &teacher.certificate)).collect();
    Chunk::check_signatures(&mut cited);
    for (at, chunk) in page.into_iter().enumerate() {
        let refused = match admit_chunk(chunk, &region) {
            Admission::Permitted(_) => None,
            Admission::Refused(refusal) => Some(refusal),
            verdict @ Admission::Waits(..) => panic!("{verdict:?}"),
        };
        assert_eq!(refused, (at == bad).then_some(Refusal::BadSignature), "{at}");
    }
}

#[test]
fn a_signature_that_fits_a_stranger_opens_nothing() {
    let region = Region::new(1);
    let teacher = region.device(10, &[Role::Member], Some(SCHOOL));
    let thief = region.device(11, &[Role::Member], Some(SCHOOL));
    // It cites the teacher's certificate, and the thief's key signed it: true of the thief alone.
    let forged = Device {
        key: sharenum_ledger::DeviceKey::from_seed([11; 32]),
        certificate: teacher.certificate.clone(),
        seq: 0.into(),
    };
    let mut chunk = Chunk::decode(&ticket_chunk(&forged)).unwrap();
    Chunk::check_signatures(&mut [(&mut chunk, &thief.certificate)]);
    let verdict = admit_chunk(chunk, &region);
    assert!(matches!(verdict, Admission::Refused(Refusal::BadSignature)), "{verdict:?}");
}

#[test]
fn an_unknown_certificate_makes_a_chunk_wait() {
    let region = Region::new(1);
    let teacher = region.device(10, &[Role::Member], Some(SCHOOL));
    let chunk = ticket_chunk(&teacher);
    region.certificates.borrow_mut().clear();
    let verdict = admit(&chunk, &region);
    let Admission::Waits(_, WaitsFor::Certificate(id)) = verdict else { panic!("{verdict:?}") };
    assert_eq!(id, teacher.certificate.id());
}

#[test]
fn a_child_waits_for_its_parent_and_a_message_for_both_above() {
    let region = Region::new(1);
    let asker = region.device(10, &[Role::Member], Some(SCHOOL));
    let helper = region.device(11, &[Role::Member], None);
    let first = region.admit(&ticket_chunk(&asker)).unwrap();
    let both = || routes::for_members([asker.member(), helper.member()]);
    let answer = helper.create(&proposal(), Some(first.document()), both());
    let offered = region.admit(&answer).unwrap();
    let line = asker.create(&message(), Some(offered.document()), both());
    assert!(region.admit(&line).is_ok());

    region.origins.borrow_mut().remove(&first.document());
    let verdict = admit(&line, &region);
    let Admission::Waits(_, WaitsFor::Document(id)) = verdict else { panic!("{verdict:?}") };
    assert_eq!(id, first.document());
}

/// A refused creation: who, of what kind, answering what, and why.
type Creation = (Role, Kind, Option<DocumentId>, Vec<Channel>, Refusal);

#[test]
fn every_row_of_the_table_refuses_what_it_should() {
    let region = Region::new(1);
    let asker = region.device(10, &[Role::Member], Some(SCHOOL));
    let ticket = region.admit(&ticket_chunk(&asker)).unwrap().document();
    let me = || vec![Channel::Member(MemberId::from([20; 16]))];
    let stranger = || vec![Channel::Member(MemberId::from([99; 16]))];
    let cases: Vec<Creation> = vec![
        (Role::Guest, Kind::Ticket, None, me(), Refusal::RoleMayNot),
        (Role::Brigade, Kind::Ticket, None, me(), Refusal::RoleMayNot),
        (Role::Member, Kind::Decision, None, me(), Refusal::BadParent),
        (Role::Coordinator, Kind::Catalogue, None, vec![Channel::Region], Refusal::RoleMayNot),
        (Role::BusHub, Kind::Revocation, None, vec![Channel::Region], Refusal::RoleMayNot),
        (Role::Member, Kind::Ticket, Some(ticket), me(), Refusal::BadParent),
        (Role::Member, Kind::Message, Some(ticket), me(), Refusal::BadParent),
        (Role::Member, Kind::Registration, Some(ticket), me(), Refusal::BadParent),
        (Role::Member, Kind::Ticket, None, vec![Channel::Region], Refusal::BadRoutes),
        (Role::Member, Kind::Ticket, None, stranger(), Refusal::BadRoutes),
        (Role::Member, Kind::Ticket, None, vec![Channel::Everything], Refusal::BadRoutes),
        (Role::Member, Kind::Ticket, None, vec![], Refusal::BadRoutes),
        (Role::Member, Kind::Profile, None, stranger(), Refusal::BadRoutes),
        (Role::Member, Kind::Card, None, vec![Channel::Area(1)], Refusal::BadRoutes),
        (Role::Member, Kind::Proposal, Some(ticket), stranger(), Refusal::BadRoutes),
        (
            Role::Brigade,
            Kind::HelpSession,
            None,
            vec![Channel::School("762282".parse().unwrap())],
            Refusal::BadRoutes,
        ),
    ];
    for (role, kind, parent, routes, expected) in cases {
        let device = region.device(20, &[role], Some(SCHOOL));
        let fields = Fields::new().with("a", 1_i64);
        let chunk = device.create_raw(kind, vec![device.member()], parent, routes, &fields);
        assert_eq!(region.admit(&chunk).unwrap_err(), expected, "{role:?} {kind:?}");
    }
}

#[test]
fn only_its_writers_change_a_document() {
    let region = Region::new(1);
    let asker = region.device(10, &[Role::Member], Some(SCHOOL));
    let other = region.device(11, &[Role::Coordinator], Some(SCHOOL));
    let first = region.admit(&ticket_chunk(&asker)).unwrap();
    let target = Fields::new().with("title", "Autre titre");
    let stolen = other.change(first.origin(), &[first.payload()], &target).unwrap();
    assert_eq!(region.admit(&stolen).unwrap_err(), Refusal::NotAWriter);
    let mine = asker.change(first.origin(), &[first.payload()], &target).unwrap();
    assert!(region.admit(&mine).is_ok());
}

#[test]
fn a_member_writes_from_any_of_their_devices() {
    let region = Region::new(1);
    let phone = region.device(10, &[Role::Member], Some(SCHOOL));
    let tablet = region.device_of(12, phone.member(), &[Role::Member], Some(SCHOOL));
    let first = region.admit(&ticket_chunk(&phone)).unwrap();
    let edit = |device: &Device, title: &str| {
        let target = Fields::new().with("title", title).with("status", title);
        region.admit(&device.change(first.origin(), &[first.payload()], &target).unwrap()).unwrap()
    };
    let (a, b) = (edit(&phone, "cancelled"), edit(&tablet, "done"));
    let one = Replica::from_log([first.payload(), a.payload(), b.payload()]);
    let two = Replica::from_log([b.payload(), a.payload(), first.payload()]);
    assert_eq!((one.fields(), one.state_hash()), (two.fields(), two.state_hash()));
    let both: Vec<Scalar> = vec!["cancelled".into(), "done".into()];
    assert_eq!(one.fields().all("status"), both);
}

#[test]
fn nobody_answers_their_own_ticket() {
    let region = Region::new(1);
    let asker = region.device(10, &[Role::Member], Some(SCHOOL));
    let first = region.admit(&ticket_chunk(&asker)).unwrap();
    let own = asker.create(&proposal(), Some(first.document()), routes::for_author(asker.member()));
    assert_eq!(region.admit(&own).unwrap_err(), Refusal::BadParent);
}

#[test]
fn a_plan_belongs_to_the_two_who_talk() {
    let region = Region::new(1);
    let asker = region.device(10, &[Role::Member], Some(SCHOOL));
    let helper = region.device(11, &[Role::Member], None);
    let third = region.device(12, &[Role::Member], None);
    let first = region.admit(&ticket_chunk(&asker)).unwrap();
    let pair = vec![asker.member(), helper.member()];
    let to_both = || routes::for_members(pair.clone());
    let offered = helper.create(&proposal(), Some(first.document()), to_both());
    let offered = Some(region.admit(&offered).unwrap().document());
    let fields = Fields::new().with("what", "").with_map("dates", []).with_map("votes", []);
    let plan = |device: &Device, writers: Vec<MemberId>| {
        region.admit(&device.create_raw(Kind::Plan, writers, offered, to_both(), &fields))
    };
    assert!(plan(&helper, pair.clone()).is_ok());
    assert!(plan(&asker, pair.clone()).is_ok());
    assert_eq!(plan(&helper, vec![helper.member()]).unwrap_err(), Refusal::BadWriters);
    let three = vec![asker.member(), helper.member(), third.member()];
    assert_eq!(plan(&helper, three).unwrap_err(), Refusal::BadWriters);
    assert_eq!(plan(&third, pair.clone()).unwrap_err(), Refusal::NotAWriter);
}

#[test]
fn a_help_session_is_co_signed_by_another_adult_of_its_school() {
    let region = Region::new(1);
    let tablet = region.device(10, &[Role::Brigade], Some(SCHOOL));
    let teacher = region.device(11, &[Role::Member], Some(SCHOOL));
    let elsewhere = region.device(12, &[Role::Member], Some("762282"));
    let session = HelpSession {
        helper: Pseudonym::new("Comète").unwrap(),
        class: "5e B".into(),
        pupils: 24,
        tool: Slug::new("thymio").unwrap(),
        started: at(),
        minutes: 15,
        what: "Calibrer".into(),
        solved: true,
        school: SCHOOL.parse().unwrap(),
    };
    let school = || routes::for_school(SCHOOL.parse().unwrap());
    let logged = region.admit(&tablet.create(&session, None, school())).unwrap();
    let state_hash = Replica::from_log([logged.payload()]).state_hash();
    let sign = |device: &Device, routes| {
        region.admit(&device.create(&CoSignature { state_hash }, Some(logged.document()), routes))
    };
    assert!(sign(&teacher, school()).is_ok());
    assert_eq!(sign(&tablet, school()).unwrap_err(), Refusal::RoleMayNot);
    let there = routes::for_school("762282".parse().unwrap());
    assert_eq!(sign(&elsewhere, there).unwrap_err(), Refusal::BadParent);
}

#[test]
fn what_a_revoked_device_wrote_before_still_counts() {
    let region = Region::new(1);
    let phone = region.device(10, &[Role::Member], Some(SCHOOL));
    let before = ticket_chunk(&phone);
    let after = ticket_chunk(&phone);
    region.revoked.borrow_mut().insert(phone.key.device(), 1);
    assert!(region.admit(&before).is_ok());
    assert_eq!(region.admit(&after).unwrap_err(), Refusal::Revoked);
}

#[test]
fn rubbish_and_giants_are_refused_before_anything_is_believed() {
    let region = Region::new(1);
    let huge = vec![0; 10 * 1024 * 1024];
    let cases: [(&[u8], Refusal); 4] = [
        (&[], Refusal::BadEncoding),
        (b"<html>", Refusal::BadEncoding),
        (&huge[..MAX_CHUNK_BYTES], Refusal::BadEncoding),
        (&huge, Refusal::TooLarge),
    ];
    for (bytes, expected) in cases {
        let verdict = admit(bytes, &region);
        let Admission::Refused(refusal) = verdict else { panic!("{verdict:?}") };
        assert_eq!(refusal, expected, "{} bytes", bytes.len());
    }
    let teacher = region.device(10, &[Role::Member], None);
    let long = Card { name: "x".repeat(4096), mail: String::new(), school: None };
    let new = sharenum_ledger::NewDocument {
        kind: Kind::Card,
        writers: vec![teacher.member()],
        parent: None,
        routes: routes::for_author(teacher.member()),
    };
    assert_eq!(teacher.author().create(1, new, &long.to_fields()), Err(Refusal::TooLarge));
}

#[test]
fn a_card_goes_to_one_more_member_without_a_change_of_its_text() {
    let region = Region::new(1);
    let owner = region.device(10, &[Role::Member], None);
    let card = Card { name: "Membre A".into(), mail: "a@example.org".into(), school: None };
    let chunk = owner.create(&card, None, routes::for_author(owner.member()));
    let first = region.admit(&chunk).unwrap();
    let mut replica = Replica::from_log([first.payload()]);
    let friend = MemberId::from([11; 16]);
    let mut change = |routes| {
        let seq = owner.next_seq();
        let target = card.to_fields();
        owner.author().change(seq, first.origin(), &mut replica, routes, &target).unwrap()
    };
    assert_eq!(change(None), None);
    let routes = routes::for_members([owner.member(), friend]);
    for _ in 0..2 {
        let again = region.admit(&change(Some(routes.clone())).unwrap()).unwrap();
        assert_eq!(again.routes(), Some(routes.as_slice()));
    }
    assert_eq!(Card::from_fields(&replica.fields()).unwrap(), card);
}
