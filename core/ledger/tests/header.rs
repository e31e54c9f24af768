//! The header of a chunk, written by hand: what is not in its one form is refused by its name.
#![allow(clippy::unwrap_used, clippy::panic, reason = "a test fails by panicking")]

mod common;

use common::{Device, Region};
use coset::CborSerializable;
use coset::cbor::Value;
use minicbor::Encoder;
use sharenum_domain::Role;
use sharenum_ledger::{Channel, Chunk, Fields, Kind, Refusal};

/// What stands in a header, before it is written.
#[derive(Clone)]
struct Written {
    fields: u64,
    version: u8,
    kind: u8,
    document: Option<Vec<u8>>,
    routes: Option<Vec<Vec<u8>>>,
    writers: Option<Vec<Vec<u8>>>,
    parent: Option<Vec<u8>>,
    after: Vec<u8>,
}

fn first() -> Written {
    Written {
        fields: 8,
        version: 1,
        kind: 3,
        document: None,
        routes: Some(vec![Channel::Area(1).to_bytes(), Channel::Area(2).to_bytes()]),
        writers: Some(vec![vec![10; 16], vec![11; 16]]),
        parent: None,
        after: Vec::new(),
    }
}

impl Written {
    fn bytes(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let e = &mut Encoder::new(&mut bytes);
        e.array(self.fields).unwrap().u8(self.version).unwrap().u8(self.kind).unwrap();
        optional(e, self.document.as_deref());
        e.u32(1).unwrap().u64(1).unwrap();
        if self.fields == 5 {
            bytes.extend(&self.after);
            return bytes;
        }
        list(e, self.routes.as_deref());
        list(e, self.writers.as_deref());
        optional(e, self.parent.as_deref());
        bytes.extend(&self.after);
        bytes
    }
}

fn optional(e: &mut Encoder<&mut Vec<u8>>, value: Option<&[u8]>) {
    match value {
        Some(value) => e.bytes(value).unwrap(),
        None => e.null().unwrap(),
    };
}

fn list(e: &mut Encoder<&mut Vec<u8>>, list: Option<&[Vec<u8>]>) {
    let Some(list) = list else { return optional(e, None) };
    e.array(list.len() as u64).unwrap();
    list.iter().for_each(|entry| optional(e, Some(entry)));
}

/// Puts another header, and another name of the certificate, into a good chunk and signs it anew.
fn chunk(device: &Device, header: Vec<u8>, certificate: &[u8]) -> Vec<u8> {
    let routes = vec![Channel::Member(device.member())];
    let fields = Fields::new().with("title", "a");
    let good = device.create_raw(Kind::Ticket, vec![device.member()], None, routes, &fields);
    let mut message = coset::CoseSign1::from_slice(&good).unwrap();
    message.protected.original_data = None;
    message.protected.header.key_id = certificate.to_vec();
    message.protected.header.rest[0].1 = Value::Bytes(header);
    message.signature = device.key.sign(&message.tbs_data(b"sharenum chunk v1")).to_vec();
    message.to_vec().unwrap()
}

#[test]
fn a_header_has_one_form_and_every_other_is_refused_by_its_name() {
    type Spoil = fn(&mut Written);
    let area = |n: u64| Channel::Area(n).to_bytes();
    let table: &[(&str, Spoil, Result<(), Refusal>)] = &[
        ("nothing", |_| {}, Ok(())),
        ("a parent", |h| h.parent = Some(vec![5; 32]), Ok(())),
        ("a newer version", |h| h.version = 2, Err(Refusal::NewerVersion)),
        (
            "a newer version with more fields",
            |h| (h.version, h.fields) = (2, 9),
            Err(Refusal::NewerVersion),
        ),
        ("an older version", |h| h.version = 0, Err(Refusal::NewerVersion)),
        ("a field fewer", |h| h.fields = 7, Err(Refusal::BadEncoding)),
        ("a field more", |h| h.fields = 9, Err(Refusal::BadEncoding)),
        ("no kind", |h| h.kind = 0, Err(Refusal::UnknownKind)),
        ("a kind of the future", |h| h.kind = 17, Err(Refusal::UnknownKind)),
        ("something behind it", |h| h.after = vec![0], Err(Refusal::NotCanonical)),
        (
            "a document that also begins",
            |h| h.document = Some(vec![5; 32]),
            Err(Refusal::BadEncoding),
        ),
        ("a document that nobody begins", |h| h.writers = None, Err(Refusal::BadEncoding)),
        ("a later change", |h| (h.document, h.fields) = (Some(vec![5; 32]), 5), Ok(())),
        (
            "a later change that says what it leaves as it is",
            |h| (h.document, h.writers, h.routes) = (Some(vec![5; 32]), None, None),
            Err(Refusal::NotCanonical),
        ),
        (
            "a later change that goes elsewhere",
            |h| (h.document, h.writers) = (Some(vec![5; 32]), None),
            Ok(()),
        ),
        (
            "a later change with a parent",
            |h| (h.document, h.writers, h.parent) = (Some(vec![5; 32]), None, Some(vec![5; 32])),
            Err(Refusal::NotCanonical),
        ),
        (
            "a short document",
            |h| (h.document, h.writers) = (Some(vec![5; 31]), None),
            Err(Refusal::BadEncoding),
        ),
        ("a long parent", |h| h.parent = Some(vec![5; 33]), Err(Refusal::BadEncoding)),
        ("a short writer", |h| h.writers = Some(vec![vec![10; 15]]), Err(Refusal::BadEncoding)),
        ("a channel of no kind", |h| h.routes = Some(vec![vec![9]]), Err(Refusal::BadEncoding)),
        (
            "routes in disorder",
            |h| h.routes.as_mut().unwrap().reverse(),
            Err(Refusal::NotCanonical),
        ),
        (
            "writers in disorder",
            |h| h.writers.as_mut().unwrap().reverse(),
            Err(Refusal::NotCanonical),
        ),
        (
            "a route twice",
            |h| h.routes = Some(vec![Channel::Region.to_bytes(); 2]),
            Err(Refusal::NotCanonical),
        ),
        ("a writer twice", |h| h.writers = Some(vec![vec![10; 16]; 2]), Err(Refusal::NotCanonical)),
        (
            "as many writers as there may be",
            |h| h.writers = Some((1..=16).map(|n| vec![n; 16]).collect()),
            Ok(()),
        ),
        (
            "a writer too many",
            |h| h.writers = Some((1..=17).map(|n| vec![n; 16]).collect()),
            Err(Refusal::BadEncoding),
        ),
    ];
    let region = Region::new(1);
    let device = region.device(10, &[Role::Member], None);
    let read = |header: &Written| {
        Chunk::decode(&chunk(&device, header.bytes(), device.certificate.id().as_bytes())).map(drop)
    };
    for (what, spoil, expected) in table {
        let mut header = first();
        spoil(&mut header);
        assert_eq!(read(&header), *expected, "{what}");
    }
    for (routes, expected) in [(96, Ok(())), (97, Err(Refusal::BadEncoding))] {
        let header = Written { routes: Some((1..=routes).map(area).collect()), ..first() };
        assert_eq!(read(&header), expected, "{routes} routes");
    }
}

