//! Who may open a session, and for how long.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    reason = "tests and what only they use"
)]

mod common;

use common::*;
use sharenum_domain::Role;
use sharenum_ledger::{Channel, DeviceKey};
use sharenum_sync::SyncError;
use sharenum_sync::wire::{
    self, ChallengeReply, ChallengeRequest, ExchangeRequest, Problem, ProblemCode, SessionRequest,
    path, session_proof,
};

fn code_of(reply: &sharenum_hub::Reply) -> Option<ProblemCode> {
    Problem::from_json(&reply.body).and_then(|problem| problem.code())
}

fn challenge(region: &TestHub) -> ChallengeReply {
    let body = wire::encode(&ChallengeRequest { nonce: [1; 16] });
    let reply = region.hub.handle(path::CHALLENGE, None, &body);
    assert_eq!(reply.status, 200);
    let signed = sharenum_ledger::envelope::open(&reply.body, &body, &region.hub.certificate());
    wire::decode(&signed.unwrap()).unwrap()
}

#[test]
fn a_member_opens_a_session_and_the_next_sync_is_one_request() {
    let region = region();
    let mut phone = region.member(1);
    assert_eq!(phone.sync(&region.hub).unwrap().requests, 3);
    let again = phone.sync(&region.hub).unwrap();
    assert_eq!(again.requests, 1);
    assert!(again.bytes_sent <= 300 && again.bytes_received <= 300, "{again:?}");
}

#[test]
fn a_hub_that_was_restarted_knows_no_session_and_the_phone_opens_another() {
    let region = region();
    let mut phone = region.member(1);
    phone.sync(&region.hub).unwrap();
    let region = region.restart();
    assert!(phone.sync(&region.hub).unwrap().finished);
}

#[test]
fn a_phone_of_another_region_is_told_so_and_keeps_its_outbox() {
    let (one, other) = (region(), region());
    let mut phone = one.member(1);
    phone.create(None, vec![Channel::Member(phone.member())], &ticket("Help", 20));
    assert!(matches!(phone.sync(&other.hub), Err(SyncError::OtherRegion)));
    assert_eq!(phone.outbox.len(), 1);

    // A client that does not look at the hub's certificate is refused by the hub.
    let given = challenge(&other);
    let request = SessionRequest {
        certificate: phone.certificate.bytes().to_vec(),
        proof: phone.key.sign(&session_proof(&other.hub.member(), &given.challenge)),
        challenge: given.challenge,
    };
    let reply = other.hub.handle(path::SESSION, None, &wire::encode(&request));
    assert_eq!((reply.status, code_of(&reply)), (403, Some(ProblemCode::OtherRegion)));
}

#[test]
fn a_challenge_opens_one_session_for_the_key_of_the_certificate() {
    let region = region();
    let phone = region.member(1);
    let given = challenge(&region).challenge;
    let signed = session_proof(&region.hub.member(), &given);
    let request = |proof| {
        wire::encode(&SessionRequest {
            certificate: phone.certificate.bytes().to_vec(),
            challenge: given.clone(),
            proof,
        })
    };
    let stolen = request(DeviceKey::from_seed([99; 32]).sign(&signed));
    assert_eq!(region.hub.handle(path::SESSION, None, &stolen).status, 400);
    let own = request(phone.key.sign(&signed));
    assert_eq!(region.hub.handle(path::SESSION, None, &own).status, 200);
    assert_eq!(region.hub.handle(path::SESSION, None, &own).status, 400, "overheard");
}

#[test]
fn an_expired_certificate_gets_no_session_with_the_region_and_is_renewed_in_time() {
    let region = region();
    let mut phone = region.member(1);
    region.clock.advance(29 * DAY);
    phone.wants_renewal = true;
    phone.sync(&region.hub).unwrap();
    assert_eq!(phone.renewals, 1);
    phone.wants_renewal = false;
    region.clock.advance(29 * DAY);
    phone.sync(&region.hub).unwrap();
    region.clock.advance(2 * DAY);
    assert!(matches!(phone.sync(&region.hub), Err(SyncError::ExpiredCertificate)));

    // A new invitation brings the same member back.
    let back = region.member(1);
    assert_eq!(back.member(), phone.member());
}

#[test]
fn an_exchange_needs_a_session() {
    let region = region();
    let body = wire::encode(&ExchangeRequest::default());
    for bearer in [None, Some("Bearer 00112233445566778899aabbccddeeff"), Some("Basic x")] {
        let reply = region.hub.handle(path::EXCHANGE, bearer, &body);
        assert_eq!((reply.status, code_of(&reply)), (401, Some(ProblemCode::UnknownSession)));
    }
}

#[test]
fn rubbish_is_refused_with_a_problem_that_says_so() {
    let region = region();
    for body in [&b""[..], b"\xff", b"<html>", &[0xa0; 3], &vec![0x9f; 70_000]] {
        for path in [path::CHALLENGE, path::SESSION, path::EXCHANGE, path::JOIN, path::RENEW] {
            let reply = region.hub.handle(path, None, body);
            assert!((400..500).contains(&reply.status), "{path} {}", reply.status);
            assert!(!Problem::from_json(&reply.body).unwrap().detail.is_empty());
        }
    }
    assert_eq!(region.hub.handle("/v1/other", None, b"").status, 421);
}

#[test]
fn a_revoked_device_is_told_so_at_once() {
    let region = region();
    let mut phone = region.member(1);
    phone.sync(&region.hub).unwrap();
    region.hub.revoke(phone.key.device(), 0).unwrap();
    assert!(matches!(phone.sync(&region.hub), Err(SyncError::Revoked)));
    let code = region.code(&[Role::Member], None);
    assert!(matches!(Phone::join(&region.hub, &code, 1), Err(SyncError::Revoked)));
}
