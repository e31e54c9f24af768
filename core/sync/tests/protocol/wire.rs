//! Messages as bytes: what goes in comes out, and nothing absurd gets in.

use std::fmt::Debug;

use sharenum_domain::{DocumentId, MemberId};
use sharenum_ledger::{Channel, HubRole};
use sharenum_sync::SavedSession;
use sharenum_sync::wire::{
    ChallengeReply, ChallengeRequest, Cursor, Entry, ExchangeReply, ExchangeRequest, Feed,
    JoinReply, JoinRequest, MAX_CHUNKS_PER_REQUEST, MAX_REQUEST_BYTES, Message, Problem,
    ProblemCode, RenewReply, RenewRequest, SessionReply, SessionRequest, Verdict, WireError,
    bearer, decode, encode, join_proof, parse_bearer, session_proof,
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
fn what_is_as_long_as_it_may_be_is_read_and_one_more_is_not() {
    fn fits<M: Message>(message: &M) -> bool {
        decode::<M>(&encode(message)).is_ok()
    }
    let request = |spoil: &dyn Fn(&mut ExchangeRequest)| {
        let mut request = ExchangeRequest::default();
        spoil(&mut request);
        fits(&request)
    };
    let feed = || full_reply().feeds.remove(0);
    let reply = |spoil: &dyn Fn(&mut ExchangeReply)| {
        let mut reply = ExchangeReply::default();
        spoil(&mut reply);
        fits(&reply)
    };
    let refused = |code: usize, detail: usize| Verdict::Refused {
        code: "c".repeat(code),
        detail: "d".repeat(detail),
    };
    let challenge = |certificate: usize, challenge: usize| {
        let (certificate, challenge) = (vec![1; certificate], vec![2; challenge]);
        fits(&ChallengeReply { certificate, challenge, role: HubRole::Region, epoch: [3; 8] })
    };
    let join =
        |n: usize| fits(&JoinRequest { code: "x".repeat(n), device_key: [1; 32], proof: [2; 64] });
    let area = |n: usize| Cursor::start(Channel::Area(n as u64), [0; 8]);
    type Fits<'a> = &'a dyn Fn(usize) -> bool;
    let table: &[(&str, usize, Fits<'_>)] = &[
        ("chunks", 1_000, &|n| request(&|r| r.chunks = vec![vec![]; n])),
        ("certificates", 1_000, &|n| request(&|r| r.certificates = vec![vec![]; n])),
        ("receipts", 1_000, &|n| request(&|r| r.receipts = vec![vec![]; n])),
        ("channels", 64, &|n| request(&|r| r.pull = (0..n).map(area).collect())),
        ("a chunk", 96 * 1_024, &|n| request(&|r| r.chunks = vec![vec![0; n]])),
        ("a certificate", 4 * 1_024, &|n| request(&|r| r.certificates = vec![vec![0; n]])),
        ("a receipt", 64 * 1_024, &|n| request(&|r| r.receipts = vec![vec![0; n]])),
        ("verdicts", 1_000, &|n| reply(&|r| r.verdicts = vec![Verdict::Waiting; n])),
        ("a code", 64, &|n| reply(&|r| r.verdicts = vec![refused(n, 1)])),
        ("a detail", 2_000, &|n| reply(&|r| r.verdicts = vec![refused(1, n)])),
        ("feeds", 64, &|n| reply(&|r| r.feeds = vec![feed(); n])),
        ("entries", 8_192, &|n| {
            let entries = vec![Entry::Chunk(vec![]); n];
            reply(&|r| r.feeds = vec![Feed { entries: entries.clone(), ..feed() }])
        }),
        ("a certificate in a feed", 4 * 1_024, &|n| {
            let entries = vec![Entry::Certificate(vec![0; n])];
            reply(&|r| r.feeds = vec![Feed { entries: entries.clone(), ..feed() }])
        }),
        ("a hub's certificate", 4 * 1_024, &|n| challenge(n, 1)),
        ("a challenge", 64, &|n| challenge(1, n)),
        ("an invitation", 128, &join),
        ("a saved session's certificate", 4 * 1_024, &|n| {
            let saved = SavedSession { certificate: vec![1; n], token: [2; 16], epoch: [3; 8] };
            SavedSession::from_bytes(&saved.to_bytes()) == Some(saved)
        }),
    ];
    for (what, most, fits) in table {
        assert!(fits(*most), "{most} bytes or elements: {what}");
        // A saved session is written by this side alone: it is bounded as a whole.
        let more = if what.contains("saved") { most + 64 } else { most + 1 };
        assert!(!fits(more), "{more} bytes or elements: {what}");
    }
}

#[test]
fn a_whole_message_has_its_bound() {
    let allowed = |found: usize, result: Result<(), WireError>| match result {
        Err(WireError::TooLarge { found: told, allowed }) if told == found => Some(allowed),
        _ => None,
    };
    let bytes = vec![0; 9 * 1_024 * 1_024];
    let small = allowed(20_000, decode::<SessionRequest>(&bytes[..20_000]).map(drop));
    assert_eq!(small, Some(16 * 1_024));
    let request = allowed(bytes.len(), decode::<ExchangeRequest>(&bytes).map(drop));
    assert_eq!(request, Some(1_024 * 1_024));
    let reply = allowed(bytes.len(), decode::<ExchangeReply>(&bytes).map(drop));
    assert_eq!(reply, Some(8 * 1_024 * 1_024));

    let filled = |last: usize| {
        let mut request =
            ExchangeRequest { chunks: vec![vec![7; 96 * 1_024]; 10], ..full_request() };
        request.chunks.push(vec![7; last]);
        encode(&request)
    };
    let last = MAX_REQUEST_BYTES - filled(60_000).len() + 60_000;
    let (largest, larger) = (filled(last), filled(last + 1));
    assert_eq!(largest.len(), MAX_REQUEST_BYTES);
    assert!(decode::<ExchangeRequest>(&largest).is_ok());
    assert!(matches!(decode::<ExchangeRequest>(&larger), Err(WireError::TooLarge { .. })));
}

#[test]
fn what_a_device_signs_names_the_purpose_and_the_hub() {
    let hub = MemberId::from([7; 16]);
    let session = [b"sharenum session v1".as_slice(), &[7; 16], b"challenge"].concat();
    assert_eq!(session_proof(&hub, b"challenge"), session);
    assert_eq!(join_proof("rose-tulip"), b"sharenum join v1rose-tulip");
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
    assert_eq!((problem.status, problem.title.as_str()), (507, "The hub has no room left"));
    let text = String::from_utf8(json).unwrap();
    assert!(text.contains(r#""type":"urn:sharenum:problem:storage-full""#), "{text}");

    let of_length = |length: usize| format!(r#"{{"type":"{}"}}"#, "x".repeat(length - 11));
    assert!(Problem::from_json(of_length(16 * 1_024).as_bytes()).is_some());
    let long = of_length(16 * 1_024 + 1);
    for bytes in ["", "{}", "<html>", "[]", r#"{"type":1}"#, &long] {
        assert_eq!(Problem::from_json(bytes.as_bytes()), None, "{bytes:.40}");
    }
    let foreign = Problem::from_json(br#"{"type":"about:blank","status":404}"#).unwrap();
    assert_eq!((foreign.code(), foreign.code_word()), (None, None));
}