#[test]
fn a_message_has_one_form_around_its_content_too() {
    let region = Region::new(1);
    let device = region.device(10, &[Role::Member], None);
    let good = chunk(&device, first().bytes(), device.certificate.id().as_bytes());
    let with = |spoil: &dyn Fn(&mut coset::CoseSign1)| {
        let mut message = coset::CoseSign1::from_slice(&good).unwrap();
        message.protected.original_data = None;
        spoil(&mut message);
        message.signature = device.key.sign(&message.tbs_data(b"sharenum chunk v1")).to_vec();
        message.to_vec().unwrap()
    };
    let endless = [&[0x9f], &good[1..], &[0xff]].concat();
    // The signature is the last part, 64 bytes behind a head of two; the same length in three.
    let (before, signature) = good.split_at(good.len() - 66);
    let padded = [before, &[0x59, 0, 64], &signature[2..]].concat();
    for (what, bytes, expected) in [
        ("the form", with(&|_| {}), Ok(())),
        (
            "something unprotected",
            with(&|m| m.unprotected.key_id = vec![1]),
            Err(Refusal::NotCanonical),
        ),
        (
            "something more that is protected",
            with(&|m| m.protected.header.rest.push((coset::Label::Int(-70_009), 1.into()))),
            Err(Refusal::NotCanonical),
        ),
        (
            "another algorithm",
            with(&|m| {
                let other = coset::Algorithm::Assigned(coset::iana::Algorithm::ES256);
                m.protected.header.alg = Some(other);
            }),
            Err(Refusal::NotCanonical),
        ),
        ("a list without its length", endless, Err(Refusal::NotCanonical)),
        ("a length in more bytes than it takes", padded, Err(Refusal::NotCanonical)),
        ("no content", with(&|m| m.payload = None), Err(Refusal::BadEncoding)),
        ("something behind it", [good.as_slice(), &[0]].concat(), Err(Refusal::BadEncoding)),
    ] {
        assert_eq!(Chunk::decode(&bytes).map(drop), expected, "{what}");
    }
}

#[test]
fn a_chunk_names_its_certificate_with_sixteen_bytes() {
    let region = Region::new(1);
    let device = region.device(10, &[Role::Member], None);
    for (length, expected) in
        [(16, Ok(())), (15, Err(Refusal::BadEncoding)), (17, Err(Refusal::BadEncoding))]
    {
        let bytes = chunk(&device, first().bytes(), &vec![7; length]);
        assert_eq!(Chunk::decode(&bytes).map(drop), expected, "{length} bytes");
    }
}

#[test]
fn a_chunk_is_named_by_its_content_and_shows_what_it_was_made_of() {
    let region = Region::new(1);
    let device = region.device(10, &[Role::Member], None);
    let routes = vec![Channel::Member(device.member())];
    let write = |title: &str| {
        let fields = Fields::new().with("title", title);
        device.create_raw(Kind::Ticket, vec![device.member()], None, routes.clone(), &fields)
    };
    let (one, other) = (write("a"), write("b"));
    let (chunk, another) = (Chunk::decode(&one).unwrap(), Chunk::decode(&other).unwrap());
    assert_ne!(chunk.id(), another.id());
    assert_eq!(chunk.bytes(), one);
    assert!(chunk.is_first());
    assert_eq!(chunk.document().as_bytes(), chunk.id().as_bytes());
    let hexadecimal = data_encoding::HEXLOWER.encode(chunk.id().as_bytes());
    assert_eq!(chunk.id().to_string(), hexadecimal);
    assert_eq!(device.certificate.id().to_string().len(), 32);

    let permitted = region.admit(&one).unwrap();
    assert_eq!((permitted.id(), permitted.chunk().id()), (chunk.id(), chunk.id()));
    assert_eq!((permitted.document(), permitted.payload()), (chunk.document(), chunk.payload()));
    assert_eq!(
        (permitted.author(), permitted.routes()),
        (device.certificate.claims(), Some(routes.as_slice()))
    );
}
