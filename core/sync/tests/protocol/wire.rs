//! Messages as bytes: what goes in comes out, and nothing absurd gets in.

use std::fmt::Debug;

use sharenum_domain::{DocumentId, MemberId};
use sharenum_ledger::{Channel, HubRole};
use sharenum_sync::wire::{
    ChallengeReply, ChallengeRequest, Cursor, Entry, ExchangeReply, ExchangeRequest, Feed,
    JoinReply, JoinRequest, MAX_CHUNKS_PER_REQUEST, MAX_REQUEST_BYTES, Message, Problem,
    ProblemCode, RenewReply, RenewRequest, SessionReply, SessionRequest, Verdict, WireError,
    bearer, decode, encode, parse_bearer,
};

fn full_reply() -> ExchangeReply {
    let epoch = [3; 8];
    let next = Cursor { seq: 9, checksum: [5; 8], ..Cursor::start(Channel::Region, epoch) };
    ExchangeReply {
        epoch,
        verdicts: vec![
            Verdict::Accepted,
            Verdict::AlreadyThere,
            Verdict::Waiting,
            Verdict::Refused { code: "too-large".to_owned(), detail: "shorten it".to_owned() },
        ],
        receipt: Some(vec![1, 2, 3]),
        feeds: vec![Feed {
            channel: Channel::Region,
            reset: true,
            entries: vec![
                Entry::Certificate(vec![1]),
                Entry::Chunk(vec![2; 40]),
                Entry::Remove(DocumentId::from([7; 32])),
            ],
            next,
            more: true,
        }],
    }
}

fn full_request() -> ExchangeRequest {
    ExchangeRequest {
        certificates: vec![vec![1; 300]],
        chunks: vec![vec![2; 500], vec![3; 10]],
        receipts: vec![vec![4; 200]],
        pull: vec![Cursor::start(Channel::Member(MemberId::from([1; 16])), [2; 8])],
        max_bytes: 131_072,
        nonce: [6; 8],
    }
}

#[track_caller]
fn comes_back<M: Message + PartialEq + Debug>(message: &M) {
    let bytes = encode(message);
    assert_eq!(decode::<M>(&bytes).as_ref(), Ok(message));

    let longer = [bytes.as_slice(), &[0]].concat();
    assert_eq!(decode::<M>(&longer), Err(WireError::TrailingBytes(1)));
    for end in 0..bytes.len() {
        assert!(decode::<M>(&bytes[..end]).is_err(), "cut at {end}");
    }
}

#[test]
fn every_message_comes_back_and_no_part_of_it_passes_for_the_whole() {
    comes_back(&ChallengeRequest { nonce: [1; 16] });
    comes_back(&ChallengeReply {
        certificate: vec![1; 400],
        challenge: vec![2; 64],
        role: HubRole::Bus,
        epoch: [3; 8],
    });
    let (certificate, challenge) = (vec![1; 400], vec![2; 32]);
    comes_back(&SessionRequest { certificate, challenge, proof: [3; 64] });
    comes_back(&SessionReply { token: [1; 16], expires_in_s: 3_600 });
    comes_back(&JoinRequest { code: "rose".to_owned(), device_key: [1; 32], proof: [2; 64] });
    comes_back(&JoinReply {
        certificate: vec![1],
        root_key: [2; 32],
        hub_certificate: vec![3],
        member: MemberId::from([4; 16]),
    });
    comes_back(&RenewRequest { nonce: [1; 16] });
    comes_back(&RenewReply { certificate: vec![1; 400] });
    comes_back(&full_request());
    comes_back(&ExchangeRequest::default());
    comes_back(&full_reply());
    comes_back(&ExchangeReply::default());
}

#[test]
fn a_field_of_a_later_version_is_passed_over() {
    // {0: h'01..', 9: ["later", {}]}
    let mut bytes = vec![0xa2, 0x00, 0x50];
    bytes.extend([1; 16]);
    bytes.extend([0x09, 0x82, 0x65, b'l', b'a', b't', b'e', b'r', 0xa0]);
    assert_eq!(decode(&bytes), Ok(ChallengeRequest { nonce: [1; 16] }));
}

