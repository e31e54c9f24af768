//! Pinned vectors: the bytes of a certificate and of two chunks, which lock the wire format.
//!
//! A difference here is a new format: every phone and every hub in the field would refuse the
//! other's bytes. `cargo xtask vectors` writes them anew.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

use std::path::PathBuf;

use data_encoding::HEXLOWER;
use jiff::Timestamp;
use serde_json::{Value, json};
use sharenum_domain::{
    Direction, MemberId, Pedagogy, Position, RadiusKm, Role, Slug, Ticket, TicketStatus,
    TrainingStep,
};
use sharenum_ledger::{
    Author, Certificate, Chunk, Claims, DeviceKey, Document, HubRole, Kind, NewDocument, Origin,
    Receipt, Replica, envelope, routes,
};

const ROOT_SEED: [u8; 32] = [1; 32];
const DEVICE_SEED: [u8; 32] = [2; 32];

fn at() -> Timestamp {
    Timestamp::from_second(1_790_000_000).unwrap()
}

fn certificate(role: Role) -> Certificate {
    let root = DeviceKey::from_seed(ROOT_SEED);
    let claims = Claims {
        region: root.public().region(),
        member: MemberId::from([3; 16]),
        roles: [role].into(),
        school: Some("0711137A".parse().unwrap()),
        device_key: DeviceKey::from_seed(DEVICE_SEED).public(),
        issued: at(),
        expires: Timestamp::from_second(1_792_592_000).unwrap(),
    };
    Certificate::issue(&root, &claims).unwrap()
}

fn ticket() -> Ticket {
    Ticket {
        direction: Direction::Request,
        title: "Premiers robots".into(),
        need: "Programmer un trajet en classe entière".into(),
        pedagogy: Pedagogy {
            class_level: "6e".into(),
            learning_goal: "Décrire un déplacement".into(),
            tried: "Un tutoriel".into(),
            obstacle: "Trop de groupes".into(),
        },
        training: TrainingStep { shown: [].into(), reason: "Aucune date ne convient".into() },
        tools: [Slug::new("thymio").unwrap()].into(),
        school: "0711137A".parse().unwrap(),
        school_name: "Collège".into(),
        academy: "07".into(),
        centre: Position::new(46.31407, 4.82823).unwrap(),
        radius: RadiusKm::new(20).unwrap(),
        status: vec![TicketStatus::Open],
        accepted: [].into(),
        created: at(),
    }
}

fn vectors() -> Value {
    let hex = |bytes: &[u8]| HEXLOWER.encode(bytes);
    let key = DeviceKey::from_seed(DEVICE_SEED);
    let certificate_of_member = certificate(Role::Member);
    let certificate_of_hub = certificate(Role::RegionHub);
    let author = Author { key: &key, certificate: certificate_of_member.id(), incarnation: 7 };
    let member = certificate_of_member.claims().member;
    let ticket = ticket();
    let new = NewDocument {
        kind: Kind::Ticket,
        writers: vec![member],
        parent: None,
        routes: routes::for_ticket(&ticket.centre, ticket.radius, member),
    };
    let first = author.create(1, new, &ticket.to_fields()).unwrap();
    let chunk = Chunk::decode(&first).unwrap();
    let origin = Origin {
        document: chunk.document(),
        kind: Kind::Ticket,
        creator: member,
        school: certificate_of_member.claims().school,
        writers: vec![member],
        parent: None,
    };
    let mut replica = Replica::from_log([chunk.payload()]);
    let edited = Ticket { title: "Robots".into(), ..ticket };
    let second =
        author.change(2, &origin, &mut replica, None, &edited.to_fields()).unwrap().unwrap();
    let receipt = Receipt {
        hub: member,
        role: HubRole::Region,
        at: at(),
        first_seq: 1,
        chunks: vec![chunk.id()],
    };
    let reply =
        envelope::sign(&key, &certificate_of_hub.id(), b"question", b"answer".to_vec()).unwrap();
    json!({
        "root_seed": hex(&ROOT_SEED),
        "device_seed": hex(&DEVICE_SEED),
        "region": DeviceKey::from_seed(ROOT_SEED).public().region().to_string(),
        "device": key.device().to_string(),
        "certificate": hex(certificate_of_member.bytes()),
        "certificate_id": certificate_of_member.id().to_string(),
        "certificate_of_hub": hex(certificate_of_hub.bytes()),
        "first_chunk": hex(&first),
        "first_chunk_id": chunk.id().to_string(),
        "second_chunk": hex(&second),
        "second_chunk_id": Chunk::decode(&second).unwrap().id().to_string(),
        "state_hash": hex(&replica.state_hash()),
        "receipt": hex(&receipt.sign(&key, &certificate_of_hub.id()).unwrap()),
        "reply_to_question": hex(&reply),
    })
}

#[test]
fn the_wire_format_is_the_pinned_one() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors/ledger-v1.json");
    let found = vectors();
    if std::env::var_os("SHARENUM_UPDATE_VECTORS").is_some() {
        let text = serde_json::to_string_pretty(&found).unwrap() + "\n";
        std::fs::write(&path, text).unwrap();
    }
    let pinned: Value = serde_json::from_slice(&std::fs::read(&path).unwrap()).unwrap();
    for (name, pinned) in pinned.as_object().unwrap() {
        assert_eq!(found.get(name), Some(pinned), "{name} changed: this is a new wire format");
    }
    assert_eq!(found.as_object().unwrap().len(), pinned.as_object().unwrap().len());
}

#[test]
fn the_pinned_bytes_are_admitted_and_read() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("vectors/ledger-v1.json");
    let pinned: Value = serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap();
    let bytes = |name: &str| HEXLOWER.decode(pinned[name].as_str().unwrap().as_bytes()).unwrap();
    let root = DeviceKey::from_seed(ROOT_SEED).public();
    let certificate = Certificate::decode_verified(&bytes("certificate"), &root).unwrap();
    let hub = Certificate::decode_verified(&bytes("certificate_of_hub"), &root).unwrap();
    let first = Chunk::decode(&bytes("first_chunk")).unwrap();
    let second = Chunk::decode(&bytes("second_chunk")).unwrap();
    assert_eq!(first.header().certificate, certificate.id());
    assert_eq!(second.document(), first.document());
    let replica = Replica::from_log([first.payload(), second.payload()]);
    assert_eq!(Ticket::from_fields(&replica.fields()).unwrap().title, "Robots");
    assert_eq!(Receipt::decode_verified(&bytes("receipt"), &hub).unwrap().chunks, [first.id()]);
    let answer = envelope::open(&bytes("reply_to_question"), b"question", &hub).unwrap();
    assert_eq!(answer, b"answer");
    assert!(envelope::open(&bytes("reply_to_question"), b"another question", &hub).is_err());
}
