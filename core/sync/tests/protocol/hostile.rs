//! Answers that no good hub gives: each a clear error, and nothing lost.

use sharenum_domain::Role;
use sharenum_ledger::{Channel, DeviceKey, HubRole, Receipt};
use sharenum_sync::HttpReply;
use sharenum_sync::wire::{
    self, ChallengeReply, Cursor, Entry, ExchangeReply, Feed, Problem, ProblemCode, Verdict,
};

use crate::support::hub::{FakeHub, problem};
use crate::support::phone::Phone;
use crate::support::{area, chunk_id, papers, sync};

/// A hub and a phone that have met, so that one exchange is left to spoil.
fn met() -> (FakeHub, Phone) {
    let mut hub = FakeHub::region();
    for at in 0..3 {
        hub.post(&Channel::Region, &format!("entry {at}"));
    }
    let mut phone = Phone::new(7);
    sync(&mut phone, &mut hub).unwrap();
    hub.post(&Channel::Region, "news");
    phone.write("ticket", 100);
    (hub, phone)
}

#[track_caller]
fn fails_and_loses_nothing(what: &str, code: &str, hub: &mut FakeHub, phone: &mut Phone) {
    let before = phone.kept();
    let error = sync(phone, hub).err().unwrap_or_else(|| panic!("{what}: passed"));
    assert_eq!(error.code(), code, "{what}: {error}");
    assert_eq!(phone.kept(), before, "{what}");
    assert_eq!(phone.outbox.len(), 1, "{what}");

    hub.tamper_exchange = None;
    hub.tamper_http = None;
    hub.tamper_challenge = None;
    let summary = sync(phone, hub).unwrap_or_else(|error| panic!("after {what}: {error}"));
    assert!(summary.finished, "after {what}");
    assert!(phone.outbox.is_empty(), "after {what}");
}

#[test]
fn an_exchange_that_breaks_the_protocol_is_cut_off() {
    type Spoil = fn(&mut ExchangeReply);
    let table: &[(&str, Spoil)] = &[
        ("a verdict too few", |reply| reply.verdicts.clear()),
        ("a verdict too many", |reply| reply.verdicts.push(Verdict::Accepted)),
        ("more without moving", |reply| {
            for feed in &mut reply.feeds {
                (feed.next.seq, feed.more) = (3, true);
                feed.entries.clear();
            }
        }),
        ("entries without moving", |reply| reply.feeds[0].next.seq = 3),
        ("a cursor that goes backwards", |reply| reply.feeds[0].next.seq = 1),
        ("an empty page that goes backwards", |reply| {
            reply.feeds[0].next.seq = 1;
            reply.feeds[0].entries.clear();
        }),
        ("a reset to nothing, with more", |reply| {
            reply.feeds[0].reset = true;
            reply.feeds[0].next.seq = 0;
            reply.feeds[0].more = true;
        }),
        ("a channel nobody asked for", |reply| {
            let next = Cursor { seq: 1, ..Cursor::start(area(), reply.epoch) };
            let (entries, channel) = (Vec::new(), area());
            reply.feeds.push(Feed { channel, reset: false, entries, next, more: false });
        }),
        ("a channel twice", |reply| reply.feeds.push(reply.feeds[0].clone())),
        ("the cursor of another channel", |reply| reply.feeds[0].next.channel = area()),
        ("the cursor of another log", |reply| reply.feeds[0].next.epoch = [1; 8]),
        ("another log that goes on as if it were the same", |reply| {
            reply.epoch = [1; 8];
            reply.feeds[0].next.epoch = [1; 8];
        }),
        ("a receipt that is none", |reply| reply.receipt = Some(vec![1, 2, 3])),
        ("a receipt of another hub", |reply| {
            let other = FakeHub::bus();
            let receipt = Receipt {
                hub: other.certificate.claims().member,
                role: HubRole::Bus,
                at: "2026-10-01T08:00:00Z".parse().unwrap(),
                first_seq: 1,
                chunks: vec![chunk_id(b"ticket")],
            };
            reply.receipt = Some(receipt.sign(&other.key, &other.certificate.id()).unwrap());
        }),
        ("more feeds than anybody may ask for", |reply| {
            reply.feeds = vec![reply.feeds[0].clone(); 65];
        }),
        ("a certificate longer than any", |reply| {
            reply.feeds[0].entries.push(Entry::Certificate(vec![0; 5_000]));
        }),
    ];
    for (what, spoil) in table {
        let (mut hub, mut phone) = met();
        hub.tamper_exchange = Some(Box::new(spoil));
        fails_and_loses_nothing(what, "bad-reply", &mut hub, &mut phone);
    }
}

