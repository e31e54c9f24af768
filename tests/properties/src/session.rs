//! The state machine of a sync, and what may come back to it: from a stranger on the way, and from
//! a hub of the region that signs anything.

use sharenum_ledger::{Chunk, ChunkId, HubRole, Receipt, envelope};
use sharenum_sync::wire::{
    self, ChallengeReply, ExchangeReply, ExchangeRequest, PROBLEM_TYPE, REPLY_TYPE, SessionReply,
    Verdict, path,
};
use sharenum_sync::{HttpReply, HttpRequest, Step, SyncLimits, SyncSession};

use crate::bytes::Bytes;
use crate::phone::Phone;
use crate::region::devices;

/// A hub may answer so often before the fuzzer's bytes are spent.
const ANSWERS: usize = 24;
const EPOCH: [u8; 8] = [7; 8];

/// However the answers look, a sync ends, and what was written is kept, acknowledged by name, or
/// refused by name. After an error the same question is asked again.
pub fn check(data: &[u8]) {
    let mut bytes = Bytes(data);
    let mut phone = Phone::new(bytes.below(3));
    let limits = SyncLimits { max_requests: 2 * ANSWERS as u32, ..SyncLimits::default() };
    let mut session = SyncSession::new("https://hub.example", limits, [5; 16]);
    let mut acknowledged = Vec::new();
    for _ in 0..ANSWERS {
        let Ok(step) = session.next(&mut phone) else { break };
        let Step::Send(request) = step else { break };
        let answer = answer(&mut bytes, &request, &mut acknowledged);
        let before = (phone.outbox.len(), phone.pages, phone.refused.len());
        let is_first = matches!(request.path, path::CHALLENGE | path::SESSION);
        if let Err(error) = session.reply(&mut phone, answer) {
            assert!(error.to_string().len() < 1_500, "{error}");
            assert!(!error.code().is_empty());
            let after = (phone.outbox.len(), phone.pages, phone.refused.len());
            assert_eq!(after, before, "an answer that is no good changes nothing: {error}");
            if let Ok(Step::Send(again)) = session.next(&mut phone) {
                assert_eq!(again, request);
            }
        } else {
            assert!(
                !is_first || phone.pages == before.1,
                "nothing is read before a session is open"
            );
        }
        phone.has_lost_nothing(&acknowledged);
    }
    let summary = session.summary();
    assert!(summary.requests <= limits.max_requests);
    phone.has_lost_nothing(&acknowledged);
}

fn answer(
    bytes: &mut Bytes<'_>,
    request: &HttpRequest,
    acknowledged: &mut Vec<ChunkId>,
) -> HttpReply {
    let how = bytes.u8();
    if how >= 240 {
        return stranger(bytes);
    }
    let body = match request.path {
        path::CHALLENGE => challenge(bytes),
        path::SESSION => wire::encode(&SessionReply { token: [3; 16], expires_in_s: 60 }),
        _ if how >= 200 => bytes.part().to_vec(),
        _ => exchange(bytes, request, acknowledged),
    };
    let hub = &devices()[2];
    let signed = envelope::sign(&hub.key, &hub.certificate.id(), &request.body, body).unwrap();
    HttpReply { status: 200, content_type: REPLY_TYPE.to_owned(), body: signed }
}

/// Whoever sits on the way: any status, any type, any body.
fn stranger(bytes: &mut Bytes<'_>) -> HttpReply {
    let status = [200, 204, 302, 400, 401, 404, 413, 503][bytes.below(8)];
    let content_type = [REPLY_TYPE, PROBLEM_TYPE, "text/html", ""][bytes.below(4)].to_owned();
    HttpReply { status, content_type, body: bytes.part().to_vec() }
}

fn challenge(bytes: &mut Bytes<'_>) -> Vec<u8> {
    let certificate = devices()[if bytes.u8() < 240 { 2 } else { 1 }].certificate.bytes().to_vec();
    let role = if bytes.u8() < 240 { HubRole::Region } else { HubRole::Bus };
    let challenge = vec![1; bytes.below(64)];
    wire::encode(&ChallengeReply { certificate, challenge, role, epoch: EPOCH })
}

/// Verdicts and a receipt that fit or do not, and feeds as the fuzzer writes them.
fn exchange(
    bytes: &mut Bytes<'_>,
    request: &HttpRequest,
    acknowledged: &mut Vec<ChunkId>,
) -> Vec<u8> {
    let asked: ExchangeRequest = wire::decode(&request.body).unwrap();
    let ids: Vec<_> = asked.chunks.iter().map(|one| Chunk::decode(one).unwrap().id()).collect();
    let verdicts = ids.iter().map(|_| match bytes.below(5) {
        0 => Verdict::AlreadyThere,
        1 => Verdict::Waiting,
        2 => Verdict::Refused { code: "too-large".to_owned(), detail: "shorten".to_owned() },
        _ => Verdict::Accepted,
    });
    let verdicts = verdicts.collect();
    let named: Vec<_> = ids.into_iter().filter(|_| !bytes.u8().is_multiple_of(4)).collect();
    let receipt = (!bytes.u8().is_multiple_of(4)).then(|| {
        acknowledged.extend(&named);
        let hub = &devices()[2];
        let receipt = Receipt {
            hub: hub.member(),
            role: HubRole::Region,
            at: "2026-10-01T08:00:00Z".parse().unwrap(),
            first_seq: bytes.number(),
            chunks: named,
        };
        receipt.sign(&hub.key, &hub.certificate.id()).unwrap()
    });
    let mut reply = ExchangeReply { epoch: EPOCH, verdicts, receipt, feeds: Vec::new() };
    if let Ok(written) = wire::decode::<ExchangeReply>(bytes.part()) {
        reply.feeds = written.feeds;
        if bytes.u8().is_multiple_of(8) {
            reply.epoch = written.epoch;
        }
    }
    // Cursors that fit more often than a fuzzer would guess.
    for (feed, cursor) in reply.feeds.iter_mut().zip(&asked.pull) {
        if !bytes.u8().is_multiple_of(4) {
            feed.channel = cursor.channel.clone();
            feed.next.channel = cursor.channel.clone();
            feed.next.epoch = reply.epoch;
        }
        if bytes.u8().is_multiple_of(2) {
            feed.next.seq = cursor.seq.saturating_add(bytes.number());
        }
    }
    wire::encode(&reply)
}