#[test]
fn a_count_that_nothing_follows_allocates_nothing() {
    // {1: [2^62 byte strings]}, {1: [65 535 of them, and the input ends]} and lists without a count.
    let absurd: [&[u8]; 4] = [
        &[0xa1, 0x01, 0x9b, 0x40, 0, 0, 0, 0, 0, 0, 0],
        &[0xa1, 0x01, 0x99, 0xff, 0xff],
        &[0xa1, 0x01, 0x9f, 0x41, 0x00, 0xff],
        &[0xa1, 0x01, 0x81, 0x5b, 0x40, 0, 0, 0, 0, 0, 0, 0],
    ];
    for bytes in absurd {
        assert!(decode::<ExchangeRequest>(bytes).is_err(), "{bytes:02x?}");
    }
}

#[test]
fn every_list_and_every_blob_has_its_bound() {
    type Spoil = fn(&mut ExchangeRequest);
    let spoils: [Spoil; 6] = [
        |request| request.chunks = vec![vec![]; MAX_CHUNKS_PER_REQUEST + 1],
        |request| request.certificates = vec![vec![]; 1_001],
        |request| request.receipts = vec![vec![]; 1_001],
        |request| request.pull = vec![Cursor::start(Channel::Region, [0; 8]); 65],
        |request| request.chunks = vec![vec![0; sharenum_ledger::MAX_CHUNK_BYTES + 1]],
        |request| request.certificates = vec![vec![0; 5_000]],
    ];
    for spoil in spoils {
        let mut request = full_request();
        spoil(&mut request);
        let result = decode::<ExchangeRequest>(&encode(&request));
        assert!(matches!(result, Err(WireError::Malformed(_))), "{result:?}");
    }
    let large = vec![0; MAX_REQUEST_BYTES + 1];
    assert!(matches!(decode::<ExchangeRequest>(&large), Err(WireError::TooLarge { .. })));
}

#[test]
fn any_flipped_byte_is_refused_or_read_but_never_panics() {
    let bytes = encode(&full_reply());
    for at in 0..bytes.len() {
        for value in [0x00, 0x1f, 0x5f, 0x7f, 0x9f, 0xbf, 0xdf, 0xff] {
            let mut spoilt = bytes.clone();
            spoilt[at] = value;
            let _ = decode::<ExchangeReply>(&spoilt);
        }
    }
}

#[test]
fn a_bearer_header_names_a_token_or_nothing() {
    let token = [0xab; 16];
    assert_eq!(parse_bearer(&bearer(&token)), Some(token));
    assert_eq!(parse_bearer(&bearer(&token).replace("Bearer", "bearer")), Some(token));
    let bad = ["", "Bearer", "Bearer ", "Basic abab", "Bearer abab", "Bearer zz", &"a".repeat(99)];
    for header in bad {
        assert_eq!(parse_bearer(header), None, "{header}");
    }
}

#[test]
fn a_problem_document_is_read_back_and_anything_else_is_none() {
    let problem = Problem::new(ProblemCode::StorageFull, "the box is full; \"carry\" it home");
    let json = problem.to_json();
    assert_eq!(Problem::from_json(&json), Some(problem.clone()));
    assert_eq!(problem.code(), Some(ProblemCode::StorageFull));
    assert_eq!(problem.status, 507);
    let text = String::from_utf8(json).unwrap();
    assert!(text.contains(r#""type":"urn:sharenum:problem:storage-full""#), "{text}");

    let long = format!(r#"{{"type":"{}"}}"#, "x".repeat(20_000));
    for bytes in ["", "{}", "<html>", "[]", r#"{"type":1}"#, &long] {
        assert_eq!(Problem::from_json(bytes.as_bytes()), None, "{bytes:.40}");
    }
    let foreign = Problem::from_json(br#"{"type":"about:blank","status":404}"#).unwrap();
    assert_eq!((foreign.code(), foreign.code_word()), (None, None));
}