#[test]
fn an_answer_that_is_not_a_hubs_is_told_apart() {
    type Spoil = fn(&mut HttpReply);
    fn page(reply: &mut HttpReply, status: u16, media_type: &str, body: &str) {
        let (content_type, body) = (media_type.to_owned(), body.as_bytes().to_vec());
        *reply = HttpReply { status, content_type, body };
    }
    const LOGIN: &str = "<!doctype html><title>Welcome</title>";
    let table: &[(&str, Spoil, &str)] = &[
        ("a portal", |r| page(r, 200, "text/html; charset=utf-8", LOGIN), "captive-portal"),
        ("a portal without a type", |r| page(r, 200, "", LOGIN), "captive-portal"),
        ("a portal with our type", |r| page(r, 200, wire::REPLY_TYPE, LOGIN), "captive-portal"),
        ("a portal that redirects", |r| page(r, 302, "text/html", ""), "captive-portal"),
        ("a portal by the book", |r| page(r, 511, "text/html", LOGIN), "captive-portal"),
        ("another service", |r| page(r, 200, "application/json", "{}"), "bad-reply"),
        ("no such page", |r| page(r, 404, "text/html", LOGIN), "bad-reply"),
        ("a proxy before a dead hub", |r| page(r, 502, "text/html", LOGIN), "unreachable"),
        ("a proxy with a password", |r| page(r, 407, "text/html", LOGIN), "unreachable"),
        ("an empty answer", |r| page(r, 200, wire::REPLY_TYPE, ""), "cut-short"),
        ("half an answer", |r| r.body.truncate(r.body.len() / 2), "cut-short"),
        (
            "one byte less",
            |r| {
                r.body.pop();
            },
            "cut-short",
        ),
        ("one byte more", |r| r.body.push(0), "bad-reply"),
        (
            "one bit flipped",
            |r| {
                let at = r.body.len() - 1;
                r.body[at] ^= 1;
            },
            "bad-reply",
        ),
        ("noise", |r| page(r, 200, wire::REPLY_TYPE, "\u{1}noise"), "bad-reply"),
        ("no CBOR", |r| page(r, 200, wire::REPLY_TYPE, "\u{1c}"), "bad-reply"),
        ("a hub that fails in its own type", |r| r.status = 500, "unreachable"),
        (
            "as many bytes as there may be",
            |r| r.body = vec![0x41; wire::MAX_REPLY_BYTES],
            "bad-reply",
        ),
        ("too many bytes", |r| r.body = vec![0x41; wire::MAX_REPLY_BYTES + 1], "too-large"),
        ("a problem that is none", |r| page(r, 400, wire::PROBLEM_TYPE, "{}"), "bad-reply"),
        (
            "a foreign problem",
            |r| page(r, 403, wire::PROBLEM_TYPE, r#"{"type":"about:blank"}"#),
            "bad-reply",
        ),
    ];
    for (what, spoil, code) in table {
        let (mut hub, mut phone) = met();
        hub.tamper_http = Some(Box::new(spoil));
        fails_and_loses_nothing(what, code, &mut hub, &mut phone);
    }
}

#[test]
fn a_refusal_of_the_hub_is_said_in_its_own_words() {
    let table = [
        (ProblemCode::OtherRegion, "other-region", "your own region"),
        (ProblemCode::ExpiredCertificate, "expired-certificate", "invitation"),
        (ProblemCode::Revoked, "revoked", "coordinator"),
        (ProblemCode::Busy, "busy", "try again"),
        (ProblemCode::StorageFull, "storage-full", "try again"),
        (ProblemCode::BadRequest, "bad-request", "try again"),
        (ProblemCode::NotServedHere, "not-served-here", "try again"),
    ];
    for (problem_code, code, advice) in table {
        let (mut hub, mut phone) = met();
        hub.tamper_http = Some(Box::new(move |reply| *reply = problem(problem_code)));
        let before = phone.kept();
        let error = sync(&mut phone, &mut hub).unwrap_err();
        assert_eq!(error.code(), code);
        assert!(error.to_string().contains(advice), "{error}");
        assert_eq!(phone.kept(), before);
    }
}

#[test]
fn a_hub_that_never_knows_the_session_is_given_up() {
    let (mut hub, mut phone) = met();
    hub.forgetful = true;
    let before = phone.kept();
    let error = sync(&mut phone, &mut hub).unwrap_err();
    assert_eq!(error.code(), "unknown-session");
    assert_eq!(hub.paths().iter().filter(|path| **path == wire::path::SESSION).count(), 2);
    assert_eq!(phone.kept(), before);
}

#[test]
fn a_refusal_of_a_newer_hub_keeps_its_word() {
    let (mut hub, mut phone) = met();
    hub.tamper_http = Some(Box::new(|reply| {
        let mut document = Problem::new(ProblemCode::Busy, "long ".repeat(500));
        document.kind = "urn:sharenum:problem:gone-fishing".to_owned();
        *reply = HttpReply { body: document.to_json(), ..problem(ProblemCode::Busy) };
    }));
    let error = sync(&mut phone, &mut hub).unwrap_err();
    assert_eq!(error.code(), "gone-fishing");
    assert!(error.to_string().len() < 700);
}

#[test]
fn who_claims_to_be_a_hub_must_be_one_of_the_region() {
    type Spoil = fn(&mut ChallengeReply);
    let table: &[(&str, Spoil, &str)] = &[
        ("no certificate", |reply| reply.certificate = vec![1, 2, 3], "bad-reply"),
        (
            "a member's certificate",
            |reply| {
                let key = DeviceKey::from_seed([200; 32]);
                reply.certificate =
                    papers(&crate::support::root(), 200, Role::Coordinator, &key).bytes().to_vec();
            },
            "bad-reply",
        ),
        (
            "a hub of another region",
            |reply| {
                let (other, key) = (DeviceKey::from_seed([2; 32]), DeviceKey::from_seed([200; 32]));
                reply.certificate = papers(&other, 200, Role::RegionHub, &key).bytes().to_vec();
            },
            "other-region",
        ),
        (
            "the certificate of another hub",
            |reply| {
                reply.certificate = FakeHub::bus().certificate.bytes().to_vec();
            },
            "bad-reply",
        ),
        (
            "a role that its certificate does not give",
            |reply| reply.role = HubRole::Bus,
            "bad-reply",
        ),
        ("a challenge too long", |reply| reply.challenge = vec![0; 65], "bad-reply"),
    ];
    for (what, spoil, code) in table {
        let (mut hub, mut phone) = met();
        phone.saved.clear();
        hub.tamper_challenge = Some(Box::new(spoil));
        fails_and_loses_nothing(what, code, &mut hub, &mut phone);
    }
}

#[test]
fn an_old_answer_does_not_pass_for_a_new_one() {
    let (mut hub, mut phone) = met();
    let mut first: Option<HttpReply> = None;
    hub.tamper_http = Some(Box::new(move |reply| match &first {
        Some(old) => *reply = old.clone(),
        None => first = Some(reply.clone()),
    }));
    phone.write("another", 90_000);
    phone.write("and another", 90_000);
    phone.write("and a third", 90_000);
    let error = sync(&mut phone, &mut hub).unwrap_err();
    assert_eq!(error.code(), "bad-reply", "{error}");
    assert!(error.to_string().contains("signature"), "{error}");
}

#[test]
fn a_hub_that_starts_a_channel_again_and_again_is_cut_off() {
    let (mut hub, mut phone) = met();
    hub.tamper_exchange = Some(Box::new(|reply| {
        let next = Cursor { seq: 1, ..Cursor::start(Channel::Region, reply.epoch) };
        let (channel, entries) = (Channel::Region, Vec::new());
        reply.feeds = vec![Feed { channel, reset: true, entries, next, more: true }];
    }));
    let error = sync(&mut phone, &mut hub).unwrap_err();
    assert!(error.to_string().contains("again and again"), "{error}");
    assert_eq!(phone.epoch_changes, 1);
}

#[test]
fn a_hub_whose_log_changes_each_time_is_cut_off() {
    let (mut hub, mut phone) = met();
    for at in 0..6 {
        phone.write(&format!("guide {at}"), 90_000);
    }
    let mut count = 0;
    hub.tamper_exchange = Some(Box::new(move |reply| {
        count += 1;
        reply.epoch = [count; 8];
    }));
    let error = sync(&mut phone, &mut hub).unwrap_err();
    assert!(error.to_string().contains("log changes"), "{error}");
    assert_eq!(phone.epoch_changes, 1);
}
