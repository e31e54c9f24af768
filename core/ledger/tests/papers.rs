//! What hubs sign, receipts and envelopes, and what a replica keeps of a document.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Device, Region};
use coset::{CborSerializable, CoseSign1};
use jiff::Timestamp;
use minicbor::Encoder;
use sharenum_domain::{DocumentId, MemberId, Role};
use sharenum_ledger::{
    CertificateId, ChunkId, HubRole, Kind, Origin, Receipt, Refusal, WaitsFor, envelope,
};

fn receipt(hub: &Device, role: HubRole, chunks: usize) -> Receipt {
    let id = |n: usize| {
        let mut id = [0; 32];
        id[..8].copy_from_slice(&(n as u64).to_be_bytes());
        ChunkId::from(id)
    };
    Receipt {
        hub: hub.member(),
        role,
        at: Timestamp::from_millisecond(1_790_000_000_123).unwrap(),
        first_seq: 41,
        chunks: (0..chunks).map(id).collect(),
    }
}

fn sign(hub: &Device, receipt: &Receipt) -> Vec<u8> {
    receipt.sign(&hub.key, &hub.certificate.id()).unwrap()
}

#[test]
fn a_receipt_says_what_a_hub_signed() {
    let region = Region::new(1);
    for (n, role, named) in
        [(30, HubRole::Region, Role::RegionHub), (31, HubRole::Bus, Role::BusHub)]
    {
        let hub = region.device(n, &[named], None);
        assert_eq!(HubRole::of(&hub.certificate), Some(role));
        for chunks in [0, 1, 1_000] {
            let receipt = receipt(&hub, role, chunks);
            let bytes = sign(&hub, &receipt);
            assert_eq!(Receipt::decode_verified(&bytes, &hub.certificate), Ok(receipt));
            assert_eq!(Receipt::certificate_id(&bytes), Ok(hub.certificate.id()));
        }
        let too_long = sign(&hub, &receipt(&hub, role, 1_001));
        let refused = Receipt::decode_verified(&too_long, &hub.certificate);
        assert_eq!(refused, Err(Refusal::BadEncoding));
    }
    let teacher = region.device(10, &[Role::Member, Role::BusHost], None);
    assert_eq!(HubRole::of(&teacher.certificate), None);
    assert_eq!(Receipt::certificate_id(b"<html>"), Err(Refusal::BadEncoding));
}

#[test]
fn a_receipt_is_believed_of_the_hub_that_it_names_in_its_own_role() {
    let region = Region::new(1);
    let hub = region.device(30, &[Role::RegionHub], None);
    let bus = region.device(31, &[Role::BusHub], None);
    let teacher = region.device(10, &[Role::Member], None);
    let forged = |signer: &Device, cited: &Device, receipt: &Receipt| {
        let bytes = receipt.sign(&signer.key, &cited.certificate.id()).unwrap();
        Receipt::decode_verified(&bytes, &cited.certificate)
    };
    let as_region = receipt(&hub, HubRole::Region, 1);
    assert!(forged(&hub, &hub, &as_region).is_ok());
    assert_eq!(forged(&bus, &hub, &as_region), Err(Refusal::BadSignature));
    assert_eq!(forged(&bus, &bus, &as_region), Err(Refusal::RoleMayNot));
    let role_alone = Receipt { hub: bus.member(), ..as_region.clone() };
    assert_eq!(forged(&bus, &bus, &role_alone), Err(Refusal::RoleMayNot));
    let name_alone = Receipt { role: HubRole::Bus, ..as_region.clone() };
    assert_eq!(forged(&bus, &bus, &name_alone), Err(Refusal::RoleMayNot));
    let no_hub = receipt(&teacher, HubRole::Bus, 1);
    assert_eq!(forged(&teacher, &teacher, &no_hub), Err(Refusal::RoleMayNot));
    let of_hub = sign(&hub, &as_region);
    assert_eq!(Receipt::decode_verified(&of_hub, &bus.certificate), Err(Refusal::BadSignature));
}

/// A receipt whose content is these bytes, signed by the hub all the same.
fn resigned(hub: &Device, content: &[u8]) -> Vec<u8> {
    let bytes = sign(hub, &receipt(hub, HubRole::Region, 1));
    let mut message = CoseSign1::from_slice(&bytes).unwrap();
    message.payload = Some(content.to_vec());
    message.signature = hub.key.sign(&message.tbs_data(b"sharenum receipt v1")).to_vec();
    message.to_vec().unwrap()
}

