//! Bytes that may be a message of the protocol, a problem, a link, a record or a header.

use std::fmt::Debug;

use sharenum_ledger::{Channel, Origin, Receipt, envelope};
use sharenum_sync::wire::{
    self, ChallengeReply, ChallengeRequest, ExchangeReply, ExchangeRequest, JoinReply, JoinRequest,
    Message, Problem, RenewReply, RenewRequest, SessionReply, SessionRequest,
};
use sharenum_sync::{Announcement, BusLink, JoinLink, SavedSession};

use crate::region::devices;

/// The first byte chooses what the rest is taken for.
pub fn check(data: &[u8]) {
    let Some((which, rest)) = data.split_first() else { return };
    match which % 18 {
        0 => message::<ChallengeRequest>(rest),
        1 => message::<ChallengeReply>(rest),
        2 => message::<SessionRequest>(rest),
        3 => message::<SessionReply>(rest),
        4 => message::<JoinRequest>(rest),
        5 => message::<JoinReply>(rest),
        6 => message::<RenewRequest>(rest),
        7 => message::<RenewReply>(rest),
        8 => message::<ExchangeRequest>(rest),
        9 => message::<ExchangeReply>(rest),
        10 => message::<SavedSession>(rest),
        11 => problem(rest),
        12 => {
            link(rest);
            bus_link(rest);
            announcement(rest);
        }
        13 => bearer(rest),
        14 => receipt(rest),
        15 => opened(rest),
        16 => channel(rest),
        _ => origin(rest),
    }
}

/// What decodes is bounded, is written again as what it was understood to be, and no longer than
/// it came.
fn message<M: Message + PartialEq + Debug>(bytes: &[u8]) {
    let Ok(message) = wire::decode::<M>(bytes) else { return };
    assert!(bytes.len() <= M::MAX_BYTES);
    let written = wire::encode(&message);
    assert!(written.len() <= bytes.len() + 8, "{} bytes became {}", bytes.len(), written.len());
    assert_eq!(wire::decode::<M>(&written).as_ref(), Ok(&message));
    assert!(wire::decode::<M>(&[&written[..], &[0]].concat()).is_err());
    if let Some((_, shorter)) = written.split_last() {
        assert!(wire::decode::<M>(shorter).is_err());
    }
}

fn problem(bytes: &[u8]) {
    let Some(problem) = Problem::from_json(bytes) else { return };
    let again = Problem::from_json(&problem.to_json());
    // Escapes may make it longer than a problem may be.
    assert!(again.is_none_or(|again| again == problem));
}

fn link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(link) = text.parse::<JoinLink>() else { return };
    let shown = link.to_string();
    // Written out, each byte takes up to three.
    assert!(shown.len() <= 3 * text.len() + 64);
    if let Ok(again) = shown.parse::<JoinLink>() {
        assert_eq!(again, link);
    } else {
        assert!(shown.len() > 2_048, "{shown}");
    }
}

fn bus_link(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    let Ok(link) = text.parse::<BusLink>() else { return };
    let shown = link.to_string();
    assert!(shown.len() <= 3 * text.len() + 64);
    if let Ok(again) = shown.parse::<BusLink>() {
        assert_eq!(again, link);
    } else {
        assert!(shown.len() > 2_048, "{shown}");
    }
}

/// A TXT record, here with a line for each of its strings.
fn announcement(bytes: &[u8]) {
    let pairs = bytes.split(|byte| *byte == b'\n').filter_map(|line| {
        let at = line.iter().position(|byte| *byte == b'=')?;
        Some((std::str::from_utf8(&line[..at]).ok()?, &line[at + 1..]))
    });
    let Ok(read) = Announcement::read(pairs) else { return };
    let txt = read.txt();
    let again = Announcement::read(txt.iter().map(|(name, value)| (*name, value.as_bytes())));
    assert_eq!(again, Ok(read));
}

fn bearer(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Some(token) = wire::parse_bearer(text) {
        assert_eq!(wire::parse_bearer(&wire::bearer(&token)), Some(token));
    }
}

fn receipt(bytes: &[u8]) {
    let hub = &devices()[2];
    if Receipt::certificate_id(bytes).is_ok() {
        // Whoever signed it: it opens only with the hub's own certificate, and says the same then.
        if let Ok(receipt) = Receipt::decode_verified(bytes, &hub.certificate) {
            let again = receipt.sign(&hub.key, &hub.certificate.id()).unwrap();
            assert_eq!(again, bytes);
        }
    }
}

fn opened(bytes: &[u8]) {
    if let Ok((_, body)) = envelope::peek(bytes) {
        assert!(body.len() < bytes.len());
        // Nothing that a fuzzer makes is signed by the hub.
        assert!(envelope::open(bytes, b"question", &devices()[2].certificate).is_err());
    }
}

fn channel(bytes: &[u8]) {
    if let Some(channel) = Channel::from_bytes(bytes) {
        assert_eq!(Channel::from_bytes(&channel.to_bytes()), Some(channel));
    }
}

fn origin(bytes: &[u8]) {
    if let Some(origin) = Origin::from_bytes(bytes) {
        assert_eq!(Origin::from_bytes(&origin.to_bytes()), Some(origin));
    }
}