#[test]
fn a_receipt_has_one_form() {
    let region = Region::new(1);
    let hub = region.device(30, &[Role::RegionHub], None);
    let content = |fields: u64, chunks: u64| {
        let mut bytes = Vec::new();
        let e = &mut Encoder::new(&mut bytes);
        e.array(fields).unwrap().bytes(hub.member().as_bytes()).unwrap().bool(true).unwrap();
        e.i64(1_790_000_000_123).unwrap().u64(41).unwrap().array(chunks).unwrap();
        e.bytes(&[7; 32]).unwrap();
        bytes
    };
    let good = content(5, 1);
    for (what, content, expected) in [
        ("the form", good.clone(), Ok(())),
        ("a field more", content(6, 1), Err(Refusal::BadEncoding)),
        ("a field fewer", content(4, 1), Err(Refusal::BadEncoding)),
        ("a chunk that is missing", content(5, 2), Err(Refusal::BadEncoding)),
        ("a chunk that is not counted", content(5, 0), Err(Refusal::NotCanonical)),
        ("something behind it", [good.as_slice(), &[0]].concat(), Err(Refusal::NotCanonical)),
        ("nothing", vec![], Err(Refusal::BadEncoding)),
    ] {
        let read = Receipt::decode_verified(&resigned(&hub, &content), &hub.certificate);
        assert_eq!(read.map(drop), expected, "{what}");
    }
}

#[test]
fn an_envelope_opens_for_its_request_and_its_hub_alone() {
    let region = Region::new(1);
    let hub = region.device(30, &[Role::RegionHub], None);
    let other = region.device(31, &[Role::RegionHub], None);
    let id = hub.certificate.id();
    let answer = envelope::sign(&hub.key, &id, b"question", b"answer".to_vec()).unwrap();
    assert_eq!(envelope::open(&answer, b"question", &hub.certificate), Ok(b"answer".to_vec()));
    assert_eq!(envelope::peek(&answer), Ok((id, b"answer".to_vec())));

    let bad = Err(Refusal::BadSignature);
    assert_eq!(envelope::open(&answer, b"questions", &hub.certificate), bad);
    assert_eq!(envelope::open(&answer, b"question", &other.certificate), bad);
    let forged = envelope::sign(&other.key, &id, b"question", b"answer".to_vec()).unwrap();
    assert_eq!(envelope::open(&forged, b"question", &hub.certificate), bad);
    // The same key under another certificate: a renewed hub is opened with its renewed papers.
    let renewed = region.device(30, &[Role::RegionHub, Role::Member], None);
    assert_eq!(envelope::open(&answer, b"question", &renewed.certificate), bad);
    assert_eq!(envelope::peek(b"<html>"), Err(Refusal::BadEncoding));

    let mut nameless = CoseSign1::from_slice(&answer).unwrap();
    nameless.protected.original_data = None;
    nameless.protected.header.key_id = vec![7; 15];
    assert_eq!(envelope::peek(&nameless.to_vec().unwrap()), Err(Refusal::BadEncoding));
}

#[test]
fn what_a_document_fixed_is_kept_in_a_table_and_read_back() {
    let origin = |school: Option<&str>, writers: u8, parent: Option<u8>| Origin {
        document: DocumentId::from([1; 32]),
        kind: Kind::Plan,
        creator: MemberId::from([2; 16]),
        school: school.map(|code| code.parse().unwrap()),
        writers: (0..writers).map(|n| MemberId::from([n; 16])).collect(),
        parent: parent.map(|n| DocumentId::from([n; 32])),
    };
    for origin in [
        origin(None, 1, None),
        origin(Some("762217"), 2, Some(3)),
        origin(Some("0710045N"), 16, None),
        origin(None, 0, Some(4)),
    ] {
        let bytes = origin.to_bytes();
        assert_eq!(Origin::from_bytes(&bytes), Some(origin));
        for end in 0..bytes.len() {
            assert_eq!(Origin::from_bytes(&bytes[..end]), None, "cut at {end}");
        }
        let mut more_fields = bytes.clone();
        more_fields[0] += 1;
        assert_eq!(Origin::from_bytes(&more_fields), None);
    }
}

#[test]
fn what_a_chunk_waits_for_has_a_key_of_its_own() {
    let certificate = WaitsFor::Certificate(CertificateId::from([7; 16])).to_bytes();
    let document = WaitsFor::Document(DocumentId::from([7; 32])).to_bytes();
    assert_eq!(certificate, [&[0], [7; 16].as_slice()].concat());
    assert_eq!(document, [&[1], [7; 32].as_slice()].concat());
}
